// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a timeline: the shown steps of a lens in some order, with headers where they are grouped.
#pragma once

#include "picture/timelinepicture.h"
#include "task/steplens.h"

#include <QList>

namespace obdesk {

class TimelineRows
{
public:
    enum class Grouping { Steps, Hosts, Phases };

    /// Everything anew. `lens` must outlive this.
    void build(const StepLens &lens, Grouping grouping);

    int count() const { return int(m_stepOf.size()); }
    /// -1: a header.
    int stepOf(int row) const { return m_stepOf.at(row); }
    /// -1: filtered out.
    int rowOf(int subtask) const { return subtask < 0 || subtask >= m_rowOf.size() ? -1 : m_rowOf.at(subtask); }
    /// Row of the header above; -1 where steps are not grouped.
    int headerOf(int row) const { return m_headerOf.at(row); }

    TimelineRow look(const StepLens &lens, int row) const;
    /// `look`: as it was made for this row.
    TimelineWords words(const StepLens &lens, int row, const TimelineRow &look) const;

private:
    void addHeader(const QString &title);
    void addStep(int subtask);
    TimelineRow stepLook(const StepLens &lens, int subtask) const;
    TimelineRow headerLook(const StepLens &lens, int row) const;

    Grouping m_grouping = Grouping::Steps;
    QList<int> m_stepOf;                // per row
    QList<int> m_rowOf;                 // per subtask
    QList<int> m_headerOf;              // per row
    QHash<int, QString> m_titles;       // of headers, by row
};

} // namespace obdesk
