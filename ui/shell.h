// SPDX-License-Identifier: GPL-3.0-or-later
// The graphical program around its window: language, theme, first connection. A change of language makes the window anew
// with the same pages; sessions and followers go on untouched.
#pragma once

#include "console.h"
#include "mainwindow.h"

#include <QObject>
#include <QTranslator>

#include <memory>

namespace obdesk {

class Shell final : public QObject
{
    Q_OBJECT
public:
    explicit Shell(Console &console, QObject *parent = nullptr);

    /// "en", "zh_CN", or empty for the system's. Words of Qt's own dialogs follow.
    void setLanguage(const QString &language);
    void show();
    /// With the right to the focus that another process was given; the token may be empty.
    void comeToFront(const QByteArray &token);
    MainWindow *window() const { return m_window.get(); }

private:
    void makeWindow();

    Console &m_console;
    QTranslator m_own;
    QTranslator m_qt;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace obdesk
