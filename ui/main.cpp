// SPDX-License-Identifier: GPL-3.0-or-later
// obdesk: the console, or with a command the same engine without a window.
#include "console.h"
#include "graph/graphview.h"
#include "shell.h"
#include "simulator/embeddedsimulator.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>

#include <cstdio>

#include <sys/stat.h>

using namespace obdesk;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    umask(077); // whatever is written here is nobody else's business
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"obdesk"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(OBDESK_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.obdesk.obdesk"_s);
    QCommandLineParser parser;
    parser.addOption({ u"demo"_s, u"demo"_s });
    parser.addOption({ u"scenario"_s, u"demo"_s, u"name"_s, u"default"_s });
    parser.addOption({ u"lang"_s, u"demo"_s, u"name"_s });
    parser.addOption({ u"theme"_s, u"demo"_s, u"name"_s });
    parser.process(application);

    installGraphAccessibility();
    SystemScheduler scheduler;
    Theme theme;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    ConnectionStore connections(QDir(folder).filePath(u"obdesk.ini"_s));
    SecretStore secrets;
    EmbeddedSimulator simulator;
    Console console(scheduler, theme, connections, secrets);
    if (parser.value(u"theme"_s) == "dark"_L1)
        theme.setMode(Theme::Mode::Dark);
    theme.applyTo(application);
    Shell shell(console);
    shell.setLanguage(parser.value(u"lang"_s));
    shell.show();
    if (parser.isSet(u"demo"_s) || connections.all().isEmpty()) {
        QString error;
        EmbeddedOptions options;
        options.scenario = parser.value(u"scenario"_s);
        if (!simulator.start(options, &error)) {
            std::fprintf(stderr, "obdesk: %s\n", qPrintable(error));
            return 2;
        }
        const SimCredentials login = EmbeddedSimulator::credentials();
        Connection connection;
        connection.id = u"simulator"_s;
        connection.name = environmentWord(Environment::Simulator);
        connection.url = simulator.url();
        connection.user = login.user;
        connection.environment = Environment::Simulator;
        console.open(connection, Credentials(login.password));
    }
    return QApplication::exec();
}
