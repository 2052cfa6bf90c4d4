// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "simulator/simcredentials.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <fcntl.h>
#include <unistd.h>

namespace obdesk::test {

using namespace Qt::StringLiterals;

QJsonObject Ran::json() const
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(out, &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

QByteArray told(const Ran &ran)
{
    return "status " + QByteArray::number(ran.status) + "\n--- out\n" + ran.out + "\n--- err\n" + ran.err;
}

Program::Program() : m_environment(QProcessEnvironment::systemEnvironment())
{
    for (const QString &name : { u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s, u"LANGUAGE"_s, u"OBDESK_ACCESS_KEY_SECRET"_s })
        m_environment.remove(name);
    m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    m_environment.insert(u"TZ"_s, u"UTC"_s);
    m_environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
    m_environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s); // no keyring of the person who tests
    setPassword(SimCredentials().password);
    QDir().mkpath(configFolder());
}

QByteArray Program::contents(const QString &name) const
{
    QFile device(file(name));
    return device.open(QIODevice::ReadOnly) ? device.readAll() : QByteArray();
}

void Program::setPassword(const QString &password)
{
    m_environment.insert(u"OBDESK_PASSWORD"_s, password);
}

std::unique_ptr<QProcess> Program::start(const QStringList &arguments, const QByteArray &terminal) const
{
    auto process = std::make_unique<QProcess>();
    process->setChildProcessModifier([terminal] {
        ::setsid(); // away from the terminal of the person who tests
        if (!terminal.isEmpty())
            ::open(terminal.constData(), O_RDWR); // becomes the controlling one
    });
    process->setProcessEnvironment(m_environment);
    process->setWorkingDirectory(m_folder.path());
    process->setStandardInputFile(QProcess::nullDevice());
    process->start(QStringLiteral(OBDESK_PROGRAM), arguments);
    return process;
}

Ran Program::ended(QProcess &process)
{
    process.waitForFinished(-1); // ctest's time limit ends what hangs
    Ran ran;
    if (process.exitStatus() == QProcess::NormalExit && process.error() != QProcess::FailedToStart)
        ran.status = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

Ran Program::run(const QStringList &arguments) const
{
    return ended(*start(arguments));
}

QStringList toServer(const QUrl &url)
{
    return { u"--url"_s, url.toString(), u"--user"_s, SimCredentials().user };
}

} // namespace obdesk::test
