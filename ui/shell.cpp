// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#include "picture/hanfont.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace obdesk {

using namespace Qt::StringLiterals;

Shell::Shell(Console &console, QObject *parent) : QObject(parent), m_console(console) { }

void Shell::setLanguage(const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    // English has a catalogue too: it carries the plural forms.
    if (m_own.load(locale, u"obdesk"_s, u"_"_s, u":/i18n"_s) || m_own.load(u"obdesk_en"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&m_own);
    if (m_qt.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    m_console.setLanguage(locale.language() == QLocale::Chinese ? u"zh-CN"_s : u"en-US"_s);
    QApplication::setFont(withHanShapes(QApplication::font(), locale));
    if (m_window)
        makeWindow();
}

void Shell::show()
{
    if (!m_window)
        makeWindow();
}

void Shell::comeToFront(const QByteArray &token)
{
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token); // Qt takes it from there when it asks a Wayland compositor for the focus
    // A dialog that is open keeps the focus it had.
    QWidget *front = QApplication::activeModalWidget() ? QApplication::activeModalWidget() : m_window.get();
    for (QWidget *window : { static_cast<QWidget *>(m_window.get()), front }) {
        window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
        window->show();
        window->raise();
    }
    front->activateWindow();
}

void Shell::makeWindow()
{
    std::unique_ptr<MainWindow> old = std::move(m_window);
    m_window = std::make_unique<MainWindow>(m_console);
    // Queued: the menu that asked belongs to the window that goes.
    connect(m_window.get(), &MainWindow::languageWanted, this, &Shell::setLanguage, Qt::QueuedConnection);
    if (old) {
        m_window->restoreGeometry(old->saveGeometry());
        m_window->restorePages(old->pages(), old->currentPage());
    }
    m_window->show();
}

} // namespace obdesk
