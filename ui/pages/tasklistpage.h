// SPDX-License-Identifier: GPL-3.0-or-later
// The tasks of one connection: filtered and paged by the server.
#pragma once

#include "console.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace obdesk {

class Banner;
class EmptyState;
class TaskListModel;

class TaskListPage final : public QWidget
{
    Q_OBJECT
public:
    TaskListPage(Console &console, Session &session, QWidget *parent = nullptr);

    Session *session() const { return m_session; }
    QString title() const;
    void refresh();
    void focusSearch();

signals:
    void taskWanted(obdesk::TaskId task);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void load();
    void restart();                 ///< a filter changed: page 1, soon
    void updateState();
    void openCurrent();

    Console &m_console;
    QPointer<Session> m_session;
    QPointer<ApiCall> m_call;
    QTimer m_refreshTimer { this };
    QTimer m_typing;
    Page<Task> m_page;
    ReplyNotes m_notes;
    int m_wantedPage = 1;
    bool m_loading = false;
    bool m_loaded = false;
    std::optional<ApiError> m_error;
    std::optional<QDateTime> m_asOf;

    QLineEdit *m_name = nullptr;
    QComboBox *m_status = nullptr;
    QComboBox *m_cluster = nullptr;
    QLabel *m_age = nullptr;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    TaskListModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QPushButton *m_previous = nullptr;
    QPushButton *m_next = nullptr;
    QLabel *m_pageLabel = nullptr;
};

} // namespace obdesk
