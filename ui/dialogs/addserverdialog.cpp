// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/addserverdialog.h"

#include "dialogs/zonepicker.h"
#include "models/addcheckmodel.h"
#include "models/hosttablemodel.h"
#include "logs/redact.h"
#include "task/actionstate.h"
#include "session/journalhosts.h"
#include "task/refusalplace.h"
#include "widgets/banner.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/windowsize.h"
#include "widgets/wrappedtext.h"
#include "words/actionwords.h"
#include "words/clusterwords.h"
#include "words/errorwords.h"
#include "words/evidencewords.h"
#include "words/fitnesswords.h"
#include "words/plain.h"
#include "words/readingwords.h"
#include "words/taskwords.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;
using FlowState = AddServersFlow::State;

namespace {

QLabel *sectionTitle(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent);
    QFont bold = label->font();
    bold.setWeight(QFont::Bold);
    label->setFont(bold);
    return label;
}

} // namespace

AddServerDialog::AddServerDialog(Console &console, Session &session, ClusterId cluster, const QString &zone, AddServersFlow &flow,
                                 QWidget *parent)
    : QDialog(parent), m_console(console), m_session(&session), m_cluster(cluster), m_flow(&flow)
{
    setObjectName(u"addServerDialog"_s);
    setWindowTitle(tr("Add OBServer"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    resizeToScreen(this, { 1080, 780 });

    connect(&session, &Session::clustersChanged, this, &AddServerDialog::updatePlan);
    connect(&session, &Session::openTasksChanged, this, [this] {
        judge();
        updatePlan();
    });
    if (console.journal()) {
        JournalQuery query;
        query.connectionId = session.connection().id;
        query.limit = 500;
        console.journal()->fetchEntries(query, this, [this](const QList<JournalEntry> &entries, bool) {
            m_changes = entries;
            judge();
            updatePlan();
        });
    }
    connect(&session, &Session::zonesChanged, this, [this](ClusterId changed) {
        if (changed == m_cluster)
            refreshZones();
    });
    connect(&flow, &AddServersFlow::stateChanged, this, &AddServerDialog::updateFlow);
    // The page behind may be minutes old: a change is decided on fresh facts.
    session.zones(cluster);
    session.refreshZones(cluster);
    refreshZones();
    m_zones->choose(zone);
    loadHosts();
    updateFlow();
    if (zone.isEmpty())
        m_zones->setFocus();
    else
        m_filter->setFocus();
}

void AddServerDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    m_banner = new Banner(m_console.theme(), this);
    m_banner->setObjectName(u"addServerBanner"_s);
    layout->addWidget(m_banner);

    auto *body = new QVBoxLayout;
    body->setContentsMargins(20, 6, 20, 12);
    body->setSpacing(10);
    m_zones = new ZonePicker(m_console.theme(), this);
    m_zones->setObjectName(u"zonePicker"_s);
    m_zones->setAccessibleName(tr("Zone"));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_zones);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_noZones = new EmptyState(m_console.theme(), this);
    m_zoneStack = new QStackedWidget(this);
    m_zoneStack->addWidget(m_noZones);
    m_zoneStack->addWidget(scroll);
    m_zoneStack->setFixedHeight(fontMetrics().height() * 2 + 52);
    body->addWidget(m_zoneStack);
    body->addWidget(buildHosts(), 3);
    body->addWidget(buildFacts(), 2);
    layout->addLayout(body, 1);
    layout->addWidget(buildFoot());

    connect(m_zones, &ZonePicker::chosenChanged, this, [this] {
        m_model->setRefusals({});
        updateCounts();
        m_onlyFit->setText(tr("Only fit for %1").arg(literalText(displayText(m_zones->chosen(), false, 20))));
        judge();
        updatePlan();
    });
}

QWidget *AddServerDialog::buildHead()
{
    const Tokens &t = m_console.theme().tokens();
    const Connection &connection = m_session->connection();
    auto *head = new QWidget(this);
    auto *band = new QFrame(head);
    band->setFixedHeight(3);
    band->setStyleSheet(u"background: %1;"_s.arg(environmentColor(connection, t).name()));
    auto *title = plainLabel(tr("Add OBServer"), head, u"addServerTitle"_s);
    makeTitle(title, 1.35);
    auto *target = new WrappedLabel(head, u"addServerTarget"_s); // whole: this is what must not be mistaken
    target->setText(tr("to %1 · %2").arg(displayText(label(), false, 80), displayText(connection.name, false, 80)));
    target->setProperty("dim", true);
    auto *chip = new Chip(head);
    chip->setContent(environmentWord(connection), environmentTextColor(connection, t), t.hover);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(20, 12, 20, 8); // a banner may follow
    row->setSpacing(10);
    row->addWidget(title);
    row->addWidget(target);
    row->addWidget(chip);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addLayout(row);
    return head;
}

QWidget *AddServerDialog::buildHosts()
{
    auto *part = new QWidget(this);
    m_filter = new QLineEdit(part);
    m_filter->setObjectName(u"hostFilter"_s);
    m_filter->setPlaceholderText(tr("Name, address, IDC, type…"));
    m_filter->setAccessibleName(tr("Filter hosts"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(260);
    m_onlyFit = new QCheckBox(tr("Only fit hosts"), part);
    m_onlyFit->setObjectName(u"onlyFit"_s);
    m_counts = plainLabel({}, part, u"hostCounts"_s);
    m_counts->setProperty("dim", true);
    m_holder = new QPushButton(part);
    m_holder->setObjectName(u"openHolder"_s);
    m_holder->setToolTip(asToolTip(tr("The task that has this host: retry it or roll it back there")));
    m_holder->hide();
    m_unread = new WrappedLabel(part, u"hostsUnread"_s);
    m_unread->setProperty("dim", true);
    m_unread->hide();
    auto *bar = controlRow();
    bar->addWidget(sectionTitle(tr("Hosts"), part));
    bar->addWidget(m_filter);
    bar->addWidget(m_onlyFit);
    bar->addWidget(m_holder);
    bar->addStretch(1);
    bar->addWidget(m_counts);

    m_model = new HostTableModel(m_console.theme(), this);
    m_proxy = new HostProxyModel(this);
    m_proxy->setSourceModel(m_model);
    m_table = new QTableView(part);
    m_table->setObjectName(u"hostTable"_s);
    m_table->setAccessibleName(tr("Hosts; tick with the space bar"));
    m_table->setModel(m_proxy);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(HostTableModel::FitnessColumn, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    QHeaderView *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    const int unit = fontMetrics().horizontalAdvance(u'0'); // the average of a Han font is twice as wide
    const std::array widths { 18, 14, 7, 9, 15, 11, 11 };
    for (int i = 0; i < int(widths.size()); ++i)
        m_table->setColumnWidth(i, widths.at(size_t(i)) * unit);
    // Space ticks every selected row at once, wherever the cursor stands.
    auto *space = new QShortcut(QKeySequence(Qt::Key_Space), m_table);
    space->setContext(Qt::WidgetWithChildrenShortcut);
    connect(space, &QShortcut::activated, this, &AddServerDialog::toggleCurrentRows);

    m_noHosts = new EmptyState(m_console.theme(), part);
    m_hostStack = new QStackedWidget(part);
    m_hostStack->addWidget(m_noHosts);
    m_hostStack->addWidget(m_table);
    m_hostStack->setMinimumHeight(150);

    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(bar);
    layout->addWidget(m_unread);
    layout->addWidget(m_hostStack, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setNeedle(text);
        updateHostState();
    });
    connect(m_onlyFit, &QCheckBox::toggled, this, [this](bool on) {
        m_proxy->setOnlyFit(on);
        updateHostState();
    });
    connect(m_noHosts, &EmptyState::actionTriggered, this, [this] {
        m_filter->clear();
        m_onlyFit->setChecked(false);
        loadHosts();
    });
    connect(m_model, &HostTableModel::chosenChanged, this, &AddServerDialog::updatePlan);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &AddServerDialog::updateHolder);
    connect(m_holder, &QPushButton::clicked, this, [this] {
        const QVariant task = m_table->currentIndex().data(HostTableModel::HeldTaskRole);
        if (task.isValid())
            emit taskWanted(TaskId(task.toLongLong()));
    });
    return part;
}

QWidget *AddServerDialog::buildFacts()
{
    auto *part = new QWidget(this);
    m_checks = new AddCheckModel(m_console.theme(), this);
    m_checkView = new QListView(part);
    m_checkView->setObjectName(u"checkList"_s);
    m_checkView->setAccessibleName(tr("Checks"));
    m_checkView->setModel(m_checks);
    m_checkView->setWordWrap(true);
    m_checkView->setSpacing(1);
    m_checkView->setIconSize({ 15, 15 });
    m_checkView->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_checkView->setResizeMode(QListView::Adjust);
    m_checkView->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_request = new QPlainTextEdit(part);
    m_request->setObjectName(u"requestPreview"_s);
    m_request->setAccessibleName(tr("The request as it will be sent"));
    m_request->setReadOnly(true);
    m_request->setFont(Theme::monospace());
    m_request->setTabChangesFocus(true);
    auto *left = new QVBoxLayout;
    left->addWidget(sectionTitle(tr("Checks"), part));
    left->addWidget(m_checkView, 1);
    auto *right = new QVBoxLayout;
    right->addWidget(sectionTitle(tr("Request"), part));
    right->addWidget(m_request, 1);
    auto *layout = new QHBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(left, 5);
    layout->addLayout(right, 4);
    part->setMinimumHeight(130);
    return part;
}

QWidget *AddServerDialog::buildFoot()
{
    auto *foot = new QFrame(this);
    foot->setProperty("panel", true);
    m_confirmLabel = new WrappedLabel(foot);
    m_confirm = new QLineEdit(foot);
    m_confirm->setObjectName(u"confirmName"_s);
    m_confirm->setAccessibleName(tr("Cluster name, to confirm"));
    m_reason = new QLineEdit(foot);
    m_reason->setObjectName(u"reason"_s);
    m_reason->setPlaceholderText(tr("Reason, e.g. change ticket"));
    m_reason->setAccessibleName(tr("Reason"));
    m_why = new WrappedLabel(foot, u"submitBlocked"_s);
    m_why->setProperty("dim", true);
    m_cancel = new QPushButton(tr("Cancel"), foot);
    m_cancel->setObjectName(u"cancelAdd"_s);
    m_cancel->setAutoDefault(false);
    m_secondary = new QPushButton(foot);
    m_secondary->setObjectName(u"lookAgain"_s);
    m_secondary->setAutoDefault(false);
    m_secondary->hide();
    m_submit = new QPushButton(foot);
    m_submit->setObjectName(u"submitAdd"_s);
    m_submit->setProperty("primary", true);
    // No Enter in a dialog may change a server: the button must be pressed itself.
    m_submit->setAutoDefault(false);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(20, 12, 20, 14);
    row->setSpacing(10);
    row->addWidget(m_confirmLabel);
    row->addWidget(m_confirm, 1);
    row->addWidget(m_reason, 2);
    row->addWidget(m_why, 3);
    row->addWidget(m_cancel);
    row->addWidget(m_secondary);
    row->addWidget(m_submit);

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, &AddServerDialog::submit);
    connect(m_secondary, &QPushButton::clicked, this, [this] {
        if (m_flow)
            m_flow->lookAgain();
    });
    connect(m_confirm, &QLineEdit::textChanged, this, &AddServerDialog::updatePlan);
    connect(m_reason, &QLineEdit::textChanged, this, &AddServerDialog::updatePlan);
    return foot;
}

void AddServerDialog::loadHosts()
{
    if (!m_session)
        return;
    if (m_hostCall)
        m_hostCall->cancel(); // the newest question wins
    m_hostsLoading = true;
    m_hostsError.reset();
    updateHostState();
    m_hostCall = m_session->client().fetchHosts({}, this, [this](const Result<Fetched<QList<Host>>> &result) {
        m_hostsLoading = false;
        if (result) {
            m_hosts = result->value;
            m_hostsUnread = unreadWords(result->notes);
        } else {
            m_hostsError = result.error();
        }
        judge();
        updatePlan();
        updateHostState();
    });
}

void AddServerDialog::refreshZones()
{
    if (!m_session)
        return;
    const auto &zones = m_session->zones(m_cluster);
    const bool some = !zones.value.isEmpty();
    if (!some && zones.error)
        m_noZones->showError(explain(*zones.error));
    else if (!some && zones.everLoaded())
        m_noZones->showEmpty({}, tr("This cluster has no zones"), tr("Create a zone in OCP first; OBServers are added to a zone."));
    else if (!some)
        m_noZones->showLoading(tr("Loading zones…"));
    m_zoneStack->setCurrentIndex(some ? 1 : 0);
    m_zones->setZones(zones.value);
    judge();
    updatePlan();
}

AddPlan AddServerDialog::plan() const
{
    AddPlan plan;
    if (const Cluster *cluster = m_session ? m_session->cluster(m_cluster) : nullptr)
        plan.cluster = *cluster;
    plan.clusterLabel = label();
    if (const auto *zones = m_session ? m_session->knownZones(m_cluster) : nullptr)
        plan.zones = zones->value;
    const auto it = std::find_if(plan.zones.cbegin(), plan.zones.cend(), [&](const Zone &zone) { return zone.name == m_zones->chosen(); });
    if (it != plan.zones.cend())
        plan.zone = *it;
    plan.openTasks = openTasks();
    if (m_session) {
        plan.busySince = m_session->busySince(m_cluster);
        plan.now = m_console.scheduler().clock().utcNow();
    }
    plan.fitness = fitnessContext(plan.cluster, plan.zone, m_hosts);
    plan.fitness.heldBy = hostsHeldBy(plan.openTasks.value_or(QList<Task>()));
    plan.fitness.servers = serversOnHosts(plan.zones, m_hosts);
    plan.hosts = m_model->chosen();
    return plan;
}

/// Empty when the list was not read, or not all of it.
std::optional<QList<Task>> AddServerDialog::openTasks() const
{
    if (!m_session || !m_session->openTasks().everLoaded() || m_session->openTasks().error)
        return {};
    QList<Task> tasks = m_session->openTasks().value;
    if (tasks.size() >= Session::mostOpenTasks)
        return {};
    addHostsOf(m_changes, m_session->connection().url, tasks);
    return tasks;
}

/// The task that has the host in the current row.
void AddServerDialog::updateHolder()
{
    const QVariant task = m_table->currentIndex().data(HostTableModel::HeldTaskRole);
    m_holder->setVisible(task.isValid());
    if (task.isValid())
        m_holder->setText(tr("Open task %1").arg(task.toString()));
}

void AddServerDialog::judge()
{
    if (m_zones->chosen().isEmpty())
        return;
    m_model->setHosts(m_hosts, plan().fitness);
    updateHolder();
    updateHostState();
}

void AddServerDialog::updateHostState()
{
    const bool noZone = m_zones->chosen().isEmpty();
    if (m_hostsError && m_hosts.isEmpty())
        m_noHosts->showError(explain(*m_hostsError), tr("Try again"));
    else if (m_hostsLoading && m_hosts.isEmpty())
        m_noHosts->showLoading(tr("Loading hosts…"));
    else if (noZone)
        m_noHosts->showEmpty(u"zone"_s, tr("Choose a zone"), tr("Hosts are then judged for it: IDC, architecture, state, agent, services."));
    else if (m_hosts.isEmpty())
        m_noHosts->showEmpty(u"server"_s, tr("OCP knows no hosts"), tr("Add hosts in OCP first, then try again."), tr("Try again"));
    else if (m_proxy->rowCount() == 0)
        m_noHosts->showEmpty(u"search"_s,
                             m_filter->text().isEmpty() ? tr("No host is fit for %1").arg(displayText(m_zones->chosen(), false, 60))
                                                        : tr("No host matches the filter"),
                             tr("%n host(s) are hidden. The column “Why” says what is in the way of each.", nullptr, int(m_hosts.size())),
                             tr("Show all hosts"));
    const bool table = !noZone && !m_hosts.isEmpty() && m_proxy->rowCount() > 0;
    m_hostStack->setCurrentIndex(table ? 1 : 0);
    updateCounts();
    m_unread->setText(m_hostsUnread);
    m_unread->setVisible(!m_hostsUnread.isEmpty());
}

void AddServerDialog::updateCounts()
{
    if (m_zones->chosen().isEmpty() || m_hosts.isEmpty()) {
        m_counts->clear();
        return;
    }
    QString counts = tr("%1 chosen · %2 fit · %3 doubtful · %4 unfit")
                             .arg(m_model->chosen().size()).arg(m_model->countOf(Fitness::Fit))
                             .arg(m_model->countOf(Fitness::Doubtful)).arg(m_model->countOf(Fitness::Unfit));
    if (const int refused = m_model->refusedCount(); refused > 0)
        counts += u" · "_s + tr("%n refused", nullptr, refused);
    m_counts->setText(counts);
}

/// How the cluster is called: by more than its name when another one has that too.
QString AddServerDialog::label() const
{
    const Cluster *cluster = m_session ? m_session->cluster(m_cluster) : nullptr;
    return cluster ? clusterLabel(*cluster, m_session->clusters().value) : m_cluster.toString();
}

AddServersRequest AddServerDialog::request() const
{
    AddServersRequest request { m_cluster, m_zones->chosen(), {} };
    for (const Host &host : m_model->chosen())
        request.hosts.append(host.id);
    return request;
}

bool AddServerDialog::mustConfirm() const
{
    const bool again = m_flow && (m_flow->state() == FlowState::FoundNone || m_flow->state() == FlowState::FoundSeveral);
    return again || (isProtected() && unlockedFor().count() == 0);
}

bool AddServerDialog::isProtected() const
{
    return m_session && m_session->connection().accessMode == AccessMode::Protected;
}

std::chrono::seconds AddServerDialog::unlockedFor() const
{
    return m_session && m_session->cluster(m_cluster) ? m_session->client().guard().unlockedFor(m_cluster, label()) : std::chrono::seconds(0);
}

QString AddServerDialog::submitBlocked(const QList<AddCheck> &checks) const
{
    if (!m_session || m_session->connection().accessMode == AccessMode::ReadOnly)
        return tr("The connection is read-only.");
    if (m_zones->chosen().isEmpty())
        return tr("Choose a zone.");
    if (m_model->chosen().isEmpty())
        return tr("Tick the hosts to add in the table.");
    for (const AddCheck &check : checks) {
        if (check.state == AddCheck::State::Fail)
            return checkAdvice(check);
    }
    if (mustConfirm() || isProtected()) {
        if (mustConfirm() && (!m_session->cluster(m_cluster) || m_confirm->text() != label()))
            return tr("Type the cluster's name to confirm.");
        if (m_reason->text().trimmed().isEmpty())
            return tr("Give a reason.");
    }
    return {};
}

void AddServerDialog::updatePlan()
{
    if (!m_flow)
        return;
    const AddPlan now = plan();
    const QList<AddCheck> checks = checkAddPlan(now);
    m_checks->setChecks(checks, now);
    m_zones->setAdded(int(now.hosts.size()));
    updateHostState();

    const AddServersRequest wanted = request();
    const QString preview = wanted.zoneName.isEmpty() || wanted.hosts.isEmpty()
            ? tr("Choose a zone and tick at least one host.")
            : u"POST %1\n%2"_s.arg(QString::fromUtf8(wanted.path()), QString::fromUtf8(wanted.body()));
    if (m_request->toPlainText() != preview)
        m_request->setPlainText(preview);

    const bool again = m_flow->state() == FlowState::FoundNone || m_flow->state() == FlowState::FoundSeveral;
    const QString blocked = submitBlocked(checks);
    m_submit->setEnabled(blocked.isEmpty() && (m_flow->canSubmit() || again));
    m_submit->setText(m_flow->state() == FlowState::Sending ? tr("Sending…")
                      : again                               ? tr("Submit again")
                                                            : tr("Add %n OBServer(s)", nullptr, int(now.hosts.size())));
    m_submit->setToolTip(asToolTip(blocked));
    m_why->setText(m_flow->canSubmit() || again ? blocked : QString());
    const bool confirm = mustConfirm();
    m_confirmLabel->setVisible(confirm || isProtected());
    m_confirm->setVisible(confirm);
    m_confirmLabel->setText(confirm ? typeNameWords(now.clusterLabel)
                                    : tr("Confirmed for another %n minute(s)", nullptr, int((unlockedFor().count() + 59) / 60)));
}

void AddServerDialog::submit()
{
    if (!m_flow || !m_session)
        return;
    if (!submitBlocked(checkAddPlan(plan())).isEmpty())
        return;
    m_model->setRefusals({});
    MutationContext mutation;
    mutation.reason = m_reason->text().trimmed();
    m_console.lastReason = mutation.reason;
    m_flow->settle(mutation.reason); // a second submit after "not found" is the person's own decision, confirmed by name
    mutation.confirmedName = mustConfirm() ? m_confirm->text() : QString();
    mutation.targetName = m_session->cluster(m_cluster) ? label() : QString();
    mutation.targetCluster = m_cluster;
    mutation.stateBefore = stateLine(plan().zone);
    const Connection &connection = m_session->connection();
    m_flow->submit(request(), mutation, connection.authKind == AuthKind::Basic ? connection.user : QString());
}

void AddServerDialog::updateFlow()
{
    if (!m_flow)
        return;
    const FlowState state = m_flow->state();
    const bool busy = state == FlowState::Sending || state == FlowState::Reconciling;
    m_zones->setEnabled(!busy);
    m_table->setEnabled(!busy);
    m_filter->setEnabled(!busy);
    m_onlyFit->setEnabled(!busy);
    m_confirm->setEnabled(!busy);
    m_reason->setEnabled(!busy);
    m_cancel->setText(busy ? tr("Close") : tr("Cancel"));
    const bool several = state == FlowState::FoundSeveral;
    m_secondary->setVisible(several || state == FlowState::FoundNone || m_flow->isStalled());
    m_secondary->setText(several ? tr("Choose the task…") : tr("Look again"));
    QMenu *candidates = nullptr;
    if (several) {
        candidates = new QMenu(m_secondary);
        for (const WeighedTask &weighed : m_flow->candidates())
            candidates->addAction(taskTitle(weighed.task), this, [this, id = weighed.task.id] { m_flow->adopt(id); });
    }
    if (QMenu *old = m_secondary->menu())
        old->deleteLater();
    m_secondary->setMenu(candidates);
    switch (state) {
    case FlowState::Idle:
        m_banner->hide();
        break;
    case FlowState::Sending:
        m_banner->show(Banner::Kind::Running, tr("Sending the request. It is sent once; closing this window does not stop it."));
        break;
    case FlowState::Accepted:
        accept();
        return;
    case FlowState::Refused:
    case FlowState::NotSent:
        showRefusal(*m_flow->error());
        break;
    case FlowState::Reconciling:
        m_banner->show(Banner::Kind::Warning,
                       tr("%1 It is not known whether the task was created. The request is not sent again; "
                          "looking for the task in OCP's list…").arg(lostWords())
                               + (m_flow->lookError() ? u'\n' + explain(*m_flow->lookError()).all() : QString()));
        break;
    case FlowState::FoundSeveral: {
        QStringList lines { lostWords(), tr("Nothing proves which task this request became, if any. Say which one it is, or look at them in the "
                                            "task list before you submit again.") };
        for (const WeighedTask &weighed : m_flow->candidates())
            lines.append(u"• %1 — %2"_s.arg(taskTitle(weighed.task), evidenceWords(weighed)));
        lines.append(surroundingsWords(m_flow->found()));
        lines.removeAll(QString());
        m_banner->show(Banner::Kind::Warning, lines.join(u'\n'));
        break;
    }
    case FlowState::FoundServers:
        accept();
        return;
    case FlowState::FoundNone:
        m_banner->show(Banner::Kind::Warning,
                       tr("%1 No such task is in OCP's list: it was probably not accepted. Make sure in OCP itself; to submit again, "
                          "type the cluster's name and a reason.").arg(lostWords()) + u'\n' + surroundingsWords(m_flow->found()));
        break;
    }
    updatePlan();
}

QString AddServerDialog::lostWords() const
{
    if (!m_flow->isResumed())
        return tr("OCP's answer was lost: %1").arg(explain(*m_flow->error()).all());
    return tr("The request of %1 to add %n host(s) to %2 has no known outcome.", nullptr, int(m_flow->request().hosts.size()))
            .arg(timeText(m_flow->sentAt(), m_console.scheduler().clock().utcNow()), displayText(m_flow->request().zoneName, false, 60));
}

void AddServerDialog::showRefusal(const ApiError &error)
{
    const ErrorWords words = explain(error);
    QStringList lines { words.what, words.details.join(u'\n'), words.advice, outcomeWords(error.outcome), words.reference };
    lines.removeAll(QString());
    m_banner->show(Banner::Kind::Error, lines.join(u'\n'));
    const RefusalPlace place = placeOfRefusal(error, m_model->chosen());
    const QString note = words.reference.isEmpty() ? words.what : u"%1 (%2)"_s.arg(words.what, words.reference);
    if (place.what == RefusalPlace::What::Hosts) {
        QHash<HostId, QString> refusals;
        for (const HostId host : place.hosts)
            refusals.insert(host, place.says.contains(host) ? displayText(maskSecrets(place.says.value(host)), false, 300) : note);
        m_model->setRefusals(refusals);
        updateCounts();
    } else if (place.what == RefusalPlace::What::Zone) {
        m_zones->setRefusal(note);
    }
    if (m_session && place.what != RefusalPlace::What::Hosts)
        m_session->refresh(); // what OCP refused over is not what the page showed
}

void AddServerDialog::toggleCurrentRows()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(HostTableModel::HostColumn);
    bool anyOff = false;
    for (const QModelIndex &row : rows)
        anyOff |= row.flags().testFlag(Qt::ItemIsUserCheckable) && row.data(Qt::CheckStateRole).toInt() != Qt::Checked;
    QList<HostId> hosts;
    for (const QModelIndex &row : rows)
        hosts.append(HostId(row.data(HostTableModel::HostIdRole).toLongLong()));
    for (const HostId host : std::as_const(hosts))
        m_model->choose(host, anyOff);
}

} // namespace obdesk
