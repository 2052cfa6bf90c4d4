// SPDX-License-Identifier: GPL-3.0-or-later
#include "uifixture.h"

#include <QTest>

namespace obdesk {

using namespace Qt::StringLiterals;

UiFixture::UiFixture(const QString &scenario, double speed)
    : connections(m_folder.filePath(u"obdesk.ini"_s)), journal(std::make_shared<Journal>(m_folder.filePath(u"obdesk.db"_s))),
      console(scheduler, theme, connections, secrets, journal)
{
    console.rhythm.follow.firstInterval = std::chrono::milliseconds(25);
    console.rhythm.follow.interval = std::chrono::milliseconds(25);
    console.rhythm.follow.restingInterval = std::chrono::milliseconds(50);
    console.rhythm.tasks = std::chrono::milliseconds(100);
    QString error;
    EmbeddedOptions options;
    options.scenario = scenario;
    options.speed = speed;
    started = simulator.start(options, &error);
    if (!started)
        qWarning("%s", qPrintable(error));
}

Session *UiFixture::open(AccessMode mode, const QString &user, const QString &password)
{
    const SimCredentials login = EmbeddedSimulator::credentials();
    Connection connection;
    connection.id = u"simulator"_s;
    connection.name = u"Simulator"_s;
    connection.url = simulator.url();
    connection.user = user.isEmpty() ? login.user : user;
    connection.environment = Environment::Simulator;
    connection.accessMode = mode;
    return console.open(connection, Credentials(password.isEmpty() ? login.password : password));
}

QList<QWidget *> tabStops(QWidget *window, QWidget *first)
{
    QList<QWidget *> stops;
    first->setFocus();
    for (QWidget *now = window->focusWidget(); now && !stops.contains(now); now = window->focusWidget()) {
        stops.append(now);
        QTest::keyClick(now, Qt::Key_Tab);
    }
    return stops;
}

Cluster clusterNamed(const Session &session, const QString &name)
{
    for (const Cluster &cluster : session.clusters().value) {
        if (cluster.name == name)
            return cluster;
    }
    return {};
}

} // namespace obdesk
