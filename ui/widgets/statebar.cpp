// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statebar.h"

#include <QPainter>
#include <QPainterPath>

namespace obdesk {

StateBar::StateBar(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StateBar::setProgress(const TaskProgress &progress)
{
    if (progress == m_progress)
        return;
    m_progress = progress;
    // Without a list of steps nothing is known of them.
    setAccessibleName(progress.total == 0 ? QString()
                                          : tr("%1 of %2 steps done, %3 failed, %4 running")
                                                    .arg(progress.done).arg(progress.total).arg(progress.of(StepState::Failed))
                                                    .arg(progress.of(StepState::Running)));
    update();
}

void StateBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.setClipPath(shape);
    painter.fillRect(rect(), t.line);
    if (m_progress.total == 0)
        return;
    double x = 0;
    const auto part = [&](int count, const QColor &color) {
        const double width = double(this->width()) * count / m_progress.total;
        painter.fillRect(QRectF(x, 0, width, height()), color);
        x += width;
    };
    part(m_progress.done, m_progress.rollingBack ? t.warning : t.successful);
    part(m_progress.of(StepState::Failed), t.failed);
    part(m_progress.of(StepState::Running) + m_progress.of(StepState::Canceling), t.running);
}

} // namespace obdesk
