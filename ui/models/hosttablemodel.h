// SPDX-License-Identifier: GPL-3.0-or-later
// The hosts of the Add OBServer dialog: judged for the chosen zone, ticked by the person.
#pragma once

#include "domain/host.h"
#include "domain/hostfitness.h"
#include "theme/theme.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QSortFilterProxyModel>

namespace obdesk {

class HostTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { HostColumn, AddressColumn, IdcColumn, ArchitectureColumn, TypeColumn, AgentColumn, FitnessColumn, WhyColumn, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,    ///< raw values
        HostIdRole,                 ///< qint64
        FitnessRole,                ///< int of Fitness
        SearchRole,
        HeldTaskRole,               ///< qint64 of the task that has the host; invalid for none
    };

    explicit HostTableModel(const Theme &theme, QObject *parent = nullptr);

    /// Judges every host anew. Ticks stay on hosts that are still there and not unfit. Rows are kept when the same hosts come.
    void setHosts(const QList<Host> &hosts, const FitnessContext &context);
    /// What OCP itself said against these hosts, shown on their rows until the next call: newer facts do not take it back.
    void setRefusals(const QHash<HostId, QString> &refusals);

    /// Ticked hosts, in table order.
    QList<Host> chosen() const;
    void choose(HostId host, bool chosen);
    void clearChosen();
    /// Without those OCP refused.
    int countOf(Fitness fitness) const;
    int refusedCount() const;
    const HostVerdict &verdict(int row) const { return m_rows.at(row).verdict; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void chosenChanged();

private:
    struct Row
    {
        Host host;
        HostVerdict verdict;
        QString why;
        bool operator==(const Row &) const = default;
    };
    QString text(const Row &row, int column) const;

    const Theme &m_theme;
    QList<Row> m_rows;
    QSet<HostId> m_chosen;
    QHash<HostId, QString> m_refusals;
};

/// Filter as you type over all columns; "only fit" leaves out unfit hosts, except ticked ones.
class HostProxyModel final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit HostProxyModel(QObject *parent = nullptr);
    void setNeedle(const QString &needle);
    void setOnlyFit(bool onlyFit);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
    bool m_onlyFit = false;
};

} // namespace obdesk
