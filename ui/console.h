// SPDX-License-Identifier: GPL-3.0-or-later
// What the windows share: the theme, the saved connections and the sessions that are open.
#pragma once

#include "domain/scheduler.h"
#include "report/environmentlook.h"
#include "session/connectionstore.h"
#include "session/secretstore.h"
#include "session/session.h"
#include "task/addserversflow.h"
#include "theme/theme.h"
#include "words/environmentwords.h"

#include <QObject>

#include <functional>
#include <vector>

namespace obdesk {

/// Asks the person for a file to write or read; calls `chosen` with its path, or not at all. Replaced in tests, which cannot click a
/// native dialog.
using FileChooser = std::function<void(QWidget *parent, const QString &title, const QString &suggestion,
                                       std::function<void(const QString &)> chosen)>;

/// What obdesk knows of a task because it created it itself.
struct TaskOrigin
{
    QString reason;
    QString request;    ///< "POST /api/v2/…" and the body
    QString traceId;
};

class Console final : public QObject
{
    Q_OBJECT
public:
    /// The references are not owned and must outlive this.
    Console(Scheduler &scheduler, Theme &theme, ConnectionStore &connections, SecretStore &secrets, QObject *parent = nullptr);
    ~Console() override;

    Scheduler &scheduler() { return m_scheduler; }
    Theme &theme() { return m_theme; }
    ConnectionStore &connections() { return m_connections; }
    SecretStore &secrets() { return m_secrets; }

    /// How often sessions opened from now on ask; tests turn it up.
    Session::Rhythm rhythm;

    /// Opens a session and starts it; one that is open under the same id is closed first.
    Session *open(const Connection &connection, const Credentials &credentials);
    void close(const QString &connectionId);
    const std::vector<std::unique_ptr<Session>> &sessions() const { return m_sessions; }
    Session *session(const QString &connectionId) const;

    /// The flow that adds OBServers to this cluster: the unsettled one if there is one (it blocks a second submit until a
    /// person has settled it), else a new one. Owned by the session; outlives the dialog that uses it.
    AddServersFlow *addFlow(Session &session, ClusterId cluster);

    FileChooser chooseFileToSave;
    FileChooser chooseFileToOpen;

signals:
    void sessionOpened(obdesk::Session *session);
    void sessionAboutToClose(obdesk::Session *session);
    void sessionClosed(const QString &connectionId);
    /// An add flow has its task, whether or not its dialog is still open.
    void taskCreated(obdesk::Session *session, const obdesk::Task &task, const obdesk::TaskOrigin &origin);
    /// An add flow changed its state; its dialog may be closed.
    void addFlowChanged(obdesk::Session *session, obdesk::AddServersFlow *flow);

private:
    Scheduler &m_scheduler;
    Theme &m_theme;
    ConnectionStore &m_connections;
    SecretStore &m_secrets;
    std::vector<std::unique_ptr<Session>> m_sessions;
    QHash<QPair<QString, ClusterId>, QPointer<AddServersFlow>> m_flows;
};

} // namespace obdesk
