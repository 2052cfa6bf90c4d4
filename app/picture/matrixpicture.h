// SPDX-License-Identifier: GPL-3.0-or-later
// How the table of hosts and steps looks, on any paint device.
#pragma once

#include "domain/task.h"
#include "picture/cellsprites.h"
#include "picture/matrixlayout.h"
#include "picture/tokens.h"

#include <QFont>
#include <QHash>
#include <QList>
#include <QStaticText>

#include <functional>

class QFontMetricsF;
class QPainter;

namespace obdesk {

struct MatrixCellLook
{
    StepState state = StepState::Unknown;
    bool onPath = false;                ///< decides how long the whole takes
    bool warns = false;                 ///< deserves a second look
    bool isConsequence = false;         ///< failed after another one had
    bool operator==(const MatrixCellLook &) const = default;
};

struct MatrixMarks
{
    const Tokens *tokens = &lightTokens();  ///< not owned
    int selected = -1;                      ///< cells
    int hovered = -1;
    bool focused = false;                   ///< the view has the keyboard
};

class MatrixPicture
{
public:
    /// Looks of cells are empty then; fit() must follow before anything is painted.
    void setTable(const MatrixTable &table);
    /// What stands in a cell, a duration: asked for when a cell that has room for it is painted, for most of a large table never.
    void setTextSource(std::function<QString(int cell)> source) { m_textSource = std::move(source); }
    /// True when the look, or the text that was asked for, differs from the one before: then the cell wants repainting.
    bool setCell(int cell, const MatrixCellLook &look);
    const MatrixCellLook &cell(int cell) const { return m_looks.at(cell); }
    const QString &text(int cell) const;
    /// `size`: with scroll bars, whose breadth is `scrollBar`. `lineHeight`: chosen by the person, empty for as it fits.
    void fit(QSizeF size, qreal scrollBar, std::optional<qreal> lineHeight);

    const MatrixLayout &layout() const { return m_layout; }
    /// Which rows show their label: all where lines are high enough, else those with a failed step first.
    bool showsLabel(int row) const { return m_labelShown.at(row); }
    /// Chooses those rows again after states have changed; true when others show their label now.
    bool chooseLabels();

    /// Each paints what meets `exposed`, in the coordinates of MatrixLayout.
    void paintCells(QPainter &painter, const QRectF &exposed, const MatrixMarks &marks) const;
    void paintLabels(QPainter &painter, const QRectF &exposed, const MatrixMarks &marks) const;
    void paintHeader(QPainter &painter, const QRectF &exposed, const MatrixMarks &marks) const;

    /// Header, labels and cells as one picture of totalSize(), for files.
    void paint(QPainter &painter, const MatrixMarks &marks) const;
    QSizeF totalSize() const;

private:
    void forgetTexts();
    qreal widestLabel() const;
    /// The height titles need; looks at some of them where there are very many.
    qreal titleHeight() const;
    // Texts are cut when they are painted for the first time since their room changed: of a large table most never are.
    const QString &label(int row) const;
    const QString &band(int band) const;
    const QStringList &title(int column) const;
    QStringList titleLines(int column) const;
    QFont labelFont() const;
    bool isMarkedRow(int row, const MatrixMarks &marks) const;
    bool isMarkedColumn(int column, const MatrixMarks &marks) const;
    void paintText(QPainter &painter, const QRectF &rect, int cell, const Tokens &tokens, bool onRaster) const;
    void paintTitle(QPainter &painter, const QRectF &rect, const QStringList &lines, const QFontMetricsF &metrics,
                    bool turned) const;

    MatrixLayout m_layout;
    QList<MatrixCellLook> m_looks;
    std::function<QString(int cell)> m_textSource;
    mutable QStringList m_cellTexts;    // per cell; null: not asked for
    QList<bool> m_labelShown;           // per row
    mutable QStringList m_labels;       // per row, cut; null: not yet
    mutable QStringList m_bands;        // per band, cut; null: not yet
    mutable QList<QStringList> m_titles; // per column, in lines, cut; empty: not yet
    mutable CellSprites m_sprites;
    mutable QHash<QString, QStaticText> m_texts; // durations repeat; laying them out is what costs
};

} // namespace obdesk
