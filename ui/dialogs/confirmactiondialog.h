// SPDX-License-Identifier: GPL-3.0-or-later
// Before a task or step is retried, skipped, cancelled or rolled back: says what will happen, to what, where.
#pragma once

#include "console.h"
#include "task/actionrules.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace obdesk {

class ConfirmActionDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `open`: an earlier action on the task whose outcome is not known, which confirming settles; else null.
    ConfirmActionDialog(Console &console, Session &session, ActionRules::Action action, const Task &task, const Subtask *step,
                        const QString &hostLabel, const TaskActionFlow *open, QWidget *parent);

signals:
    /// Once, when the person confirmed.
    void confirmed(const obdesk::MutationContext &mutation);

private:
    void updateButton();
    QString blocked() const;

    const AccessMode m_mode;
    const bool m_settles;
    const std::optional<ClusterId> m_cluster;
    const QString m_target;             // what has to be typed on a protected connection
    bool m_needsName = false;
    QLineEdit *m_confirm = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_ok = nullptr;
};

} // namespace obdesk
