// SPDX-License-Identifier: GPL-3.0-or-later
// Progress of a task as one bar: done, failed, running, and the rest, in proportion.
#pragma once

#include "task/taskprogress.h"
#include "theme/theme.h"

#include <QWidget>

namespace obdesk {

class StateBar final : public QWidget
{
    Q_OBJECT
public:
    explicit StateBar(const Theme &theme, QWidget *parent = nullptr);
    /// Repaints only when something changed.
    void setProgress(const TaskProgress &progress);
    QSize sizeHint() const override { return { 300, 8 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    TaskProgress m_progress;
};

} // namespace obdesk
