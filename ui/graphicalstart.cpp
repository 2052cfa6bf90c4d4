// SPDX-License-Identifier: GPL-3.0-or-later
#include "graphicalstart.h"

#include "cli/login.h"
#include "console.h"
#include "graph/graphview.h"
#include "runningconsole.h"
#include "shell.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QScopeGuard>

#include <cstdio>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

void useTheme(Theme &theme, const QString &name)
{
    if (name == "dark"_L1)
        theme.setMode(Theme::Mode::Dark);
    else if (name == "light"_L1)
        theme.setMode(Theme::Mode::Light);
}

void openFirst(Console &console, Shell &shell, const Connection &connection, const std::optional<Credentials> &secret)
{
    if (secret) {
        console.open(connection, *secret);
        return;
    }
    console.secrets().read(connection.id, &shell, [&console, &shell, connection](const Credentials &kept) {
        if (kept.isEmpty())
            shell.window()->editConnection(connection.id); // the person types it
        else
            console.open(connection, kept);
    });
}

} // namespace

int runConsole(int argc, char **argv, const GuiStart &start)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"obdesk"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(OBDESK_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.obdesk.obdesk"_s);
    const QString folder = QFileInfo(connectionFile()).dir().path();
    // What is opened on purpose gets its own window, and a secret given to this process goes to no other.
    if (!start.demo && !start.connection && showRunningConsole(folder))
        return 0;
    installStepAccessibility();

    SystemScheduler scheduler;
    Theme theme;
    ConnectionStore connections(connectionFile());
    SecretStore secrets;
    EmbeddedSimulator simulator; // outlives the sessions that talk to it
    const auto journal = std::make_shared<Journal>();
    const auto closeJournal = qScopeGuard([&journal] { journal->close(); }); // when the sessions are over
    Console console(scheduler, theme, connections, secrets, journal);
    console.views = ViewMemory(QDir(folder).filePath(u"views.ini"_s));
    useTheme(theme, start.theme);
    theme.applyTo(application);
    Shell shell(console);
    shell.setLanguage(start.language);
    shell.show();
    std::optional<RunningConsole> running;
    if (!start.demo)
        running.emplace(folder, [&shell](const QByteArray &token) { shell.comeToFront(token); });
    if (start.connection) {
        openFirst(console, shell, *start.connection, start.secret);
    } else if (start.demo || connections.all().isEmpty()) {
        QString error;
        if (!simulator.start(start.simulator, &error)) {
            std::fprintf(stderr, "obdesk: %s\n", qPrintable(error));
            return 2;
        }
        console.open(simulatorConnection(simulator.url()), Credentials(EmbeddedSimulator::credentials().password));
    }
    return QApplication::exec();
}

} // namespace obdesk
