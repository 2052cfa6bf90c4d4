// SPDX-License-Identifier: GPL-3.0-or-later
// Light or dark: the choice, what the desktop says, and the palette and style sheet made of the one token table.
#pragma once

#include "picture/tokens.h"

#include <QDBusVariant>
#include <QFont>
#include <QObject>

#include <optional>

class QApplication;

namespace obdesk {

class Theme final : public QObject
{
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    explicit Theme(QObject *parent = nullptr);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    bool isDark() const { return m_dark; }
    const Tokens &tokens() const { return m_dark ? darkTokens() : lightTokens(); }

    /// Sets style, palette, fonts and style sheet of the application, now and at every change.
    void applyTo(QApplication &application);

    /// Fixed-pitch font for logs, requests, addresses, at the application's size.
    static QFont monospace();

signals:
    /// After palette and style sheet have changed.
    void changed();

private:
    void askDesktop();
    void decide();
    void applyNow();
    QString styleSheet() const;

    Mode m_mode = Mode::System;
    bool m_dark = false;
    std::optional<bool> m_desktopDark;  // empty: the desktop does not say
    QApplication *m_application = nullptr;

private slots:
    void onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value);
};

} // namespace obdesk
