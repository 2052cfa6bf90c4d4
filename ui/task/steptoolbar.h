// SPDX-License-Identifier: GPL-3.0-or-later
// Above the four views of a task: which view, search, filter, and what the graph shows. Speaks to the lens and to the graph.
#pragma once

#include "task/steplens.h"
#include "theme/theme.h"

#include <QFrame>
#include <QList>

#include <functional>

class QAction;
class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace obdesk {

class GraphView;

class StepToolbar final : public QFrame
{
    Q_OBJECT
public:
    enum class View { Graph, Matrix, Timeline, Table };
    Q_ENUM(View)

    StepToolbar(StepLens &lens, GraphView &graph, const Theme &theme, QWidget *parent = nullptr);

    View view() const;
    void setView(View view);
    void focusSearch();
    void focusFilter();
    void selectNextFailed(bool forward);

    /// What is remembered from one task to the next.
    bool foldsParallel() const;
    bool foldsBarriers() const;
    void setFolds(bool parallel, bool barriers);

signals:
    void viewChosen(obdesk::StepToolbar::View view);
    void foldsChosen();

private:
    QToolButton *tool(const QString &text, const QString &name, const QString &tip);
    void buildViews(QHBoxLayout *row);
    void buildSearch(QHBoxLayout *row);
    void buildStates(QHBoxLayout *row);
    void buildGraphTools(QHBoxLayout *row);
    void buildFilter(QVBoxLayout *rows);
    void onPlan();
    void updateCounts();
    void updateFilter();
    void updateSearch();
    void updateGraphTools();
    void search(bool forward);
    void changeFilter(const std::function<void(StepFilter &)> &change);

    StepLens &m_lens;
    GraphView &m_graph;
    const Theme &m_theme;
    QButtonGroup *m_views = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_found = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    struct StateButton
    {
        QList<StepState> states;
        QToolButton *button = nullptr;
    };
    QList<StateButton> m_states;
    QToolButton *m_nextFailed = nullptr;
    QToolButton *m_filter = nullptr;
    QToolButton *m_show = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_forward = nullptr;
    QToolButton *m_follow = nullptr;
    QToolButton *m_zoom = nullptr;
    QList<QWidget *> m_graphTools;      // of no use in other views
    QAction *m_foldParallel = nullptr;
    QAction *m_foldBarriers = nullptr;
    QFrame *m_filterRow = nullptr;
    QLineEdit *m_text = nullptr;
    QComboBox *m_host = nullptr;
    QComboBox *m_phase = nullptr;
    QLabel *m_shown = nullptr;
};

} // namespace obdesk
