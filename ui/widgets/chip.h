// SPDX-License-Identifier: GPL-3.0-or-later
// A small rounded tag: state glyph and word, environment, counts.
#pragma once

#include "domain/task.h"
#include "picture/tokens.h"

#include <QColor>
#include <QWidget>

#include <optional>

namespace obdesk {

class Chip final : public QWidget
{
    Q_OBJECT
public:
    explicit Chip(QWidget *parent = nullptr);

    /// `state` adds its glyph before the text.
    void setContent(const QString &text, const QColor &foreground, const QColor &background,
                    const std::optional<StepState> &state = std::nullopt, const Tokens *tokens = nullptr);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    QColor m_foreground;
    QColor m_background;
    std::optional<StepState> m_state;
    const Tokens *m_tokens = nullptr;   // not owned; one of the two static tables
};

} // namespace obdesk
