// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/timelineview.h"

#include "widgets/labels.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace obdesk {

using namespace Qt::StringLiterals;

TimelineView::TimelineView(StepLens &lens, const Theme &theme, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"timelineView"_s);
    m_canvas = new TimelineCanvas(lens, theme, this);
    setFocusProxy(m_canvas);

    auto *controls = new QWidget(this);
    controls->setProperty("panelLine", u"bottom"_s);
    m_group = new QComboBox(controls);
    m_group->setObjectName(u"timelineGrouping"_s);
    for (const Grouping grouping : { Grouping::Steps, Grouping::Hosts, Grouping::Phases })
        m_group->addItem(QString(), int(grouping));
    m_fit = new QToolButton(controls);
    m_fit->setObjectName(u"timelineFit"_s);
    m_fit->setCheckable(true);
    m_fit->setChecked(true);
    m_legend = new ElidedLabel(controls); // gives way: the view must not push the navigator aside
    m_legend->setProperty("dim", true);
    auto *row = new QHBoxLayout(controls);
    row->setContentsMargins(10, 6, 10, 6);
    row->addWidget(m_legend, 1);
    row->addWidget(m_group);
    row->addWidget(m_fit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(controls);
    column->addWidget(m_canvas, 1);

    connect(m_group, &QComboBox::activated, this, [this](int index) { setGrouping(Grouping(m_group->itemData(index).toInt())); });
    connect(m_fit, &QToolButton::clicked, this, [this](bool on) {
        if (on)
            m_canvas->fit();
        else
            m_canvas->zoomBy(1, 0); // stays as it is from now on
    });
    connect(m_canvas, &TimelineCanvas::fittedChanged, m_fit, &QToolButton::setChecked);
    connect(m_canvas, &TimelineCanvas::activated, this, &TimelineView::activated);
    setWords();
}

void TimelineView::setWords()
{
    setAccessibleName(tr("Timeline"));
    m_group->setAccessibleName(tr("Group rows"));
    m_group->setItemText(0, tr("Group: step"));
    m_group->setItemText(1, tr("Group: host"));
    m_group->setItemText(2, tr("Group: phase"));
    m_fit->setText(tr("Fit"));
    m_fit->setToolTip(tr("Show the whole time, and keep it in sight (0)"));
    m_legend->setFullText(tr("A bar for each run · underlined: critical path · pauses are folded"));
}

void TimelineView::setGrouping(Grouping grouping)
{
    if (grouping == m_canvas->grouping())
        return;
    m_group->setCurrentIndex(m_group->findData(int(grouping)));
    m_canvas->setGrouping(grouping);
    emit groupingChanged();
}

void TimelineView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

} // namespace obdesk
