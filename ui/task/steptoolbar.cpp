// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/steptoolbar.h"

#include "theme/icons.h"
#include "widgets/filterbox.h"
#include "widgets/labels.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

StepToolbar::StepToolbar(StepLens &lens, const Theme &theme, QWidget *parent) : QFrame(parent), m_lens(lens), m_theme(theme)
{
    setProperty("panelLine", u"bottom"_s);
    auto *first = new QHBoxLayout;
    first->setSpacing(6);
    buildViews(first);
    first->addSpacing(6);
    buildSearch(first);
    buildStates(first);
    first->addStretch(1);
    buildFilterSwitch(first);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(14, 7, 14, 7);
    rows->setSpacing(7);
    rows->addLayout(first);
    buildFilter(rows);

    connect(&lens, &StepLens::planChanged, this, &StepToolbar::onPlan);
    connect(&lens, &StepLens::stepsChanged, this, &StepToolbar::updateCounts);
    connect(&lens, &StepLens::shownChanged, this, &StepToolbar::updateFilter);
    connect(&lens, &StepLens::selectionChanged, this, &StepToolbar::updateSearch);
    connect(&theme, &Theme::changed, this, &StepToolbar::updateCounts);
    updateCounts();
}

QToolButton *StepToolbar::tool(const QString &text, const QString &name, const QString &tip)
{
    auto *made = new QToolButton(this);
    made->setText(text);
    made->setObjectName(name);
    made->setToolTip(tip);
    made->setAccessibleName(text);
    return made;
}

void StepToolbar::buildViews(QHBoxLayout *row)
{
    m_views = new QButtonGroup(this);
    m_views->setExclusive(true);
    auto *box = new QHBoxLayout;
    box->setSpacing(0);
    const auto add = [&](View view, const QString &text, const QString &name, const QString &tip) {
        QToolButton *button = tool(text, name, tip);
        button->setCheckable(true);
        button->setProperty("segment", view == View::Graph ? u"first"_s : view == View::Table ? u"last"_s : u"middle"_s);
        m_views->addButton(button, int(view));
        box->addWidget(button);
    };
    add(View::Graph, tr("Graph"), u"viewGraph"_s, tr("Steps and what they wait for (Ctrl+1)"));
    add(View::Matrix, tr("Matrix"), u"viewMatrix"_s, tr("Hosts and phases (Ctrl+2)"));
    add(View::Timeline, tr("Timeline"), u"viewTimeline"_s, tr("When each step ran (Ctrl+3)"));
    add(View::Table, tr("Table"), u"viewTable"_s, tr("Every step with every field (Ctrl+4)"));
    m_views->button(int(View::Graph))->setChecked(true);
    row->addLayout(box);
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) { emit viewChosen(View(id)); });
}

StepToolbar::View StepToolbar::view() const
{
    return View(m_views->checkedId());
}

void StepToolbar::setView(View view)
{
    if (view == this->view())
        return;
    m_views->button(int(view))->setChecked(true);
    emit viewChosen(view);
}

void StepToolbar::buildSearch(QHBoxLayout *row)
{
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"stepSearch"_s);
    m_search->setPlaceholderText(tr("Find step, host, id…"));
    m_search->setAccessibleName(tr("Find step"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(110);
    m_search->setMaximumWidth(220);
    m_found = plainLabel({}, this, u"searchFound"_s);
    m_found->setProperty("dim", true);
    m_previous = tool(u"‹"_s, u"findPrevious"_s, tr("Previous match (Shift+Enter)"));
    m_previous->setAccessibleName(tr("Previous match"));
    m_next = tool(u"›"_s, u"findNext"_s, tr("Next match (Enter)"));
    m_next->setAccessibleName(tr("Next match"));
    for (QWidget *widget : std::initializer_list<QWidget *> { m_found, m_previous, m_next })
        widget->hide();
    row->addWidget(m_search, 2);
    row->addWidget(m_found);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { search(true); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        emit searched(text);
        // While typing, stay on the step when it still matches.
        const int here = m_lens.selected();
        if (!text.trimmed().isEmpty() && (here < 0 || !m_lens.traits(here).searchText.contains(text.trimmed().toLower())))
            search(true);
        updateSearch();
    });
    auto *back = new QAction(m_search);
    back->setShortcut(QKeySequence(u"Shift+Return"_s));
    back->setShortcutContext(Qt::WidgetShortcut);
    m_search->addAction(back);
    connect(back, &QAction::triggered, this, [this] { search(false); });
    connect(m_previous, &QToolButton::clicked, this, [this] { search(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { search(true); });
}

void StepToolbar::search(bool forward)
{
    const int found = m_lens.find(m_search->text(), forward);
    if (found >= 0)
        m_lens.select(found, true);
}

void StepToolbar::updateSearch()
{
    const QString wanted = m_search->text().trimmed().toLower();
    const bool active = !wanted.isEmpty();
    int count = 0;
    int place = 0;
    for (int k = 0; active && k < m_lens.count(); ++k) {
        const int subtask = m_lens.graph().order().at(k);
        if (m_lens.isShown(subtask) && m_lens.traits(subtask).searchText.contains(wanted)) {
            ++count;
            if (subtask == m_lens.selected())
                place = count;
        }
    }
    m_found->setText(count == 0 ? tr("none") : place > 0 ? tr("%1 of %2", "third of twelve matches").arg(place).arg(count) : QString::number(count));
    for (QWidget *widget : std::initializer_list<QWidget *> { m_found, m_previous, m_next })
        widget->setVisible(active);
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
}

void StepToolbar::buildStates(QHBoxLayout *row)
{
    const auto add = [&](const QList<StepState> &states, const QString &name) {
        QToolButton *button = tool({}, name, {});
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        row->addWidget(button);
        m_states.append({ states, button });
        connect(button, &QToolButton::clicked, this, [this, states](bool on) {
            changeFilter([&](StepFilter &filter) {
                for (const StepState state : states) {
                    if (on)
                        filter.states.insert(state);
                    else
                        filter.states.remove(state);
                }
            });
        });
    };
    add({ StepState::Failed }, u"onlyFailed"_s);
    add({ StepState::Running, StepState::Canceling }, u"onlyRunning"_s);
    add({ StepState::Pending, StepState::Ready, StepState::RolledBack, StepState::Unknown }, u"onlyWaiting"_s);
    add({ StepState::Successful, StepState::Skipped }, u"onlyDone"_s);
}

void StepToolbar::updateCounts()
{
    std::array<int, int(StepState::RolledBack) + 1> counts {};
    for (int i = 0; i < m_lens.count(); ++i)
        ++counts.at(size_t(m_lens.state(i)));
    for (const StateButton &entry : std::as_const(m_states)) {
        int count = 0;
        for (const StepState state : entry.states)
            count += counts.at(size_t(state));
        const QString word = entry.states.contains(StepState::Pending) ? tr("Waiting") : stateWord(entry.states.constFirst());
        const QString text = QString::number(count);
        if (entry.button->text() != text)
            entry.button->setText(text);
        entry.button->setIcon(stateIcon(entry.states.constFirst(), m_theme.tokens()));
        entry.button->setAccessibleName(u"%1: %2"_s.arg(word, text));
        entry.button->setToolTip(entry.states.contains(StepState::Failed) ? tr("%1: %2. Show only these; F8 goes from one to the next.").arg(word, text)
                                                                          : tr("%1: %2. Show only these.").arg(word, text));
        entry.button->setEnabled(count > 0 || entry.button->isChecked());
    }
}

void StepToolbar::selectNextFailed(bool forward)
{
    const int next = m_lens.nextFailed(forward);
    if (next >= 0)
        m_lens.select(next, true);
}

void StepToolbar::buildFilterSwitch(QHBoxLayout *row)
{
    m_filter = tool(tr("Filter"), u"filterSwitch"_s, tr("Show only some steps: by text, host, phase (/)"));
    m_filter->setCheckable(true);
    row->addWidget(m_filter);
    connect(m_filter, &QToolButton::clicked, this, [this](bool on) {
        m_filterRow->setVisible(on);
        if (on)
            m_text->setFocus();
        else
            m_lens.setFilter({});
    });
}

void StepToolbar::buildFilter(QVBoxLayout *rows)
{
    m_filterRow = new QFrame(this);
    m_text = new QLineEdit(m_filterRow);
    m_text->setObjectName(u"filterText"_s);
    m_text->setPlaceholderText(tr("Only steps that contain…"));
    m_text->setAccessibleName(tr("Filter by text"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(260);
    const auto combo = [&](const QString &name, const QString &accessible) {
        auto *box = new FilterBox(m_filterRow);
        box->setObjectName(name);
        box->setAccessibleName(accessible);
        return box;
    };
    m_host = combo(u"filterHost"_s, tr("Filter by host"));
    m_phase = combo(u"filterPhase"_s, tr("Filter by phase"));
    m_shown = plainLabel({}, m_filterRow, u"filterShown"_s);
    m_shown->setProperty("dim", true);
    auto *clear = new QToolButton(m_filterRow);
    clear->setObjectName(u"filterClear"_s);
    clear->setText(tr("Show all"));
    auto *row = new QHBoxLayout(m_filterRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_host);
    row->addWidget(m_phase);
    row->addWidget(m_shown);
    row->addStretch(1);
    row->addWidget(clear);
    rows->addWidget(m_filterRow);
    m_filterRow->hide();

    connect(m_text, &QLineEdit::textEdited, this, [this](const QString &text) { changeFilter([&](StepFilter &f) { f.text = text; }); });
    connect(m_host, &QComboBox::activated, this, [this](int index) {
        changeFilter([&](StepFilter &f) { f.host = m_host->itemData(index).toString(); });
    });
    connect(m_phase, &QComboBox::activated, this, [this](int index) {
        changeFilter([&](StepFilter &f) { f.phase = index > 0 ? std::optional(index - 1) : std::nullopt; });
    });
    connect(clear, &QToolButton::clicked, this, [this] { m_lens.setFilter({}); });
}

void StepToolbar::changeFilter(const std::function<void(StepFilter &)> &change)
{
    StepFilter filter = m_lens.filter();
    change(filter);
    m_lens.setFilter(filter);
}

void StepToolbar::onPlan()
{
    QStringList hosts;
    for (int i = 0; i < m_lens.count(); ++i)
        hosts.append(m_lens.traits(i).host);
    hosts.removeAll(QString());
    std::sort(hosts.begin(), hosts.end());
    hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
    m_host->clear();
    m_host->addItem(tr("All hosts"));
    for (const QString &host : std::as_const(hosts))
        m_host->addItem(host, host);
    m_phase->clear();
    m_phase->addItem(tr("All phases"));
    for (int i = 0; i < m_lens.phases().phases.size(); ++i)
        m_phase->addItem(u"%1 · %2"_s.arg(i + 1).arg(displayText(m_lens.phases().phases.at(i).name, false, 60)));
    updateCounts();
    updateFilter();
    updateSearch();
}

void StepToolbar::updateFilter()
{
    const StepFilter &filter = m_lens.filter();
    for (const StateButton &entry : std::as_const(m_states))
        entry.button->setChecked(std::all_of(entry.states.cbegin(), entry.states.cend(), [&](StepState s) { return filter.states.contains(s); }));
    if (m_text->text() != filter.text)
        m_text->setText(filter.text);
    m_host->setCurrentIndex(std::max(0, m_host->findData(filter.host)));
    m_phase->setCurrentIndex(filter.phase ? *filter.phase + 1 : 0);
    m_shown->setText(tr("%1 of %n step(s)", nullptr, m_lens.count()).arg(m_lens.shownCount()));
    if (!filter.isEmpty())
        m_filterRow->show();
    m_filter->setChecked(m_filterRow->isVisibleTo(this));
    updateSearch();
    updateCounts();
}

void StepToolbar::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void StepToolbar::focusFilter()
{
    m_filterRow->show();
    m_filter->setChecked(true);
    m_text->setFocus();
    m_text->selectAll();
}

} // namespace obdesk
