// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/banner.h"

#include "theme/icons.h"
#include "widgets/wrappedtext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QResizeEvent>

namespace obdesk {

using namespace Qt::StringLiterals;

Banner::Banner(const Theme &theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    setObjectName(u"banner"_s);
    m_icon = new QLabel(this);
    m_text = new WrappedText(this, u"bannerText"_s);
    m_action = new QPushButton(this);
    m_action->setObjectName(u"bannerAction"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 7, 12, 7);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    m_body = new QBoxLayout(QBoxLayout::LeftToRight);
    m_body->setSpacing(10);
    m_body->addWidget(m_text, 1);
    m_body->addWidget(m_action, 0, Qt::AlignVCenter);
    layout->addLayout(m_body, 1);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(&theme, &Theme::changed, this, &Banner::restyle);
    hide();
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::show(Kind kind, const QString &text, const QString &action)
{
    const bool same = isVisibleTo(parentWidget()) && kind == m_kind && text == m_text->text() && action == m_action->text();
    if (same)
        return;
    m_kind = kind;
    m_text->setPlain(text);
    setAccessibleName(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    restyle();
    setVisible(true);
}

/// Where there is little room the button stands below the text: beside it, a sentence would be broken into words.
void Banner::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    const bool narrow = event->size().width() < fontMetrics().horizontalAdvance(u'0') * 64;
    m_body->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_body->setAlignment(m_action, narrow ? Qt::AlignLeft : Qt::AlignVCenter);
}

void Banner::restyle()
{
    const Tokens &t = m_theme.tokens();
    QColor front = t.accent;
    QColor back = t.runningFill;
    QString icon = u"info"_s;
    if (m_kind == Kind::Warning) {
        front = t.warning;
        back = t.warningFill;
        icon = u"warning"_s;
    } else if (m_kind == Kind::Error) {
        front = t.failed;
        back = t.failedFill;
        icon = u"error"_s;
    }
    const QIcon picture = m_kind == Kind::Running ? stateIcon(StepState::Running, t) : themedIcon(icon, front);
    m_icon->setPixmap(picture.pixmap(QSize(18, 18), devicePixelRatioF()));
    setStyleSheet(u"obdesk--Banner { background: %1; border: 0; border-bottom: 1px solid %2; } obdesk--WrappedText { color: %3; }"_s
                          .arg(back.name(), t.line.name(), t.text.name()));
}

} // namespace obdesk
