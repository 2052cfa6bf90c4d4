// SPDX-License-Identifier: GPL-3.0-or-later
// Every change this console sent or tried to send, of all connections, with what became of it.
#pragma once

#include "console.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace obdesk {

class Banner;
class EmptyState;
class JournalModel;

class JournalPage final : public QWidget
{
    Q_OBJECT
public:
    /// The console must have a journal.
    explicit JournalPage(Console &console, QWidget *parent = nullptr);

    QString title() const;
    void refresh();
    void focusSearch();

signals:
    /// On whichever open connection leads to that OCP.
    void taskWanted(const QString &connectionId, obdesk::TaskId task);

private:
    JournalQuery query() const;
    void load();
    void loadOlder();
    void updateState();
    void updateEntry();
    void verify();
    void exportEntries();
    void settle();
    void openTask();
    const JournalEntry *current() const;
    Session *sessionOf(const JournalEntry &entry) const;

    Console &m_console;
    Journal &m_journal;
    QTimer m_typing;
    quint64 m_asked = 0;                // the newest question wins
    QStringList m_shownFilters;
    bool m_loaded = false;
    bool m_loadingOlder = false;
    bool m_more = false;

    QLineEdit *m_search = nullptr;
    QComboBox *m_connection = nullptr;
    QCheckBox *m_onlyOpen = nullptr;
    QPushButton *m_verify = nullptr;
    Banner *m_stateBanner = nullptr;    // the file itself
    Banner *m_banner = nullptr;         // of what was done here
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    JournalModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QPlainTextEdit *m_facts = nullptr;
    QPushButton *m_openTask = nullptr;
    QPushButton *m_settle = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace obdesk
