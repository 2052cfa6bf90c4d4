// SPDX-License-Identifier: GPL-3.0-or-later
// Where secrets go. Run alone there is no keyring, and everything must end in memory; keyring.sh runs single functions against a real
// one, and says with OBDESK_KEYRING which.
#include "session/secretstore.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <optional>

using namespace obdesk;
using namespace Qt::StringLiterals;

using Kept = SecretStore::Kept;

namespace {

const QString connection = u"7b1f5c0e-5a1e-4a57-9d0f-1f3b5d6f7a10"_s;
const QString secret = u"a secret of the test, 密码"_s;
constexpr int bounded = 30'000; // far above the promised 3 s: the machine may be slow, a hang is longer

bool keyringIs(const char *what)
{
    return qgetenv("OBDESK_KEYRING") == what;
}

std::optional<Kept> write(SecretStore &store, const QString &id, const QString &text)
{
    QObject context;
    std::optional<Kept> kept;
    store.write(id, Credentials(text), &context, [&](Kept where) { kept = where; });
    return QTest::qWaitFor([&] { return kept.has_value(); }, bounded) ? kept : std::nullopt;
}

std::optional<QString> read(SecretStore &store, const QString &id)
{
    QObject context;
    std::optional<QString> found;
    store.read(id, &context, [&](const Credentials &credentials) { found = credentials.reveal(); });
    if (found)
        return u"answered before it returned"_s;
    return QTest::qWaitFor([&] { return found.has_value(); }, bounded) ? found : std::nullopt;
}

} // namespace

class TestSecretStore : public QObject
{
    Q_OBJECT

private slots:
    void endsInMemory()
    {
        if (keyringIs("open"))
            QSKIP("there is a keyring");
        SecretStore store;
        QVERIFY(write(store, connection, secret) == Kept::InMemory);
        QVERIFY(read(store, connection) == secret);
        QVERIFY(write(store, connection, u"changed"_s) == Kept::InMemory);
        QVERIFY(read(store, connection) == u"changed"_s);
        QVERIFY(read(store, u"another"_s) == QString());
        store.forget(connection);
        QVERIFY(read(store, connection) == QString());
    }

    void readsNothing()
    {
        SecretStore store;
        QVERIFY(read(store, connection) == QString()); // memory of another store is no memory of ours
    }

    void contextGone()
    {
        SecretStore store;
        auto context = std::make_unique<QObject>();
        int answers = 0;
        store.write(connection, Credentials(secret), context.get(), [&](Kept) { ++answers; });
        store.read(connection, context.get(), [&](const Credentials &) { ++answers; });
        store.read(u"another"_s, context.get(), [&](const Credentials &) { ++answers; });
        context.reset();
        // An answer that comes after all theirs would have.
        QVERIFY(read(store, u"another"_s).has_value());
        QVERIFY(read(store, connection) == secret);
        QCOMPARE(answers, 0);
        store.forget(connection);
    }

    void storeGoneBeforeTheAnswer()
    {
        auto store = std::make_unique<SecretStore>();
        QObject context;
        bool answered = false;
        store->read(u"another"_s, &context, [&](const Credentials &credentials) { answered = credentials.isEmpty(); });
        store.reset();
        QTRY_VERIFY_WITH_TIMEOUT(answered, bounded);
    }

    /// The service takes a moment to appear on the bus.
    void keyringWaits()
    {
        if (!keyringIs("open"))
            QSKIP("needs a keyring");
        SecretStore store;
        QElapsedTimer timer;
        timer.start();
        while (write(store, u"first"_s, u"x"_s) != Kept::InKeyring)
            QVERIFY(timer.elapsed() < bounded);
    }

    void keyringWrites()
    {
        if (!keyringIs("open"))
            QSKIP("needs a keyring");
        SecretStore store;
        QVERIFY(write(store, connection, u"an older one"_s) == Kept::InKeyring);
        QVERIFY(write(store, connection, secret) == Kept::InKeyring);
        QVERIFY(read(store, connection) == secret);
    }

    void keyringReads()
    {
        if (!keyringIs("open"))
            QSKIP("needs a keyring");
        SecretStore store;
        QVERIFY(read(store, connection) == secret); // written by another process
        QVERIFY(read(store, u"another"_s) == QString());
    }

    void keyringForgets()
    {
        if (!keyringIs("open"))
            QSKIP("needs a keyring");
        SecretStore store;
        store.forget(connection);
        QVERIFY(read(store, connection) == QString());
        SecretStore other;
        QVERIFY(read(other, connection) == QString());
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
