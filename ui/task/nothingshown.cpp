// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/nothingshown.h"

#include <QEvent>

namespace obdesk {

using namespace Qt::StringLiterals;

NothingShown::NothingShown(StepLens &lens, const Theme &theme, QWidget *view) : QObject(view), m_lens(lens), m_view(view)
{
    m_state = new EmptyState(theme, view);
    m_state->setObjectName(u"nothingShown"_s);
    m_state->setAutoFillBackground(true);
    m_state->hide();
    view->installEventFilter(this);
    connect(m_state, &EmptyState::actionTriggered, this, [this] { m_lens.setFilter({}); });
    connect(&lens, &StepLens::planChanged, this, &NothingShown::look);
    connect(&lens, &StepLens::shownChanged, this, &NothingShown::look);
    look();
}

void NothingShown::look()
{
    const bool empty = m_lens.shownCount() == 0 && m_lens.task().id != TaskId(); // else there is no task yet
    if (empty && m_lens.count() > 0)
        m_state->showEmpty(u"search"_s, tr("The filter hides every step"), tr("This task has %n step(s).", nullptr, m_lens.count()),
                           tr("Show all steps"));
    else if (empty)
        m_state->showEmpty(u"task"_s, tr("No steps yet"), tr("OCP has not named any step of this task."));
    if (empty)
        m_state->setGeometry(m_view->rect());
    m_state->setVisible(empty);
    if (empty)
        m_state->raise();
}

bool NothingShown::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        m_state->setGeometry(m_view->rect());
    return QObject::eventFilter(watched, event);
}

} // namespace obdesk
