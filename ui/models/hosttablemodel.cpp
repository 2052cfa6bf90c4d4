// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hosttablemodel.h"

#include "theme/icons.h"
#include "words/fitnesswords.h"
#include "words/plain.h"

#include <QHostAddress>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

HostTableModel::HostTableModel(const Theme &theme, QObject *parent) : QAbstractTableModel(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), { Qt::ForegroundRole, Qt::DecorationRole });
    });
}

void HostTableModel::setHosts(const QList<Host> &hosts, const FitnessContext &context)
{
    QList<Row> rows;
    rows.reserve(hosts.size());
    QSet<HostId> stillChosen;
    for (const Host &host : hosts) {
        const HostVerdict verdict = judgeHost(host, context);
        rows.append({ host, verdict, verdictWords(verdict) });
        if (m_chosen.contains(host.id) && verdict.fitness != Fitness::Unfit)
            stillChosen.insert(host.id);
    }
    const bool sameHosts = rows.size() == m_rows.size()
            && std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), [](const Row &a, const Row &b) { return a.host.id == b.host.id; });
    if (sameHosts) {
        if (rows == m_rows && stillChosen == m_chosen)
            return;
        m_rows = rows;
        m_chosen = stillChosen;
        if (!m_rows.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    } else {
        beginResetModel();
        m_rows = rows;
        m_chosen = stillChosen;
        endResetModel();
    }
    emit chosenChanged();
}

void HostTableModel::setRefusals(const QHash<HostId, QString> &refusals)
{
    if (refusals == m_refusals)
        return;
    m_refusals = refusals;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QList<Host> HostTableModel::chosen() const
{
    QList<Host> hosts;
    for (const Row &row : m_rows) {
        if (m_chosen.contains(row.host.id))
            hosts.append(row.host);
    }
    return hosts;
}

void HostTableModel::choose(HostId host, bool chosen)
{
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).host.id == host)
            setData(index(i, HostColumn), chosen ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }
}

void HostTableModel::clearChosen()
{
    m_chosen.clear();
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), { Qt::CheckStateRole });
    emit chosenChanged();
}

int HostTableModel::countOf(Fitness fitness) const
{
    return int(std::count_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return row.verdict.fitness == fitness && !m_refusals.contains(row.host.id); }));
}

int HostTableModel::refusedCount() const
{
    return int(std::count_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return m_refusals.contains(row.host.id); }));
}

int HostTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int HostTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString HostTableModel::text(const Row &row, int column) const
{
    switch (column) {
    case HostColumn:
        return displayText(row.host.name, false, 120);
    case AddressColumn:
        return displayText(row.host.innerIpAddress, false, 80);
    case IdcColumn:
        return displayText(row.host.idcName, false, 80);
    case ArchitectureColumn:
        return displayText(row.host.architecture, false, 40);
    case TypeColumn:
        return displayText(row.host.typeName, false, 80);
    case AgentColumn:
        return displayText(row.host.agentVersion.section(u'-', 0, 0), false, 40);
    case FitnessColumn:
        return m_refusals.contains(row.host.id) ? tr("refused") : fitnessWord(row.verdict.fitness);
    case WhyColumn:
        return m_refusals.value(row.host.id, row.why);
    default:
        return {};
    }
}

QVariant HostTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const Tokens &t = m_theme.tokens();
    const bool refused = m_refusals.contains(row.host.id);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == WhyColumn ? asToolTip(text(row, WhyColumn)) : QVariant();
    case Qt::CheckStateRole:
        if (index.column() == HostColumn)
            return m_chosen.contains(row.host.id) ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::DecorationRole:
        if (index.column() != FitnessColumn)
            return {};
        if (refused || row.verdict.fitness == Fitness::Unfit)
            return stateIcon(StepState::Failed, t);
        return row.verdict.fitness == Fitness::Fit ? stateIcon(StepState::Successful, t) : themedIcon(u"warning"_s, t.warning);
    case HeldTaskRole:
        for (const FitnessFinding &finding : row.verdict.findings) {
            if (finding.heldBy)
                return finding.heldBy->task.value;
        }
        return {};
    case Qt::ForegroundRole:
        if (refused && (index.column() == WhyColumn || index.column() == FitnessColumn))
            return t.failed;
        return row.verdict.fitness == Fitness::Unfit ? QVariant(t.dimText) : QVariant();
    case Qt::FontRole:
        return index.column() == AddressColumn ? QVariant(Theme::monospace()) : QVariant();
    case SortRole:
        switch (index.column()) {
        case AddressColumn:
            return QHostAddress(row.host.innerIpAddress).toIPv4Address();
        case FitnessColumn:
            return int(row.verdict.fitness);
        default:
            return text(row, index.column());
        }
    case HostIdRole:
        return row.host.id.value;
    case FitnessRole:
        return int(row.verdict.fitness);
    case SearchRole:
        return QStringList { row.host.name, row.host.alias, row.host.innerIpAddress, row.host.idcName, row.host.architecture,
                             row.host.typeName, row.host.regionName, row.why, fitnessWord(row.verdict.fitness) }.join(u'\n');
    default:
        return {};
    }
}

bool HostTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole || index.column() != HostColumn)
        return false;
    const Row &row = m_rows.at(index.row());
    const bool on = value.toInt() == Qt::Checked;
    if (on && row.verdict.fitness == Fitness::Unfit)
        return false;
    if (on == m_chosen.contains(row.host.id))
        return true;
    if (on)
        m_chosen.insert(row.host.id);
    else
        m_chosen.remove(row.host.id);
    emit dataChanged(index, index, { Qt::CheckStateRole });
    emit chosenChanged();
    return true;
}

Qt::ItemFlags HostTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == HostColumn && m_rows.at(index.row()).verdict.fitness != Fitness::Unfit)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant HostTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case HostColumn:
        return tr("Host");
    case AddressColumn:
        return tr("Address");
    case IdcColumn:
        return tr("IDC");
    case ArchitectureColumn:
        return tr("Arch", "short for architecture");
    case TypeColumn:
        return tr("Type");
    case AgentColumn:
        return tr("Agent");
    case FitnessColumn:
        return tr("Fitness");
    case WhyColumn:
        return tr("Why");
    default:
        return {};
    }
}

HostProxyModel::HostProxyModel(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(HostTableModel::SortRole);
    setDynamicSortFilter(true);
}

void HostProxyModel::setNeedle(const QString &needle)
{
    m_words = needle.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void HostProxyModel::setOnlyFit(bool onlyFit)
{
    m_onlyFit = onlyFit;
    invalidateFilter();
}

bool HostProxyModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, HostTableModel::HostColumn, parent);
    const bool ticked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    if (m_onlyFit && !ticked && Fitness(index.data(HostTableModel::FitnessRole).toInt()) == Fitness::Unfit)
        return false;
    const QString text = index.data(HostTableModel::SearchRole).toString();
    return std::all_of(m_words.cbegin(), m_words.cend(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool HostProxyModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(HostTableModel::SortRole);
    const QVariant b = right.data(HostTableModel::SortRole);
    if (a == b) // same fitness, same IDC, …: by address, so that the order never depends on chance
        return left.siblingAtColumn(HostTableModel::AddressColumn).data(HostTableModel::SortRole).toUInt()
                < right.siblingAtColumn(HostTableModel::AddressColumn).data(HostTableModel::SortRole).toUInt();
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace obdesk
