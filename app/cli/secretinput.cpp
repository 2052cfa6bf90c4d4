// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/secretinput.h"

#include "cli/commandwords.h"
#include "cli/interrupt.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostLineBytes = 64 * 1024;

/// The terminal without echo, as long as this lives.
class QuietTerminal
{
public:
    explicit QuietTerminal(int terminal) : m_terminal(terminal)
    {
        m_changed = ::tcgetattr(m_terminal, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        m_changed = m_changed && ::tcsetattr(m_terminal, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal()
    {
        if (m_changed)
            ::tcsetattr(m_terminal, TCSAFLUSH, &m_before);
    }
    Q_DISABLE_COPY_MOVE(QuietTerminal)
    bool isQuiet() const { return m_changed; }

private:
    const int m_terminal;
    termios m_before {};
    bool m_changed = false;
};

std::optional<QByteArray> lineFrom(int terminal)
{
    QByteArray line;
    std::array<char, 256> bytes;
    while (line.size() < mostLineBytes) {
        // A Ctrl-C just before a bare read() would go unnoticed until the next key.
        std::array<pollfd, 2> either { pollfd { terminal, POLLIN, 0 }, pollfd { Interrupt::descriptor(), POLLIN, 0 } };
        const int ready = ::poll(either.data(), either.size(), -1);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready < 0 || either[1].revents != 0)
            return std::nullopt; // the event loop hears of it as well
        const ssize_t got = ::read(terminal, bytes.data(), bytes.size());
        if (got <= 0)
            return std::nullopt;
        line.append(bytes.data(), got);
        if (line.endsWith('\n')) {
            line.chop(1);
            return line;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Credentials> secretFromEnvironment(AuthKind kind)
{
    const char *name = kind == AuthKind::Basic ? "OBDESK_PASSWORD" : "OBDESK_ACCESS_KEY_SECRET";
    if (!qEnvironmentVariableIsSet(name))
        return std::nullopt;
    const Credentials secret(qEnvironmentVariable(name));
    qunsetenv(name);
    return secret.isEmpty() ? std::nullopt : std::optional(secret);
}

SecretFile secretFromFile(const QString &file)
{
    SecretFile result;
    QFile device(file);
    const bool open = file == "-"_L1 ? device.open(stdin, QIODevice::ReadOnly) : device.open(QIODevice::ReadOnly);
    if (!open) {
        result.problem = CommandWords::tr("The password file %1 cannot be read: %2.").arg(file, device.errorString());
        return result;
    }
    QByteArray line = device.readLine(mostLineBytes);
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty()) {
        result.problem = CommandWords::tr("The first line of the password file %1 is empty.").arg(file);
        return result;
    }
    result.secret = Credentials(QString::fromUtf8(line));
    // Only a regular file has permissions that say something; a pipe from a password manager has none to speak of.
    if (file != "-"_L1 && !device.isSequential())
        result.readableByOthers = device.permissions() & (QFile::ReadGroup | QFile::ReadOther);
    return result;
}

std::optional<Credentials> secretFromTerminal(const QString &prompt)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        return std::nullopt;
    std::optional<QByteArray> line;
    {
        const QuietTerminal quiet(terminal);
        const QByteArray question = prompt.toUtf8() + ' ';
        // A terminal that goes on showing what is typed gets no secret.
        if (quiet.isQuiet() && ::write(terminal, question.constData(), size_t(question.size())) > 0)
            line = lineFrom(terminal);
        [[maybe_unused]] const ssize_t written = ::write(terminal, "\n", 1);
    }
    ::close(terminal);
    return line && !line->isEmpty() ? std::optional(Credentials(QString::fromUtf8(*line))) : std::nullopt;
}

} // namespace obdesk
