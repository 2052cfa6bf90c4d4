// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/journalpage.h"

#include "dialogs/settledialog.h"
#include "models/journalmodel.h"
#include "widgets/banner.h"
#include "widgets/emptystate.h"
#include "widgets/filterbox.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/tables.h"
#include "words/journalwords.h"
#include "words/plain.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int pageSize = 200;

} // namespace

JournalPage::JournalPage(Console &console, QWidget *parent) : QWidget(parent), m_console(console), m_journal(*console.journal())
{
    setObjectName(u"journalPage"_s);
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"journalSearch"_s);
    m_search->setPlaceholderText(tr("Find cluster, host, task, reason, trace id…"));
    m_search->setAccessibleName(tr("Find in the journal"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(110);
    m_connection = new FilterBox(this);
    m_connection->setObjectName(u"journalConnection"_s);
    m_connection->setAccessibleName(tr("Filter by connection"));
    m_connection->addItem(tr("All connections"));
    for (const Connection &connection : console.connections().all())
        m_connection->addItem(displayText(connection.name, false, 60), connection.id);
    m_onlyOpen = new QCheckBox(tr("Only without a known outcome"), this);
    m_onlyOpen->setObjectName(u"journalOnlyOpen"_s);
    m_verify = new QPushButton(tr("Verify"), this);
    m_verify->setObjectName(u"verifyJournal"_s);
    m_verify->setToolTip(tr("Check that no row was changed, removed or added by another program"));
    auto *save = new QPushButton(tr("Export…"), this);
    save->setObjectName(u"exportJournal"_s);
    m_count = plainLabel({}, this, u"journalCount"_s);
    m_count->setProperty("dim", true);
    auto *bar = controlRow();
    bar->setContentsMargins(18, 12, 18, 10);
    bar->addWidget(m_search, 2);
    bar->addWidget(m_connection);
    bar->addWidget(m_onlyOpen);
    bar->addStretch(1);
    bar->addWidget(m_count);
    bar->addWidget(m_verify);
    bar->addWidget(save);

    m_stateBanner = new Banner(console.theme(), this);
    m_stateBanner->setObjectName(u"journalStateBanner"_s);
    m_stateBanner->hide();
    m_banner = new Banner(console.theme(), this);
    m_banner->setObjectName(u"journalBanner"_s);
    m_banner->hide();
    m_model = new JournalModel(console.theme(), this);
    m_table = new QTableView(this);
    m_table->setObjectName(u"journalTable"_s);
    m_table->setAccessibleName(tr("Journal"));
    m_table->setModel(m_model);
    setUpRowTable(m_table, { 17, 17, 36, 16, 10, 13 });
    m_empty = new EmptyState(console.theme(), this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);

    m_facts = new QPlainTextEdit(this);
    m_facts->setObjectName(u"journalFacts"_s);
    m_facts->setAccessibleName(tr("The chosen entry"));
    m_facts->setReadOnly(true);
    m_facts->setTabChangesFocus(true);
    m_openTask = new QPushButton(tr("Open task"), this);
    m_openTask->setObjectName(u"journalOpenTask"_s);
    m_settle = new QPushButton(tr("Settle by hand…"), this);
    m_settle->setObjectName(u"journalSettle"_s);
    auto *actions = controlRow();
    actions->addStretch(1);
    actions->addWidget(m_openTask);
    actions->addWidget(m_settle);
    auto *detail = new QWidget(this);
    auto *detailLayout = new QVBoxLayout(detail);
    detailLayout->setContentsMargins(0, 8, 0, 0);
    detailLayout->addWidget(m_facts, 1);
    detailLayout->addLayout(actions);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(6);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_stack);
    splitter->addWidget(detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({ 360, 260 });

    auto *body = new QVBoxLayout;
    body->setContentsMargins(18, 0, 18, 14);
    body->addWidget(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stateBanner);
    layout->addWidget(m_banner);
    layout->addLayout(bar);
    layout->addLayout(body, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(200ms);
    connect(&m_typing, &QTimer::timeout, this, &JournalPage::load);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_connection, &QComboBox::currentIndexChanged, this, &JournalPage::load);
    connect(m_onlyOpen, &QCheckBox::toggled, this, &JournalPage::load);
    connect(m_verify, &QPushButton::clicked, this, &JournalPage::verify);
    connect(save, &QPushButton::clicked, this, &JournalPage::exportEntries);
    connect(m_banner, &Banner::actionTriggered, m_banner, &QWidget::hide);
    connect(m_openTask, &QPushButton::clicked, this, &JournalPage::openTask);
    connect(m_settle, &QPushButton::clicked, this, &JournalPage::settle);
    connect(m_table, &QTableView::activated, this, &JournalPage::openTask);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JournalPage::updateEntry);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value >= m_table->verticalScrollBar()->maximum() - m_table->verticalScrollBar()->pageStep())
            loadOlder();
    });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        m_search->clear();
        m_connection->setCurrentIndex(0);
        m_onlyOpen->setChecked(false);
    });
    connect(&m_journal, &Journal::changed, this, &JournalPage::load);
    connect(&m_journal, &Journal::stateChanged, this, &JournalPage::updateState);
    connect(&console, &Console::sessionOpened, this, &JournalPage::updateEntry);
    connect(&console, &Console::sessionClosed, this, &JournalPage::updateEntry);
    updateState();
    updateEntry();
    load();
}

QString JournalPage::title() const
{
    return tr("Journal");
}

void JournalPage::refresh()
{
    m_journal.poll();
    load();
}

void JournalPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

JournalQuery JournalPage::query() const
{
    JournalQuery query;
    query.text = m_search->text().trimmed();
    query.connectionId = m_connection->currentData().toString();
    query.onlyOpen = m_onlyOpen->isChecked();
    query.limit = pageSize;
    return query;
}

void JournalPage::load()
{
    const QStringList filters { m_search->text(), m_connection->currentData().toString(), QString::number(m_onlyOpen->isChecked()) };
    m_journal.fetchEntries(query(), this, [this, filters, asked = ++m_asked](const QList<JournalEntry> &entries, bool more) {
        if (asked != m_asked)
            return;
        if (filters != m_shownFilters)
            m_model->clear(); // other questions have other answers: nothing of them joins
        m_shownFilters = filters;
        const JournalEntry *chosen = current();
        const QString id = chosen ? chosen->intent.id : QString();
        m_model->setNewest(entries, !more, m_console.scheduler().clock().utcNow());
        m_loaded = true;
        if (m_model->rowCount() <= entries.size())
            m_more = more;
        const int row = std::max(0, m_model->rowOf(id));
        if (m_model->rowCount() > 0 && m_table->currentIndex().row() != row)
            m_table->selectRow(row);
        updateState();
        updateEntry();
    });
}

void JournalPage::loadOlder()
{
    if (!m_more || m_loadingOlder)
        return;
    m_loadingOlder = true;
    JournalQuery older = query();
    older.beforeSeq = m_model->oldestSeq();
    m_journal.fetchEntries(older, this, [this, asked = m_asked, before = older.beforeSeq](const QList<JournalEntry> &entries, bool more) {
        m_loadingOlder = false;
        if (asked != m_asked || before != m_model->oldestSeq())
            return;
        m_model->append(entries);
        m_more = more;
        updateState();
    });
}

void JournalPage::updateState()
{
    const JournalState state = m_journal.state();
    QString problem = dataFileWords(state.file);
    if (problem.isEmpty() && !state.writeProblem.isEmpty()) {
        problem = tr("The last write failed (%1). Nothing can be changed until there is room again; looking and following go on.")
                          .arg(displayText(state.writeProblem, false, 300));
    }
    if (problem.isEmpty())
        m_stateBanner->hide();
    else
        m_stateBanner->show(state.file.kind == DataFileState::Kind::Replaced ? Banner::Kind::Warning : Banner::Kind::Error, problem);
    const bool filtered = !m_search->text().isEmpty() || m_connection->currentIndex() > 0 || m_onlyOpen->isChecked();
    if (!m_loaded)
        m_empty->showLoading(tr("Reading the journal…"));
    else if (filtered)
        m_empty->showEmpty(u"search"_s, tr("No change matches the filters"), {}, tr("Clear filters"));
    else
        m_empty->showEmpty(u"tasks"_s, tr("No changes yet"), tr("Every change obdesk sends is written down here first: who, what, where, why, and what became of it."));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    m_count->setText(m_loaded ? tr("%n change(s)", nullptr, m_model->rowCount()) + (m_more ? u"+"_s : QString()) : QString());
}

const JournalEntry *JournalPage::current() const
{
    return m_model->entry(m_table->currentIndex().row());
}

Session *JournalPage::sessionOf(const JournalEntry &entry) const
{
    const QString server = serverKey(entry.intent.server);
    for (const auto &session : m_console.sessions()) {
        if (serverKey(session->connection().url) == server)
            return session.get();
    }
    return nullptr;
}

void JournalPage::updateEntry()
{
    const JournalEntry *entry = current();
    QStringList lines;
    if (entry) {
        for (const auto &[label, value] : entryFacts(*entry))
            lines.append(u"%1: %2"_s.arg(label, value.contains(u'\n') ? u'\n' + value : value));
    }
    const QString text = lines.join(u'\n');
    if (m_facts->toPlainText() != text)
        m_facts->setPlainText(text);
    const bool reachable = entry && sessionOf(*entry);
    m_openTask->setEnabled(entry && entry->task() && reachable);
    m_openTask->setToolTip(!entry || !entry->task() ? tr("No task is known of it.") : reachable ? QString() : tr("No connection to that OCP is open."));
    const bool open = entry && (entry->standing == JournalEntry::Standing::Lost || entry->standing == JournalEntry::Standing::Unknown);
    m_settle->setEnabled(open);
    m_settle->setToolTip(open ? QString() : tr("Only for changes without a known outcome."));
}

void JournalPage::verify()
{
    m_verify->setEnabled(false);
    m_banner->show(Banner::Kind::Running, tr("Checking every row…"));
    m_journal.verify({}, this, [this](const VerifyResult &result) {
        m_verify->setEnabled(true);
        QStringList lines = verifyWords(result).mid(0, 6);
        if (result.sound)
            lines.append(tr("To be able to prove it later, keep outside: %1 rows, %2").arg(result.rows).arg(QString::fromLatin1(result.head)));
        m_banner->show(result.sound ? Banner::Kind::Info : Banner::Kind::Error, lines.join(u'\n'), tr("Hide"));
    });
}

void JournalPage::exportEntries()
{
    m_console.chooseFileToSave(this, tr("Export journal (csv or json)"), u"obdesk-journal.csv"_s, [this](const QString &file) {
        const std::optional<JournalFormat> format = journalFormatOf(file);
        if (!format) {
            m_banner->show(Banner::Kind::Error, tr("“%1” has no ending obdesk can write. Use csv or json.").arg(QFileInfo(file).fileName()), tr("Hide"));
            return;
        }
        JournalQuery all = query();
        all.limit = 0;
        m_journal.exportTo(file, *format, all, this, [this, file](const QString &problem) {
            if (problem.isEmpty())
                m_banner->show(Banner::Kind::Info, tr("Journal written to %1").arg(file), tr("Hide"));
            else
                m_banner->show(Banner::Kind::Error, tr("The journal was not written: %1").arg(problem), tr("Hide"));
        });
    });
}

void JournalPage::settle()
{
    const JournalEntry *entry = current();
    if (!entry || !m_settle->isEnabled())
        return;
    auto *dialog = new SettleDialog(*entry, this);
    connect(dialog, &SettleDialog::settled, this, [this](const QString &intentId, const QString &reason) {
        m_console.changes().settle(intentId, reason);
        load();
    });
    dialog->open();
}

void JournalPage::openTask()
{
    const JournalEntry *entry = current();
    Session *session = entry ? sessionOf(*entry) : nullptr;
    if (session && entry->task())
        emit taskWanted(session->connection().id, *entry->task());
}

} // namespace obdesk
