// SPDX-License-Identifier: GPL-3.0-or-later
// What the windows share: the theme, the saved connections and the sessions that are open.
#pragma once

#include "domain/scheduler.h"
#include "report/environmentlook.h"
#include "session/connectionstore.h"
#include "session/changes.h"
#include "session/secretstore.h"
#include "session/session.h"
#include "session/timewatch.h"
#include "theme/theme.h"
#include "words/environmentwords.h"
#include "viewmemory.h"

#include <QObject>

#include <functional>
#include <vector>

namespace obdesk {

/// Asks the person for a file to write or read; calls `chosen` with its path, or not at all. Replaced in tests, which cannot click a
/// native dialog.
using FileChooser = std::function<void(QWidget *parent, const QString &title, const QString &suggestion,
                                       std::function<void(const QString &)> chosen)>;

class Console final : public QObject
{
    Q_OBJECT
public:
    /// The references are not owned and must outlive this. `journal`: null lets nothing be changed.
    Console(Scheduler &scheduler, Theme &theme, ConnectionStore &connections, SecretStore &secrets, std::shared_ptr<Journal> journal,
            QObject *parent = nullptr);
    ~Console() override;

    Scheduler &scheduler() { return m_scheduler; }
    Theme &theme() { return m_theme; }
    ConnectionStore &connections() { return m_connections; }
    SecretStore &secrets() { return m_secrets; }
    Changes &changes() { return m_changes; }
    TimeWatch &timeWatch() { return m_timeWatch; }
    Journal *journal() { return m_journal.get(); }

    /// How often sessions opened from now on ask; tests turn it up.
    Session::Rhythm rhythm;

    /// In which language OCP words its messages from now on, e.g. "zh-CN"; of sessions that are open, and of those to come.
    void setLanguage(const QString &tag);

    /// Opens a session and starts it; one that is open under the same id is closed first.
    Session *open(const Connection &connection, const Credentials &credentials);
    void close(const QString &connectionId);
    const std::vector<std::unique_ptr<Session>> &sessions() const { return m_sessions; }
    Session *session(const QString &connectionId) const;

    /// How the person likes the views of a task.
    ViewMemory views;

    FileChooser chooseFileToSave;
    FileChooser chooseFileToOpen;
    /// What the person gave as the reason of their last change in this run.
    QString lastReason;

signals:
    void sessionOpened(obdesk::Session *session);
    void sessionAboutToClose(obdesk::Session *session);
    void sessionClosed(const QString &connectionId);

private:
    Scheduler &m_scheduler;
    Theme &m_theme;
    ConnectionStore &m_connections;
    SecretStore &m_secrets;
    const std::shared_ptr<Journal> m_journal;
    QString m_language = QStringLiteral("en-US");
    std::vector<std::unique_ptr<Session>> m_sessions;
    Changes m_changes;                  // after the sessions: goes before them
    TimeWatch m_timeWatch;
};

} // namespace obdesk
