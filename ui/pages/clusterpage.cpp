// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/clusterpage.h"

#include "task/taskhosts.h"
#include "task/taskprogress.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "words/clusterwords.h"
#include "words/plain.h"
#include "words/readingwords.h"
#include "words/taskwords.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace obdesk {

using namespace Qt::StringLiterals;

ClusterPage::ClusterPage(Console &console, Session &session, ClusterId cluster, QWidget *parent)
    : QWidget(parent), m_console(console), m_session(&session), m_cluster(cluster)
{
    setObjectName(u"clusterPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHead(layout);

    m_taskBanner = new Banner(console.theme(), this);
    m_taskBanner->setObjectName(u"taskBanner"_s);
    m_staleBanner = new Banner(console.theme(), this);
    m_staleBanner->setObjectName(u"staleBanner"_s);
    layout->addWidget(m_taskBanner);
    layout->addWidget(m_staleBanner);

    auto *bar = controlRow();
    bar->setContentsMargins(18, 12, 18, 10);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"serverFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by address or state…"));
    m_filter->setAccessibleName(tr("Filter OBServers"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(260);
    m_age = plainLabel({}, this, u"clusterAge"_s);
    m_age->setProperty("dim", true);
    bar->addWidget(m_filter);
    bar->addStretch(1);
    bar->addWidget(m_age);
    layout->addLayout(bar);

    m_empty = new EmptyState(console.theme(), this);
    m_board = new QWidget(this);
    m_columnLayout = new QHBoxLayout(m_board);
    m_columnLayout->setContentsMargins(18, 0, 18, 14);
    m_columnLayout->setSpacing(18);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_board);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(scroll);
    layout->addWidget(m_stack, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (ZoneColumn *column : std::as_const(m_columns))
            column->setFilter(text);
    });
    connect(m_taskBanner, &Banner::actionTriggered, this, [this] {
        if (m_bannerTask)
            emit taskWanted(*m_bannerTask);
    });
    connect(m_staleBanner, &Banner::actionTriggered, &session, &Session::refresh);
    connect(m_empty, &EmptyState::actionTriggered, &session, &Session::refresh);
    connect(&session, &Session::clustersChanged, this, &ClusterPage::update);
    connect(&session, &Session::openTasksChanged, this, &ClusterPage::update);
    connect(&session, &Session::hostsChanged, this, &ClusterPage::update);
    connect(&session, &Session::zonesChanged, this, [this](ClusterId changed) {
        if (changed == m_cluster)
            update();
    });
    connect(&console.theme(), &Theme::changed, this, &ClusterPage::update);
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &ClusterPage::updateAge);
    clock->start(std::chrono::seconds(1));

    session.zones(cluster);
    session.hosts();
    update();
}

void ClusterPage::buildHead(QVBoxLayout *layout)
{
    auto *head = new QFrame(this);
    head->setProperty("panelLine", u"bottom"_s);
    m_name = new ElidedLabel(head);
    m_name->setObjectName(u"clusterName"_s);
    makeTitle(m_name, 1.35);
    m_state = new Chip(head);
    m_state->setObjectName(u"clusterState"_s);
    m_summary = new ElidedLabel(head);
    m_summary->setProperty("dim", true);
    auto *refresh = new QPushButton(tr("Refresh"), head);
    refresh->setObjectName(u"refreshCluster"_s);
    m_add = new QPushButton(tr("Add OBServer…"), head);
    m_add->setObjectName(u"addServer"_s);
    m_add->setProperty("primary", true);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(18, 12, 18, 12);
    row->setSpacing(12);
    row->addWidget(m_name);
    row->addWidget(m_state);
    row->addWidget(m_summary, 1);
    row->addWidget(refresh);
    row->addWidget(m_add);
    layout->addWidget(head);

    auto *strip = new QFrame(this);
    strip->setProperty("panelLine", u"bottom"_s);
    auto *facts = new QHBoxLayout(strip);
    facts->setContentsMargins(18, 9, 18, 9);
    facts->setSpacing(28);
    for (const QString &name : { tr("OBServers"), tr("Tenants"), tr("Version"), tr("Architecture"), tr("Root server") }) {
        auto *column = new QVBoxLayout;
        column->setSpacing(1);
        auto *label = plainLabel(name, strip);
        label->setProperty("dim", true);
        auto *value = new ElidedLabel(strip);
        QFont bold = value->font();
        bold.setWeight(QFont::Bold);
        value->setFont(bold);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *note = new ElidedLabel(strip);
        note->setProperty("dim", true);
        column->addWidget(label);
        column->addWidget(value);
        column->addWidget(note);
        facts->addLayout(column);
        m_facts.append(std::pair(value, note));
    }
    facts->addStretch(1);
    layout->addWidget(strip);

    connect(refresh, &QPushButton::clicked, m_session.data(), &Session::refresh);
    connect(m_add, &QPushButton::clicked, this, [this] { emit addServerWanted({}); });
}

QString ClusterPage::title() const
{
    const Cluster *cluster = m_session ? m_session->cluster(m_cluster) : nullptr;
    return cluster ? displayText(clusterLabel(*cluster, m_session->clusters().value), false, 60) : m_cluster.toString();
}

QString ClusterPage::addBlocked() const
{
    if (!m_session)
        return tr("The connection is closed.");
    if (m_session->connection().accessMode == AccessMode::ReadOnly)
        return tr("The connection is read-only.");
    if (!m_session->cluster(m_cluster))
        return tr("The cluster has not been loaded yet.");
    return {};
}

void ClusterPage::update()
{
    if (!m_session)
        return;
    const Cluster *cluster = m_session->cluster(m_cluster);
    if (cluster) {
        updateHead(*cluster);
        updateColumns(*cluster);
    } else {
        const auto &clusters = m_session->clusters();
        if (clusters.error)
            m_empty->showError(explain(*clusters.error), tr("Try again"));
        else if (clusters.everLoaded())
            m_empty->showEmpty(u"cluster"_s, tr("The cluster is not there any more"), tr("OCP does not list cluster %1.").arg(m_cluster.toString()));
        else
            m_empty->showLoading(tr("Loading cluster…"));
        m_stack->setCurrentIndex(0);
    }
    updateBanners();
    updateAge();
    const QString blocked = addBlocked();
    m_add->setEnabled(blocked.isEmpty());
    m_add->setToolTip(asToolTip(blocked));
    for (ZoneColumn *column : std::as_const(m_columns))
        column->setAddBlocked(blocked);
    emit titleChanged();
}

void ClusterPage::updateHead(const Cluster &cluster)
{
    const Tokens &t = m_console.theme().tokens();
    const Health health = healthOf(cluster);
    m_name->setFullText(displayText(clusterLabel(cluster, m_session->clusters().value), false, 120));
    const bool good = health == Health::Good;
    m_state->setContent(displayText(cluster.status.text, false, 40), healthColor(health, t),
                        good ? t.successfulFill : health == Health::Busy ? t.runningFill : health == Health::Warning ? t.warningFill : t.failedFill,
                        good ? StepState::Successful : health == Health::Busy ? StepState::Running : StepState::Failed, &t);
    QStringList summary { displayText(cluster.type, false, 40), tr("cluster %1").arg(cluster.id.toString()) };
    if (cluster.obClusterId)
        summary.append(tr("OB id %1").arg(*cluster.obClusterId));
    summary.removeAll(QString());
    m_summary->setFullText(summary.join(u" · "_s));

    const auto fact = [this](int i, const QString &value, const QString &note) {
        m_facts.at(i).first->setFullText(value.isEmpty() ? u"–"_s : value);
        m_facts.at(i).second->setFullText(note);
    };
    fact(0, QString::number(cluster.serverCount), tr("in %n zone(s)", nullptr, int(cluster.zones.size())));
    fact(1, QString::number(cluster.tenantCount), {});
    fact(2, displayText(cluster.obVersion.section(u'_', 0, 0), false, 40), {});
    fact(3, displayText(cluster.architecture, false, 40), {});
    const RootServer *leader = nullptr;
    for (const RootServer &server : cluster.rootServers) {
        if (!leader || server.role.compare("LEADER"_L1, Qt::CaseInsensitive) == 0)
            leader = &server;
    }
    fact(4, leader ? displayText(leader->address, false, 60) : QString(), leader ? displayText(leader->role, false, 20) : QString());
}

void ClusterPage::updateBanners()
{
    const Task *shown = nullptr;
    for (const Task &task : m_session->openTasks().value) {
        if (task.cluster && task.cluster->id == m_cluster) {
            shown = &task;
            break;
        }
    }
    if (shown) {
        const TaskProgress progress = progressOf(*shown);
        const QString name = displayText(shown->name, false, 80);
        const QString text = progress.total == 0 ? u"%1 · %2"_s.arg(name, stateWords(*shown))
                                                 : tr("%1 · %2 · %3 of %4 steps").arg(name, stateWords(*shown)).arg(progress.done).arg(progress.total);
        const bool failed = shown->status == TaskStatus::Failed;
        m_bannerTask = shown->id;
        m_taskBanner->show(failed ? Banner::Kind::Error : Banner::Kind::Running, text, tr("Open task"));
    } else {
        m_taskBanner->hide();
    }

    const auto *zones = m_session->knownZones(m_cluster);
    const auto &error = zones && zones->error ? zones->error : m_session->clusters().error;
    if (error && m_session->clusters().everLoaded()) {
        const ErrorWords words = explain(*error);
        const QDateTime now = m_console.scheduler().clock().utcNow();
        m_staleBanner->show(Banner::Kind::Warning,
                            tr("Not up to date: what you see is from %1. %2").arg(timeText(*m_session->clusters().asOf, now), words.what),
                            tr("Try again"));
    } else if (const QStringList odd = oddLines(); !odd.isEmpty()) {
        m_staleBanner->show(Banner::Kind::Warning, odd.join(u'\n'));
    } else {
        m_staleBanner->hide();
    }
}

/// What could not be read of the cluster, its zones and its servers; a few lines of it.
QStringList ClusterPage::oddLines() const
{
    constexpr qsizetype most = 4;
    QStringList lines;
    if (const Cluster *cluster = m_session->cluster(m_cluster))
        lines += oddityLines(*cluster);
    if (const auto *zones = m_session->knownZones(m_cluster))
        lines += QStringList { unreadWords(zones->notes) } + oddityLines(zones->value);
    lines.removeAll(QString());
    if (lines.size() > most)
        lines = lines.first(most) + QStringList { u"…"_s };
    return lines;
}

void ClusterPage::updateColumns(const Cluster &cluster)
{
    const auto *loaded = m_session->knownZones(m_cluster);
    const bool serversKnown = loaded && loaded->everLoaded();
    const QList<Zone> &zones = serversKnown ? loaded->value : cluster.zones;
    if (zones.isEmpty()) {
        if (loaded && loaded->error)
            m_empty->showError(explain(*loaded->error), tr("Try again"));
        else if (!serversKnown)
            m_empty->showLoading(tr("Loading zones…"));
        else
            m_empty->showEmpty(u"zone"_s, tr("This cluster has no zones"),
                               tr("OBServers are added to a zone. Create one in OCP first, then refresh."), tr("Refresh"));
        m_stack->setCurrentIndex(0);
        return;
    }
    m_stack->setCurrentIndex(1);

    bool same = m_columns.size() == zones.size();
    for (qsizetype i = 0; same && i < zones.size(); ++i)
        same = m_columns.at(i)->zoneName() == zones.at(i).name;
    if (!same) {
        qDeleteAll(m_columns);
        m_columns.clear();
        while (QLayoutItem *item = m_columnLayout->takeAt(0))
            delete item;
        for (const Zone &zone : zones) {
            auto *column = new ZoneColumn(zone.name, m_console.theme(), m_board);
            column->setMaximumWidth(460);
            column->setFilter(m_filter->text());
            connect(column, &ZoneColumn::addServerWanted, this, &ClusterPage::addServerWanted);
            m_columnLayout->addWidget(column, 1);
            m_columns.append(column);
        }
        m_columnLayout->addStretch(0);
    }
    const QDateTime now = m_console.scheduler().clock().utcNow();
    for (qsizetype i = 0; i < zones.size(); ++i)
        m_columns.at(i)->setZone(zones.at(i), serversKnown, onTheirWay(zones.at(i).name), now);
}

QList<ServerOnItsWay> ClusterPage::onTheirWay(const QString &zoneName) const
{
    const Task *running = m_session->runningTask(m_cluster);
    const TaskFollower *follower = running ? m_session->follower(running->id) : nullptr;
    if (!follower || !follower->task())
        return {};
    const Task &task = *follower->task();
    if (!task.context.lists.value(u"zone_names"_s).contains(zoneName) || isTerminal(task.status.value))
        return {};
    const TaskHosts hosts(task, m_session->hosts().value);
    QList<ServerOnItsWay> servers;
    for (int i = 0; i < hosts.hosts().size(); ++i) {
        ServerOnItsWay server;
        server.address = hosts.hosts().at(i).toString();
        server.step = tr("waiting");
        for (const Subtask &step : task.subtasks) {
            if (step.parallelIdx != i)
                continue;
            server.address = hosts.labelOf(step);
            const StepState state = stepState(step);
            if (state == StepState::Failed) {
                server.failed = true;
                server.step = tr("%1 failed").arg(displayText(step.name, false, 80));
                break;
            }
            if (state == StepState::Running)
                server.step = displayText(step.name, false, 80);
        }
        servers.append(server);
    }
    return servers;
}

void ClusterPage::updateAge()
{
    if (!m_session)
        return;
    const auto *zones = m_session->knownZones(m_cluster);
    const auto &asOf = zones && zones->asOf ? zones->asOf : m_session->clusters().asOf;
    if (!asOf) {
        m_age->clear();
        return;
    }
    const QDateTime now = m_console.scheduler().clock().utcNow();
    m_age->setText(tr("as of %1").arg(timeText(*asOf, now)));
}

} // namespace obdesk
