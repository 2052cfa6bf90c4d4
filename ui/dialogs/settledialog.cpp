// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/settledialog.h"

#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/wrappedtext.h"
#include "words/actionwords.h"
#include "words/journalwords.h"
#include "words/plain.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace obdesk {

using namespace Qt::StringLiterals;

SettleDialog::SettleDialog(const JournalEntry &entry, QWidget *parent)
    : QDialog(parent), m_target(entry.intent.targetName.isEmpty() ? entry.intent.task.value_or(TaskId()).toString() : entry.intent.targetName)
{
    setObjectName(u"settleDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settle by hand"));
    auto *title = new WrappedLabel(this, u"settleTitle"_s);
    title->setText(changeWords(entry.intent));
    makeTitle(title, 1.2);
    auto *text = plainLabel(tr("It is not known whether OCP took this change. Look into OCP first: is there a task of it, are the hosts free? "
                               "Settling says that nothing of it runs, and lets the next change on the same target be sent."), this);
    text->setWordWrap(true);
    m_confirm = new QLineEdit(this);
    m_confirm->setObjectName(u"confirmName"_s);
    // Not its buddy: that would make an ampersand of the name a shortcut.
    auto *confirmLabel = new WrappedLabel(this);
    confirmLabel->setText(typeNameWords(m_target));
    m_confirm->setAccessibleName(confirmLabel->text());
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(u"reason"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("What you saw in OCP"));
    m_reason->setMaxLength(500);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelSettle"_s);
    m_ok = new QPushButton(tr("Settle"), this);
    m_ok->setObjectName(u"doSettle"_s);
    m_ok->setProperty("danger", true);
    m_ok->setAutoDefault(false);
    cancel->setDefault(true);

    auto *buttons = controlRow();
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_ok);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    layout->addStrut(480); // unlike a minimum width of the dialog it counts when the height of the texts is asked for
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(confirmLabel);
    layout->addWidget(m_confirm);
    layout->addWidget(m_reason);
    layout->addSpacing(6);
    layout->addLayout(buttons);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QLineEdit::textChanged, this, &SettleDialog::updateButton);
    connect(m_reason, &QLineEdit::textChanged, this, &SettleDialog::updateButton);
    connect(m_ok, &QPushButton::clicked, this, [this, id = entry.intent.id] {
        accept();
        emit settled(id, m_reason->text().trimmed());
    });
    updateButton();
}

void SettleDialog::updateButton()
{
    m_ok->setEnabled(m_confirm->text() == m_target && !m_reason->text().trimmed().isEmpty());
}

} // namespace obdesk
