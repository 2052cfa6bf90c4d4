// SPDX-License-Identifier: GPL-3.0-or-later
// A line across a page that says what is going on or went wrong, with at most one thing to do about it.
#pragma once

#include "theme/theme.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace obdesk {

class WrappedText;

class Banner final : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Info, Running, Warning, Error };

    explicit Banner(const Theme &theme, QWidget *parent = nullptr);

    /// Shows itself. `text` may hold several lines; plain text. An empty `action` hides the button.
    void show(Kind kind, const QString &text, const QString &action = {});
    QString text() const;

signals:
    void actionTriggered();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void restyle();

    const Theme &m_theme;
    Kind m_kind = Kind::Info;
    QLabel *m_icon = nullptr;
    QBoxLayout *m_body = nullptr;
    WrappedText *m_text = nullptr;
    QPushButton *m_action = nullptr;
};

} // namespace obdesk
