// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"

#include "theme/icons.h"
#include "widgets/wrappedtext.h"

#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace obdesk {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"emptyState"_s);
    m_icon = new QLabel(this);
    m_icon->setAlignment(Qt::AlignCenter);
    m_title = new WrappedLabel(this, u"emptyTitle"_s);
    m_title->setAlignment(Qt::AlignCenter);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_text = new WrappedText(this, u"emptyText"_s);
    m_text->setCentered();
    m_text->setProperty("dim", true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_busy = new QProgressBar(this);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedSize(160, 4);
    m_action = new QPushButton(this);
    m_action->setObjectName(u"emptyAction"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(40, 30, 40, 30);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_busy, 0, Qt::AlignHCenter);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    connect(&theme, &Theme::changed, this, &EmptyState::restyle);
}

QString EmptyState::title() const
{
    return m_title->text();
}

void EmptyState::showLoading(const QString &what)
{
    set({}, false, what, {}, {});
    m_busy->show();
}

void EmptyState::showEmpty(const QString &icon, const QString &title, const QString &text, const QString &action)
{
    set(icon, false, title, text, action);
}

void EmptyState::showError(const ErrorWords &error, const QString &action)
{
    QStringList lines { error.details.join(u'\n'), error.advice, error.reference };
    lines.removeAll(QString());
    set(u"error"_s, true, error.what, lines.join(u'\n'), action);
}

void EmptyState::set(const QString &icon, bool error, const QString &title, const QString &text, const QString &action)
{
    m_iconName = icon;
    m_isError = error;
    m_busy->hide();
    m_icon->setVisible(!icon.isEmpty());
    m_title->setText(title);
    m_text->setPlain(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title);
    restyle();
}

void EmptyState::restyle()
{
    if (m_iconName.isEmpty())
        return;
    const Tokens &t = m_theme.tokens();
    m_icon->setPixmap(themedIcon(m_iconName, m_isError ? t.failed : t.dimText).pixmap(QSize(40, 40), devicePixelRatioF()));
}

} // namespace obdesk
