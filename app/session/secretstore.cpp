// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secretstore.h"

#include <QPointer>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <chrono>
#include <memory>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto service = "io.github.obdesk.obdesk"_L1;

/// Starts `job`; calls `finish(ok)` once, when it ended or after 3 s: a keyring that asks somewhere unseen must not hang us.
void run(QKeychain::Job *job, QObject *context, std::function<void(QKeychain::Job *)> finish)
{
    auto once = std::make_shared<bool>(false);
    const auto end = [once, finish](QKeychain::Job *ended) {
        if (!std::exchange(*once, true))
            finish(ended);
    };
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, context, [end](QKeychain::Job *ended) { end(ended); });
    QTimer::singleShot(3s, context, [end] { end(nullptr); });
    job->start();
}

} // namespace

SecretStore::SecretStore(QObject *parent) : QObject(parent) { }

void SecretStore::read(const QString &connectionId, QObject *context, std::function<void(const Credentials &)> done)
{
    const auto it = m_memory.constFind(connectionId);
    if (it != m_memory.cend()) {
        QTimer::singleShot(0, context, [secret = *it, done] { done(secret); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(connectionId);
    run(job, context, [job, done](QKeychain::Job *ended) {
        const bool ok = ended && ended->error() == QKeychain::NoError;
        done(ok ? Credentials(job->textData()) : Credentials());
    });
}

void SecretStore::write(const QString &connectionId, const Credentials &secret, QObject *context, std::function<void(Kept)> done)
{
    m_memory.insert(connectionId, secret);
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(connectionId);
    job->setTextData(secret.reveal());
    run(job, context, [done](QKeychain::Job *ended) {
        done(ended && ended->error() == QKeychain::NoError ? Kept::InKeyring : Kept::InMemory);
    });
}

void SecretStore::forget(const QString &connectionId)
{
    m_memory.remove(connectionId);
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(connectionId);
    job->setAutoDelete(true);
    job->start();
}

} // namespace obdesk
