// SPDX-License-Identifier: GPL-3.0-or-later
// From the options to a connection and its secret: saved, ad hoc, or a simulator of our own.
#pragma once

#include "cli/exitstatus.h"
#include "ocp/connection.h"
#include "session/secretstore.h"
#include "simulator/embeddedsimulator.h"

#include <QObject>

#include <optional>

namespace obdesk {

class CommandLine;
class Output;

/// Where the console keeps its connections.
QString connectionFile();

/// The simulator's login as a connection.
Connection simulatorConnection(const QUrl &url);

/// What --scenario, --ocp-version, --seed, --speed and --port say. A bad value is noted in `problem`.
EmbeddedOptions simulatorOptions(const CommandLine &line, QString *problem);

/// What --connection or --url say; empty when neither is given, or when it is wrong: `problem` says how then.
std::optional<Connection> chosenConnection(const CommandLine &line, QString *problem);

/// --password-file, else the environment; empty when neither has one, or the file is wrong: `problem` says how then.
std::optional<Credentials> givenSecret(const CommandLine &line, AuthKind kind, Output &output, QString *problem);

class Login final : public QObject
{
    Q_OBJECT
public:
    /// The references are not owned and must outlive this.
    Login(const CommandLine &line, Output &output, QObject *parent = nullptr);

    /// Ends with one of the signals, possibly before it returns. With --demo the simulator runs as long as this lives.
    void start();
    const Connection &connection() const { return m_connection; }
    const Credentials &secret() const { return m_secret; }

signals:
    void ready();
    void failed(obdesk::ExitStatus status, const QString &problem);

private:
    void startSimulator();
    void ask();
    void use(const Credentials &secret);

    const CommandLine &m_line;
    Output &m_output;
    SecretStore m_store;
    EmbeddedSimulator m_simulator;
    Connection m_connection;
    Credentials m_secret;
};

} // namespace obdesk
