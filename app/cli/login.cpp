// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/login.h"

#include "cli/commandline.h"
#include "cli/commandwords.h"
#include "cli/output.h"
#include "cli/secretinput.h"
#include "session/connectionstore.h"
#include "words/environmentwords.h"
#include "words/plain.h"

#include <QDir>
#include <QStandardPaths>

#include <limits>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString addressWords(AddressProblem problem)
{
    switch (problem) {
    case AddressProblem::None:
        return {};
    case AddressProblem::Empty:
    case AddressProblem::NotAUrl:
        return CommandWords::tr("--url wants an address like https://ocp.example:8443.");
    case AddressProblem::WrongScheme:
        return CommandWords::tr("The address must begin with https:// or http://.");
    case AddressProblem::NoHost:
        return CommandWords::tr("The address names no host.");
    case AddressProblem::HasUserInfo:
        return CommandWords::tr("User and password do not belong into the address: every user of this machine can read arguments. Use --user, "
                         "and OBDESK_PASSWORD, --password-file or the prompt.");
    case AddressProblem::HasQuery:
        return CommandWords::tr("The address must not have a query or fragment.");
    }
    return {};
}

std::optional<Connection> savedConnection(const QString &name, QString *problem)
{
    const ConnectionStore store(connectionFile());
    if (const Connection *known = store.byName(name))
        return *known;
    QStringList names;
    for (const Connection &connection : store.all())
        names.append(displayText(connection.name, false, 60));
    *problem = names.isEmpty() ? CommandWords::tr("There are no saved connections; save one in the console, or use --url.")
                               : CommandWords::tr("There is no one saved connection “%1”. Saved are: %2.").arg(displayText(name, false, 60), names.join(u", "_s));
    return std::nullopt;
}

std::optional<Connection> adHocConnection(const CommandLine &line, QString *problem)
{
    Connection connection;
    *problem = addressWords(checkAddress(line.value(u"url"_s), &connection.url));
    if (problem->isEmpty() && !line.isSet(u"user"_s) && !line.isSet(u"access-key"_s))
        *problem = CommandWords::tr("--url wants --user or --access-key as well.");
    if (!problem->isEmpty())
        return std::nullopt;
    connection.id = u"command-line"_s;
    connection.name = connection.url.authority();
    connection.plainHttpAccepted = line.isSet(u"accept-http"_s);
    connection.authKind = line.isSet(u"access-key"_s) ? AuthKind::AccessKey : AuthKind::Basic;
    connection.user = line.value(connection.authKind == AuthKind::Basic ? u"user"_s : u"access-key"_s);
    return connection;
}

} // namespace

QString connectionFile()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)).filePath(u"obdesk.ini"_s);
}

Connection simulatorConnection(const QUrl &url)
{
    Connection connection;
    connection.id = u"simulator"_s;
    connection.name = environmentWord(Environment::Simulator);
    connection.url = url;
    connection.user = EmbeddedSimulator::credentials().user;
    connection.environment = Environment::Simulator;
    return connection;
}

EmbeddedOptions simulatorOptions(const CommandLine &line, QString *problem)
{
    EmbeddedOptions options;
    if (line.isSet(u"scenario"_s))
        options.scenario = line.value(u"scenario"_s);
    if (line.isSet(u"ocp-version"_s)) {
        const QString version = line.value(u"ocp-version"_s);
        options.face = faceOf(version);
        if (!options.face)
            *problem = CommandWords::tr("The simulator plays no OCP %1. It knows: %2.").arg(displayText(version, false, 80), faceWords().join(u", "_s));
    }
    options.seed = quint32(line.number(u"seed"_s, 1, 0, std::numeric_limits<quint32>::max(), problem));
    options.port = quint16(line.number(u"port"_s, 0, 0, 65535, problem));
    if (line.isSet(u"speed"_s))
        options.speed = line.fraction(u"speed"_s, 1, minSpeed, maxSpeed, problem);
    return options;
}

std::optional<Connection> chosenConnection(const CommandLine &line, QString *problem)
{
    if (line.isSet(u"connection"_s))
        return savedConnection(line.value(u"connection"_s), problem);
    if (line.isSet(u"url"_s))
        return adHocConnection(line, problem);
    return std::nullopt;
}

std::optional<Credentials> givenSecret(const CommandLine &line, AuthKind kind, Output &output, QString *problem)
{
    if (line.isSet(u"password-file"_s)) {
        const SecretFile file = secretFromFile(line.value(u"password-file"_s));
        *problem = file.problem;
        if (file.readableByOthers)
            output.note(CommandWords::tr("The password file %1 can be read by other users of this machine.").arg(line.value(u"password-file"_s)));
        return problem->isEmpty() ? std::optional(file.secret) : std::nullopt;
    }
    return secretFromEnvironment(kind);
}

Login::Login(const CommandLine &line, Output &output, QObject *parent) : QObject(parent), m_line(line), m_output(output) { }

void Login::start()
{
    if (m_line.isSet(u"demo"_s)) {
        startSimulator();
        return;
    }
    QString problem;
    const std::optional<Connection> connection = chosenConnection(m_line, &problem);
    if (!connection) {
        emit failed(ExitStatus::Usage, problem.isEmpty() ? tr("Which OCP? Give --connection, --url or --demo.") : problem);
        return;
    }
    m_connection = *connection;
    const std::optional<Credentials> given = givenSecret(m_line, m_connection.authKind, m_output, &problem);
    if (!problem.isEmpty()) {
        emit failed(ExitStatus::BadData, problem);
    } else if (given) {
        use(*given);
    } else if (m_line.isSet(u"connection"_s)) {
        m_store.read(m_connection.id, this, [this](const Credentials &secret) {
            if (secret.isEmpty())
                ask();
            else
                use(secret);
        });
    } else {
        ask();
    }
}

void Login::startSimulator()
{
    QString problem;
    const EmbeddedOptions options = simulatorOptions(m_line, &problem);
    if (!problem.isEmpty() || !m_simulator.start(options, &problem)) {
        emit failed(ExitStatus::Usage, problem);
        return;
    }
    m_connection = simulatorConnection(m_simulator.url());
    use(Credentials(EmbeddedSimulator::credentials().password));
}

void Login::ask()
{
    const QString who = displayText(m_connection.user, false, 60);
    const QString where = displayText(m_connection.url.authority(), false, 120);
    const std::optional<Credentials> typed = secretFromTerminal(
            m_connection.authKind == AuthKind::Basic ? tr("Password of %1 at %2:").arg(who, where) : tr("Secret of access key %1 at %2:").arg(who, where));
    if (typed)
        use(*typed);
    else
        emit failed(ExitStatus::NotAllowed, tr("There is no password or secret: set OBDESK_PASSWORD (or OBDESK_ACCESS_KEY_SECRET), or use --password-file."));
}

void Login::use(const Credentials &secret)
{
    m_secret = secret;
    emit ready();
}

} // namespace obdesk
