// SPDX-License-Identifier: GPL-3.0-or-later
// The journal as a table, newest first; grows at its end as older entries are fetched.
#pragma once

#include "history/journalentry.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

namespace obdesk {

class JournalModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, OutcomeColumn, ChangeColumn, ConnectionColumn, WhoColumn, TaskColumn, ReasonColumn, ColumnCount };

    explicit JournalModel(const Theme &theme, QObject *parent = nullptr);

    /// The newest entries of the same query. `complete`: there are no older ones; else what was fetched of them is kept where the lists join.
    void setNewest(const QList<JournalEntry> &entries, bool complete, const QDateTime &now);
    void append(const QList<JournalEntry> &older);
    void clear();
    const JournalEntry *entry(int row) const;
    /// -1 when it is not here.
    int rowOf(const QString &intentId) const;
    qint64 oldestSeq() const { return m_entries.isEmpty() ? 0 : m_entries.constLast().seq; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const JournalEntry &entry, int column) const;

    const Theme &m_theme;
    QList<JournalEntry> m_entries;
    QDateTime m_now;
};

} // namespace obdesk
