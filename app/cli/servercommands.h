// SPDX-License-Identifier: GPL-3.0-or-later
// server add: look, check, send once, and if wanted follow the task to its end. An earlier request for the same hosts whose outcome is
// not known is looked for first.
#pragma once

#include "cli/command.h"
#include "domain/addchecks.h"
#include "task/addserversflow.h"

namespace obdesk {

class ServerWatch;
class TaskEnd;
class TaskWatch;

class ServerAddCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;
    bool wantsJournal() const override { return true; }
    void interrupt() override;

protected:
    void begin() override;

private:
    void fetchHosts(const Cluster &cluster, const Zone &zone, const QList<Zone> &zones);
    void choose(const Cluster &cluster, const Zone &zone, const QList<Zone> &zones);
    void lookForEarlier();
    void resume(const JournalEntry &earlier);
    void foundEarlier();
    void check();
    QString notConfirmed() const;
    void makeFlow();
    QString creator() const;
    void submit();
    void judge();
    void accepted();
    void outcomeUnknown();
    void follow();
    void foundServers();
    void watchServers(const QString &why);
    void tellServers();
    void conclude();
    void stop(ExitStatus status, const QString &problem);
    QString resumeWords() const;
    QJsonObject document(const QString &outcome) const;

    QList<HostId> m_wanted;
    QStringList m_reports;
    std::optional<std::chrono::milliseconds> m_timeout;
    std::optional<std::chrono::milliseconds> m_interval;
    QHash<HostId, Host> m_hosts;
    AddPlan m_plan;
    QList<AddCheck> m_checks;
    AddServersRequest m_request;
    AddServersFlow *m_flow = nullptr;   // children
    TaskWatch *m_watch = nullptr;
    ServerWatch *m_servers = nullptr;   // where the task may not be read
    TaskEnd *m_end = nullptr;
};

} // namespace obdesk
