// SPDX-License-Identifier: GPL-3.0-or-later
// Above the graph: what it shows and how, places visited, zoom.
#pragma once

#include "graph/graphview.h"

#include <QFrame>

class QAction;
class QHBoxLayout;
class QToolButton;

namespace obdesk {

class GraphBar final : public QFrame
{
    Q_OBJECT
public:
    explicit GraphBar(GraphView &graph, QWidget *parent = nullptr);

    bool foldsParallel() const;
    bool foldsBarriers() const;
    void setFolds(bool parallel, bool barriers);

signals:
    /// The person chose what is folded.
    void foldsChosen();

private:
    QToolButton *tool(const QString &text, const QString &name, const QString &tip);
    void buildShow(QHBoxLayout *row);
    void buildPlaces(QHBoxLayout *row);
    void buildZoom(QHBoxLayout *row);
    void applyFolds();
    void updatePlaces();

    GraphView &m_graph;
    QAction *m_foldParallel = nullptr;
    QAction *m_foldBarriers = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_forward = nullptr;
};

} // namespace obdesk
