// SPDX-License-Identifier: GPL-3.0-or-later
// "Add OBServer": pick a zone, tick hosts, see what OCP would say, see the exact request, submit once.
// The sending itself is an AddServersFlow, which outlives the dialog: closing it does not lose the answer.
#pragma once

#include "console.h"
#include "domain/addchecks.h"
#include "task/addserversflow.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QFrame;
class QLabel;
class QLineEdit;
class QListView;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace obdesk {

class AddCheckModel;
class Banner;
class WrappedLabel;
class EmptyState;
class HostProxyModel;
class HostTableModel;
class ZonePicker;

class AddServerDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `flow` is owned by the caller and lives at least as long as its request; `zone` may be empty.
    AddServerDialog(Console &console, Session &session, ClusterId cluster, const QString &zone, AddServersFlow &flow,
                    QWidget *parent = nullptr);

    /// The request as it would be sent now.
    AddServersRequest request() const;

signals:
    /// A person wants to see the task that has a host.
    void taskWanted(obdesk::TaskId task);

private:
    void build();
    QWidget *buildHead();
    QWidget *buildHosts();
    QWidget *buildFacts();
    QWidget *buildFoot();
    void loadHosts();
    void refreshZones();
    void judge();                   ///< verdicts of all hosts for the chosen zone
    void updatePlan();              ///< checks, request, button: after every change of zone or ticks
    void updateHostState();
    void updateCounts();
    void updateHolder();
    std::optional<QList<Task>> openTasks() const;
    void updateFlow();
    void showRefusal(const ApiError &error);
    void submit();
    void toggleCurrentRows();
    AddPlan plan() const;
    QString submitBlocked(const QList<AddCheck> &checks) const;
    bool mustConfirm() const;
    bool isProtected() const;
    std::chrono::seconds unlockedFor() const;
    QString label() const;
    QString lostWords() const;      ///< which request has no known outcome, and why

    Console &m_console;
    QPointer<Session> m_session;
    const ClusterId m_cluster;
    QPointer<AddServersFlow> m_flow;
    QList<Host> m_hosts;
    QString m_hostsUnread;              // what of the list could not be read
    bool m_hostsLoading = false;
    QPointer<ApiCall> m_hostCall;
    std::optional<ApiError> m_hostsError;
    QList<JournalEntry> m_changes;  // of this journal, for the hosts of tasks that OCP tells none of

    Banner *m_banner = nullptr;
    ZonePicker *m_zones = nullptr;
    EmptyState *m_noZones = nullptr;
    QStackedWidget *m_zoneStack = nullptr;
    QLineEdit *m_filter = nullptr;
    QCheckBox *m_onlyFit = nullptr;
    QLabel *m_counts = nullptr;
    QPushButton *m_holder = nullptr;
    WrappedLabel *m_unread = nullptr;
    HostTableModel *m_model = nullptr;
    HostProxyModel *m_proxy = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_noHosts = nullptr;
    QStackedWidget *m_hostStack = nullptr;
    AddCheckModel *m_checks = nullptr;
    QListView *m_checkView = nullptr;
    QPlainTextEdit *m_request = nullptr;
    QLabel *m_confirmLabel = nullptr;
    QLineEdit *m_confirm = nullptr;
    QLineEdit *m_reason = nullptr;
    QLabel *m_why = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_secondary = nullptr;
    QPushButton *m_submit = nullptr;
};

} // namespace obdesk
