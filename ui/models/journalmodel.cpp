// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journalmodel.h"

#include "theme/icons.h"
#include "words/journalwords.h"
#include "words/plain.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using Standing = JournalEntry::Standing;

namespace {

/// Glyph and colour of the task states, which people know already.
StepState lookOf(Standing standing)
{
    switch (standing) {
    case Standing::Sending:
        return StepState::Running;
    case Standing::Lost:
    case Standing::Unknown:
        return StepState::Unknown;
    case Standing::NotSent:
        return StepState::Pending;
    case Standing::Accepted:
    case Standing::Found:
        return StepState::Successful;
    case Standing::Refused:
        return StepState::Failed;
    case Standing::Settled:
        return StepState::Skipped;
    }
    return StepState::Unknown;
}

} // namespace

JournalModel::JournalModel(const Theme &theme, QObject *parent) : QAbstractTableModel(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_entries.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), { Qt::DecorationRole, Qt::ForegroundRole });
    });
}

void JournalModel::setNewest(const QList<JournalEntry> &entries, bool complete, const QDateTime &now)
{
    m_now = now;
    // Entries only ever come on top and change in place: everything below the last of the new ones stays.
    const qint64 last = entries.isEmpty() ? 0 : entries.constLast().seq;
    const auto rest = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const JournalEntry &entry) { return entry.seq < last; });
    const auto known = m_entries.isEmpty() ? entries.cend()
                                           : std::find_if(entries.cbegin(), entries.cend(),
                                                          [&](const JournalEntry &entry) { return entry.seq == m_entries.constFirst().seq; });
    const qsizetype added = known - entries.cbegin();
    const qsizetype kept = rest - m_entries.cbegin();
    const bool joins = !m_entries.isEmpty() && !(complete && rest != m_entries.cend()) && known != entries.cend() && kept == entries.size() - added
            && std::equal(m_entries.cbegin(), rest, known, [](const JournalEntry &a, const JournalEntry &b) { return a.seq == b.seq; });
    if (!joins) {
        beginResetModel();
        m_entries = entries;
        endResetModel();
        return;
    }
    if (added > 0) {
        beginInsertRows({}, 0, int(added) - 1);
        m_entries = entries.mid(0, added) + m_entries;
        endInsertRows();
    }
    for (qsizetype row = added; row < entries.size(); ++row)
        m_entries[row] = entries.at(row);
    if (!m_entries.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void JournalModel::append(const QList<JournalEntry> &older)
{
    if (older.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(older.size()) - 1);
    m_entries += older;
    endInsertRows();
}

void JournalModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

const JournalEntry *JournalModel::entry(int row) const
{
    return row >= 0 && row < m_entries.size() ? &m_entries.at(row) : nullptr;
}

int JournalModel::rowOf(const QString &intentId) const
{
    const auto it = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const JournalEntry &entry) { return entry.intent.id == intentId; });
    return it == m_entries.cend() ? -1 : int(it - m_entries.cbegin());
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString JournalModel::text(const JournalEntry &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return timeText(entry.intent.at, m_now);
    case OutcomeColumn:
        return standingWord(entry.standing);
    case ChangeColumn:
        return changeWords(entry.intent);
    case ConnectionColumn:
        return displayText(entry.intent.connectionName, false, 80);
    case WhoColumn:
        return displayText(entry.intent.user.isEmpty() ? entry.intent.osUser : entry.intent.user, false, 80);
    case TaskColumn:
        return entry.task() ? entry.task()->toString() : QString();
    case ReasonColumn:
        return displayText(entry.intent.reason, false, 200);
    default:
        return {};
    }
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const JournalEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ToolTipRole:
        return asToolTip(index.column() == OutcomeColumn ? standingWords(entry.standing) : text(entry, index.column()));
    case Qt::DecorationRole:
        return index.column() == OutcomeColumn ? QVariant(stateIcon(lookOf(entry.standing), m_theme.tokens())) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == OutcomeColumn && entry.isOpen() ? QVariant(m_theme.tokens().warning) : QVariant();
    default:
        return {};
    }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("When");
    case OutcomeColumn:
        return tr("Outcome");
    case ChangeColumn:
        return tr("Change");
    case ConnectionColumn:
        return tr("Connection");
    case WhoColumn:
        return tr("Who");
    case TaskColumn:
        return tr("Task");
    case ReasonColumn:
        return tr("Reason");
    default:
        return {};
    }
}

} // namespace obdesk
