// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/confirmactiondialog.h"

#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/wrappedtext.h"
#include "words/actionwords.h"
#include "words/clusterwords.h"
#include "words/plain.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace obdesk {

using namespace Qt::StringLiterals;

ConfirmActionDialog::ConfirmActionDialog(Console &console, Session &session, ActionRules::Action action, const Task &task,
                                         const Subtask *step, const QString &hostLabel, const TaskActionFlow *open, QWidget *parent)
    : QDialog(parent), m_mode(session.connection().accessMode), m_settles(open),
      m_cluster(task.cluster ? task.cluster->id : std::nullopt), m_target(targetLabel(task, session.clusters().value))
{
    setObjectName(u"confirmAction"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(actionName(action));
    const Connection &connection = session.connection();
    const std::chrono::seconds unlocked = session.client().guard().unlockedFor(m_cluster, m_target);
    const bool isProtected = m_mode == AccessMode::Protected;
    m_needsName = m_settles || (isProtected && unlocked.count() == 0);

    auto *band = new QFrame(this);
    band->setFixedHeight(3);
    band->setStyleSheet(u"background: %1;"_s.arg(environmentColor(connection, console.theme().tokens()).name()));
    auto *title = plainLabel(actionName(action), this, u"confirmTitle"_s);
    makeTitle(title, 1.2);
    auto *text = new WrappedLabel(this, u"confirmText"_s);
    text->setText(consequenceWords(action, task, step, hostLabel));
    const QString cluster = task.cluster ? displayText(clusterLabel(*task.cluster, session.clusters().value), false, 80) : QString();
    auto *where = new WrappedLabel(this);
    where->setText(cluster.isEmpty() ? tr("On %1 (%2)").arg(displayText(connection.name, false, 80), environmentWord(connection))
                                     : tr("Cluster %1 on %2 (%3)").arg(cluster, displayText(connection.name, false, 80), environmentWord(connection)));
    where->setProperty("dim", true);
    auto *unsettled = plainLabel({}, this, u"openChange"_s);
    unsettled->setWordWrap(true);
    unsettled->setVisible(m_settles);
    if (open) {
        unsettled->setText(tr("An earlier change (%1, sent %2) has no known outcome, and nothing of it shows in the task. Look into OCP first: "
                              "confirming says that nothing of it runs.")
                                   .arg(actionName(open->action().action), timeText(open->sentAt(), console.scheduler().clock().utcNow())));
    }

    m_confirm = new QLineEdit(this);
    m_confirm->setObjectName(u"confirmName"_s);
    // Not its buddy: that would make an ampersand of the name a shortcut.
    auto *confirmLabel = new WrappedLabel(this);
    confirmLabel->setText(typeNameWords(m_target));
    m_confirm->setAccessibleName(confirmLabel->text());
    if (isProtected && !m_needsName)
        confirmLabel->setText(tr("%1 was confirmed; its name need not be typed for another %n minute(s).", nullptr, int((unlocked.count() + 59) / 60))
                                      .arg(displayText(m_target, false, 80)));
    confirmLabel->setVisible(isProtected || m_needsName);
    m_confirm->setVisible(m_needsName);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(u"reason"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(500);
    if (isProtected && !m_needsName)
        m_reason->setText(console.lastReason);
    m_reason->setPlaceholderText(isProtected || m_settles ? tr("Reason, e.g. change ticket") : tr("Reason (optional)"));

    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelAction"_s);
    m_ok = new QPushButton(actionName(action), this);
    m_ok->setObjectName(u"doAction"_s);
    const bool dangerous = action != ActionRules::Action::RetryStep && action != ActionRules::Action::RetryTask;
    m_ok->setProperty(dangerous ? "danger" : "primary", true);
    // Enter must not change a server by itself: Cancel is what it presses.
    m_ok->setAutoDefault(false);
    cancel->setDefault(true);

    auto *buttons = controlRow();
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_ok);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(20, 16, 20, 16);
    body->setSpacing(10);
    body->addStrut(440); // unlike a minimum width of the dialog it counts when the height of the texts is asked for
    body->addWidget(title);
    body->addWidget(where);
    body->addWidget(text);
    body->addWidget(unsettled);
    body->addWidget(confirmLabel);
    body->addWidget(m_confirm);
    body->addWidget(m_reason);
    body->addSpacing(6);
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addLayout(body);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QLineEdit::textChanged, this, &ConfirmActionDialog::updateButton);
    connect(m_reason, &QLineEdit::textChanged, this, &ConfirmActionDialog::updateButton);
    connect(m_ok, &QPushButton::clicked, this, [this, &console] {
        if (result() == QDialog::Accepted || !blocked().isEmpty())
            return;
        accept();
        console.lastReason = m_reason->text().trimmed();
        emit confirmed({ console.lastReason, m_needsName ? m_confirm->text() : QString(), m_target, {}, {}, m_cluster });
    });
    updateButton();
}

QString ConfirmActionDialog::blocked() const
{
    if (m_mode == AccessMode::ReadOnly)
        return tr("The connection is read-only.");
    if (m_needsName && m_confirm->text() != m_target)
        return typeNameWords(m_target);
    if ((m_settles || m_mode == AccessMode::Protected) && m_reason->text().trimmed().isEmpty())
        return tr("Give a reason.");
    return {};
}

void ConfirmActionDialog::updateButton()
{
    const QString reason = blocked();
    m_ok->setEnabled(reason.isEmpty());
    m_ok->setToolTip(asToolTip(reason));
}

} // namespace obdesk
