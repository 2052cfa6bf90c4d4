// SPDX-License-Identifier: GPL-3.0-or-later
// Every step with every field as a table to sort and to copy from.
#pragma once

#include "models/stepmodel.h"

#include <QSortFilterProxyModel>
#include <QTableView>

class QAction;

namespace obdesk {

/// Sorts by values, not by texts; what has no value comes last either way. Lets pass what the lens shows.
class StepProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    StepProxy(StepLens &lens, StepModel &model, QObject *parent = nullptr);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    StepLens &m_lens;
    StepModel &m_model;
};

class StepTable final : public QTableView
{
    Q_OBJECT
public:
    /// `lens` and `theme` must outlive the view.
    StepTable(StepLens &lens, const Theme &theme, QWidget *parent = nullptr);

    /// Which columns are shown, in which order, how wide, and how they are sorted.
    QByteArray saveColumns() const;
    /// False, and nothing is changed, when `state` is not what saveColumns() of this version gave.
    bool restoreColumns(const QByteArray &state);
    void resetColumns();

    /// The selected rows with the shown columns in their order, under a line of headings.
    QString selectedAsText() const;
    /// The same for programs: RFC 4180, times in UTC, durations in seconds.
    QString selectedAsCsv() const;
    QAction *copyTextAction() const { return m_copyText; }
    QAction *copyCsvAction() const { return m_copyCsv; }

    StepModel *steps() const { return m_model; }

signals:
    void activated(int subtask);
    void columnsChanged();              ///< something saveColumns() would tell

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void showColumnMenu(QPoint position);
    void showSelected(int subtask, bool reveal);
    QList<int> shownColumns() const;
    QList<int> selectedModelRows() const;
    int subtaskAt(const QModelIndex &index) const;

    StepLens &m_lens;
    StepModel *m_model = nullptr;
    StepProxy *m_proxy = nullptr;
    QAction *m_copyText = nullptr;
    QAction *m_copyCsv = nullptr;
    bool m_revealOnShow = true;         // another step was selected while nobody looked
    bool m_following = false;           // the lens selects: it need not be told
};

} // namespace obdesk
