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
    ConfirmActionDialog(Console &console, const Connection &connection, ActionRules::Action action, const Task &task,
                        const Subtask *step, const QString &hostLabel, QWidget *parent);

signals:
    /// Once, when the person confirmed.
    void confirmed(const obdesk::MutationContext &mutation);

private:
    void updateButton();
    QString blocked() const;

    const Connection m_connection;
    const QString m_target;             // what has to be typed on a protected connection
    QLineEdit *m_confirm = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_ok = nullptr;
};

} // namespace obdesk
