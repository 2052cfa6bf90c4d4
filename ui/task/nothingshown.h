// SPDX-License-Identifier: GPL-3.0-or-later
// Covers a view while the filter hides all steps of a task, or the task has none, and offers the way out.
#pragma once

#include "task/steplens.h"
#include "widgets/emptystate.h"

namespace obdesk {

class NothingShown final : public QObject
{
    Q_OBJECT
public:
    /// Covers `view`, which owns this. `lens` and `theme` must outlive it.
    NothingShown(StepLens &lens, const Theme &theme, QWidget *view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();

    StepLens &m_lens;
    QWidget *m_view = nullptr;
    EmptyState *m_state = nullptr;
};

} // namespace obdesk
