// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/transport.h"

#include "ocp/httpworker.h"
#include "ocp/messageguard.h"
#include "ocp/retiredthreads.h"

#include <QThread>

namespace obdesk {

using namespace Qt::StringLiterals;

bool Transport::Gate::post(std::function<void(HttpWorker &)> task)
{
    const std::lock_guard lock(mutex);
    if (!worker)
        return false;
    QMetaObject::invokeMethod(
        worker, [worker = worker, task = std::move(task)] { task(*worker); }, Qt::QueuedConnection);
    return true;
}

Transport::Transport(const Connection &connection, const Credentials &credentials, const TransportLimits &limits)
    : m_gate(std::make_shared<Gate>())
    , m_thread(new QThread)
{
    coverSecret(connection.user, credentials.reveal());
    m_thread->setObjectName(u"ocp-transport"_s);
    auto *worker = new HttpWorker(connection, credentials, limits);
    worker->moveToThread(m_thread);
    QObject::connect(m_thread, &QThread::finished, worker, &QObject::deleteLater);
    m_gate->worker = worker;
    m_thread->start();
}

Transport::~Transport()
{
    {
        const std::lock_guard lock(m_gate->mutex);
        m_gate->worker->close();
        m_gate->worker = nullptr;
    }
    // The worker dies with its thread. A manager stuck in an endless header takes Qt five seconds to delete: not ours to wait for.
    m_thread->quit();
    retireThread(m_thread);
}

Transport::CallId Transport::newCallId()
{
    return ++m_lastId;
}

void Transport::send(CallId call, const HttpRequest &request, ReplyHandler handler)
{
    sender(call)(request, std::move(handler));
}

Transport::Sender Transport::sender(CallId call) const
{
    return [gate = m_gate, call](const HttpRequest &request, ReplyHandler handler) {
        return gate->post([call, request, handler = std::move(handler)](HttpWorker &worker) { worker.start(call, request, handler); });
    };
}

std::function<void()> Transport::canceller(CallId call) const
{
    return [gate = m_gate, call] { gate->post([call](HttpWorker &worker) { worker.cancel(call); }); };
}

void Transport::setLanguage(const QByteArray &tag)
{
    m_gate->post([tag](HttpWorker &worker) { worker.setLanguage(tag); });
}

} // namespace obdesk
