// SPDX-License-Identifier: GPL-3.0-or-later
// How the runs of steps look on a time axis, on any paint device: a row per step, a bar per run.
#pragma once

#include "domain/task.h"
#include "picture/timeaxis.h"
#include "picture/tokens.h"

#include <QFont>
#include <QHash>
#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

class QPainter;

namespace obdesk {

struct TimelineBar
{
    qint64 from = 0;                    ///< ms since 1970 UTC
    qint64 to = 0;
    StepState state = StepState::Unknown;
    int number = 1;                     ///< of the run, counted from 1
    bool onPath = false;
    bool earlier = false;               ///< not the latest run
    bool operator==(const TimelineBar &) const = default;
};

struct TimelineRow
{
    bool isHeader = false;              ///< the name of a group; has no bars
    QString summary;                    ///< of a header: how its steps stand
    StepState state = StepState::Unknown;
    QList<TimelineBar> bars;            ///< in order of time; none: not started
    bool operator==(const TimelineRow &) const = default;
};

/// What is written in a row.
struct TimelineWords
{
    QString title;
    QString detail;                     ///< host; of a header: its summary
    QStringList bars;                   ///< per bar, beside it, where there is room; may be empty
};

struct TimelineMarks
{
    const Tokens *tokens = &lightTokens();  ///< not owned
    int selected = -1;                      ///< rows
    int hovered = -1;
    bool focused = false;
    std::optional<qint64> now;              ///< where the now-line stands
};

/// Chart coordinates: x as on the axis, y from the first row. Labels lie beside it, the axis above.
class TimelinePicture
{
public:
    static constexpr double rowHeight = 24;
    static constexpr double axisHeight = 30;
    static constexpr double leastBar = 6;       ///< can still be hit with the pointer

    /// Asked for a row when it is painted for the first time since it changed: most rows of a large task never are.
    void setWordSource(std::function<TimelineWords(int row)> source) { m_source = std::move(source); }
    TimelineWords words(int row) const { return m_source ? m_source(row) : TimelineWords(); }

    void setRows(const QList<TimelineRow> &rows);
    int rowCount() const { return int(m_rows.size()); }
    const TimelineRow &row(int row) const { return m_rows.at(row); }
    /// True when the row differs from the one before. The axis stays until setAxis().
    bool setRow(int row, const TimelineRow &look);

    void setAxis(const TimeAxis &axis) { m_axis = axis; }
    void setScale(double scale) { m_axis.setScale(scale); }
    const TimeAxis &axis() const { return m_axis; }
    /// When bars are, for a TimeAxis.
    QList<TimeAxis::Span> busy() const;

    void setLabelWidth(double width);
    double labelWidth() const { return m_labelWidth; }
    double height() const { return rowHeight * double(m_rows.size()); }

    QRectF barRect(int row, int bar) const;
    int rowAt(double y) const;
    /// Index into the bars of that row; -1: none there.
    int barAt(int row, double x) const;

    /// Each paints what meets `exposed`.
    void paintChart(QPainter &painter, const QRectF &exposed, const TimelineMarks &marks) const;
    void paintLabels(QPainter &painter, const QRectF &exposed, const TimelineMarks &marks) const;
    void paintAxis(QPainter &painter, const QRectF &exposed, const TimelineMarks &marks) const;

private:
    struct CutRow
    {
        QString title;
        QString detail;
        QStringList bars;               // not cut
        bool done = false;
    };
    const CutRow &cut(int row) const;
    QString cutText(const QFont &font, const QString &text, double width) const;
    double labelRoom(int row, int bar) const;
    void paintRow(QPainter &painter, int row, const QRectF &exposed, const TimelineMarks &marks) const;
    void paintBar(QPainter &painter, int row, int bar, const Tokens &tokens) const;
    void paintGaps(QPainter &painter, const QRectF &exposed, const Tokens &tokens, bool onAxis) const;

    std::function<TimelineWords(int row)> m_source;
    QList<TimelineRow> m_rows;
    mutable QList<CutRow> m_cut;        // per row
    TimeAxis m_axis;
    double m_labelWidth = 260;
    mutable QHash<std::pair<QString, int>, QString> m_known; // texts cut to a width; steps share names and hosts
};

} // namespace obdesk
