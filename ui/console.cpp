// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include <QFileDialog>
#include <QRandomGenerator>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

void chooseWithDialog(QWidget *parent, const QString &title, const QString &suggestion, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestion);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

void openWithDialog(QWidget *parent, const QString &title, const QString &, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

} // namespace

Console::Console(Scheduler &scheduler, Theme &theme, ConnectionStore &connections, SecretStore &secrets, std::shared_ptr<Journal> journal,
                 QObject *parent)
    : QObject(parent), chooseFileToSave(chooseWithDialog), chooseFileToOpen(openWithDialog), m_scheduler(scheduler), m_theme(theme),
      m_connections(connections), m_secrets(secrets), m_journal(std::move(journal)), m_changes(scheduler, m_journal), m_timeWatch(scheduler)
{
    connect(&m_timeWatch, &TimeWatch::woke, this, [this] {
        for (const auto &session : m_sessions)
            session->wake();
    });
}

Console::~Console()
{
    // Requests under way are concluded as unknown, while there is somebody to write that down.
    while (!m_sessions.empty())
        close(m_sessions.back()->connection().id);
}

void Console::setLanguage(const QString &tag)
{
    m_language = tag;
    for (const auto &session : m_sessions)
        session->client().setLanguage(tag);
}

Session *Console::open(const Connection &connection, const Credentials &credentials)
{
    close(connection.id);
    m_sessions.push_back(std::make_unique<Session>(connection, credentials, m_journal, m_scheduler, rhythm,
                                                   [] { return QRandomGenerator::global()->generateDouble(); }));
    Session *session = m_sessions.back().get();
    session->client().setLanguage(m_language);
    emit sessionOpened(session);
    m_changes.attach(*session);
    session->start();
    return session;
}

void Console::close(const QString &connectionId)
{
    const auto it = std::find_if(m_sessions.begin(), m_sessions.end(), [&](const auto &s) { return s->connection().id == connectionId; });
    if (it == m_sessions.end())
        return;
    emit sessionAboutToClose(it->get());
    m_changes.detach(**it);
    m_sessions.erase(it);
    emit sessionClosed(connectionId);
}

Session *Console::session(const QString &connectionId) const
{
    const auto it = std::find_if(m_sessions.cbegin(), m_sessions.cend(), [&](const auto &s) { return s->connection().id == connectionId; });
    return it == m_sessions.cend() ? nullptr : it->get();
}

} // namespace obdesk
