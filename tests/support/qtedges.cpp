// SPDX-License-Identifier: GPL-3.0-or-later
// Tells ThreadSanitizer where Qt orders threads. Debian's Qt is not built for the sanitizer: what its event queues, thread pools and
// futexes order is invisible to it, and every value handed to another thread would be reported. The calls by which obdesk hands something
// over are defined here once more, so that they win over the library's, mark both ends and go on to the library. A value that crosses
// by any other way is still reported. Part of every test in a build with OBDESK_SANITIZE=thread, and of no other build.
#include <QFutureInterface>
#include <QMetaObject>
#include <QObject>
#include <QThread>
#include <QThreadPool>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <functional>
#include <memory>

namespace {

template<typename Function>
Function behind(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// A point in time of the thread that made it; whoever passes it afterwards, in whatever thread, comes later.
class Edge
{
public:
    Edge() { __tsan_release(this); }
    void pass() { __tsan_acquire(this); }
    void again() { __tsan_release(this); }
};

/// A slot that is called after it was made, in whatever thread.
class OrderedSlot : public QtPrivate::QSlotObjectBase
{
public:
    explicit OrderedSlot(QtPrivate::QSlotObjectBase *slot, std::shared_ptr<Edge> back = {}) : QSlotObjectBase(&run), m_slot(slot), m_back(std::move(back)) { }

private:
    static void run(int which, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *equal)
    {
        auto *const slot = static_cast<OrderedSlot *>(self);
        slot->m_edge.pass();
        switch (which) {
        case Call:
            slot->m_slot->call(receiver, arguments);
            if (slot->m_back)
                slot->m_back->again();
            slot->m_edge.again(); // the last to let go of it, in either thread, destroys it
            break;
        case Compare:
            *equal = slot->m_slot->compare(arguments);
            break;
        case Destroy:
            slot->m_slot->destroyIfLastRef();
            delete slot;
            break;
        }
    }

    QtPrivate::QSlotObjectBase *const m_slot;
    const std::shared_ptr<Edge> m_back; // the caller of a blocking call waits for it
    Edge m_edge;
};

/// A function that is called once, after it was handed over. Reading where the edge lies cannot be ordered by the edge.
struct OrderedJob
{
    std::function<void()> function;
    Edge *edge;

    __attribute__((no_sanitize("thread"))) void operator()() const
    {
        edge->pass();
        delete edge;
        function();
    }
};

} // namespace

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    using Function = bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
    static const auto real = behind<Function>("_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    const auto back = std::make_shared<Edge>();
    const bool done = real(object, new OrderedSlot(slot, back), type, result);
    if (type == Qt::BlockingQueuedConnection)
        back->pass();
    return done;
}

void QThreadPool::start(std::function<void()> function, int priority)
{
    using Function = void (*)(QThreadPool *, std::function<void()>, int);
    static const auto real = behind<Function>("_ZN11QThreadPool5startESt8functionIFvvEEi");
    auto *const edge = new Edge;
    std::function<void()> job = OrderedJob { std::move(function), edge };
    edge->again(); // the job is in one piece from here on
    real(this, std::move(job), priority);
}

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal, const QObject *receiver, void **slot,
                                             QtPrivate::QSlotObjectBase *slotObject, Qt::ConnectionType type, const int *types,
                                             const QMetaObject *senderMetaObject)
{
    using Function = QMetaObject::Connection (*)(const QObject *, void **, const QObject *, void **, QtPrivate::QSlotObjectBase *,
                                                 Qt::ConnectionType, const int *, const QMetaObject *);
    static const auto real = behind<Function>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject");
    return real(sender, signal, receiver, slot, new OrderedSlot(slotObject), type, types, senderMetaObject);
}

// A worker is deleted in its thread once that was told to end.

void QThread::quit()
{
    static const auto real = behind<void (*)(QThread *)>("_ZN7QThread4quitEv");
    __tsan_release(this);
    real(this);
}

void QObject::deleteLater()
{
    static const auto real = behind<void (*)(QObject *)>("_ZN7QObject11deleteLaterEv");
    __tsan_acquire(QThread::currentThread());
    real(this);
}

// The last of those who share a future's results destroys them.

bool QFutureInterfaceBase::derefT() const
{
    static const auto real = behind<bool (*)(const QFutureInterfaceBase *)>("_ZNK20QFutureInterfaceBase6derefTEv");
    void *const shared = d;
    __tsan_release(shared);
    const bool others = real(this);
    if (!others)
        __tsan_acquire(shared);
    return others;
}
