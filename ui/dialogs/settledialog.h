// SPDX-License-Identifier: GPL-3.0-or-later
// A person decides that nothing runs of a change whose outcome is not known: name typed, reason given.
#pragma once

#include "history/journalentry.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace obdesk {

class SettleDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit SettleDialog(const JournalEntry &entry, QWidget *parent = nullptr);

signals:
    /// Once, when the person confirmed.
    void settled(const QString &intentId, const QString &reason);

private:
    void updateButton();

    const QString m_target;
    QLineEdit *m_confirm = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_ok = nullptr;
};

} // namespace obdesk
