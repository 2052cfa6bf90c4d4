// SPDX-License-Identifier: GPL-3.0-or-later
// Above the four views of a task: which view, search, filter. Speaks to the lens.
#pragma once

#include "task/steplens.h"
#include "theme/theme.h"

#include <QFrame>
#include <QList>

#include <functional>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace obdesk {

class StepToolbar final : public QFrame
{
    Q_OBJECT
public:
    enum class View { Graph, Matrix, Timeline, Table };
    Q_ENUM(View)

    StepToolbar(StepLens &lens, const Theme &theme, QWidget *parent = nullptr);

    View view() const;
    void setView(View view);
    void focusSearch();
    void focusFilter();
    void selectNextFailed(bool forward);

signals:
    void viewChosen(obdesk::StepToolbar::View view);
    void searched(const QString &needle);

private:
    QToolButton *tool(const QString &text, const QString &name, const QString &tip);
    void buildViews(QHBoxLayout *row);
    void buildSearch(QHBoxLayout *row);
    void buildStates(QHBoxLayout *row);
    void buildFilterSwitch(QHBoxLayout *row);
    void buildFilter(QVBoxLayout *rows);
    void onPlan();
    void updateCounts();
    void updateFilter();
    void updateSearch();
    void search(bool forward);
    void changeFilter(const std::function<void(StepFilter &)> &change);

    StepLens &m_lens;
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
    QToolButton *m_filter = nullptr;
    QFrame *m_filterRow = nullptr;
    QLineEdit *m_text = nullptr;
    QComboBox *m_host = nullptr;
    QComboBox *m_phase = nullptr;
    QLabel *m_shown = nullptr;
};

} // namespace obdesk
