// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandline.h"

#include "cli/commandwords.h"
#include "cli/exitstatus.h"
#include "cli/output.h"
#include "words/plain.h"

#include <QCommandLineParser>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Every user of the machine can read the arguments of every process, and the shell keeps them in its history.
QString refusedSecret(const QStringList &arguments)
{
    static constexpr std::array names { "--password"_L1, "--secret"_L1, "--access-key-secret"_L1 };
    for (const QString &argument : arguments) {
        if (argument == "--"_L1)
            break;
        const QString name = argument.section(u'=', 0, 0);
        if (std::find(names.begin(), names.end(), name) != names.end())
            return CommandWords::tr("%1 is not accepted: every user of this machine can read arguments. Set OBDESK_PASSWORD (or "
                             "OBDESK_ACCESS_KEY_SECRET), use --password-file, or type it when asked.").arg(name);
    }
    return {};
}

QStringList ownOptions(const CommandSpec &command)
{
    return QString::fromLatin1(command.options).split(u' ', Qt::SkipEmptyParts);
}

const OptionSpec *optionSpec(const QString &name)
{
    const auto all = optionSpecs();
    const auto it = std::find_if(all.begin(), all.end(), [&](const OptionSpec &option) { return name == QLatin1StringView(option.name); });
    return it == all.end() ? nullptr : &*it;
}

QString shown(const QString &typed)
{
    return displayText(typed, false, 80);
}

QString optionLines(const QStringList &names)
{
    TextTable table;
    for (const QString &name : names) {
        if (const OptionSpec *option = optionSpec(name)) {
            const QString value = option->value ? u" "_s + QString::fromUtf8(option->value) : QString();
            table.rows.append({ u"  --%1%2"_s.arg(name, value), CommandWords::tr(option->about) });
        }
    }
    return alignedText(table);
}

QString statusLines()
{
    TextTable table;
    const auto add = [&](ExitStatus status, const QString &meaning) { table.rows.append({ u"  %1"_s.arg(int(status)), meaning }); };
    add(ExitStatus::Done, CommandWords::tr("done; when waiting: the task is SUCCESSFUL"));
    add(ExitStatus::TaskFailed, CommandWords::tr("the task ended FAILED, or server add was rolled back"));
    add(ExitStatus::Usage, CommandWords::tr("wrong usage, or a change that OCP would refuse as things stand; nothing was sent"));
    add(ExitStatus::Unreachable, CommandWords::tr("cannot reach or trust the server"));
    add(ExitStatus::NotAllowed, CommandWords::tr("not authenticated, not allowed, or held back by the connection's access mode"));
    add(ExitStatus::Refused, CommandWords::tr("OCP refused; its code and message are printed"));
    add(ExitStatus::OutcomeUnknown, CommandWords::tr("outcome unknown: the answer to a change was lost; it is not sent again"));
    add(ExitStatus::TimedOut, CommandWords::tr("timed out; a task goes on in OCP"));
    add(ExitStatus::BadData, CommandWords::tr("data that cannot be read or written"));
    add(ExitStatus::Interrupted, CommandWords::tr("interrupted; a task goes on in OCP"));
    return alignedText(table);
}

QString programHelp()
{
    TextTable table;
    table.rows.append({ u"  "_s + CommandWords::tr("(no command)"), CommandWords::tr("open the console") });
    for (const CommandSpec &command : commandSpecs())
        table.rows.append({ u"  %1 %2"_s.arg(QLatin1StringView(command.words), QLatin1StringView(command.operands)), CommandWords::tr(command.about) });
    return CommandWords::tr("Usage: %1").arg(u"obdesk [--connection NAME | --url URL [--user NAME | --access-key ID] | --demo] [--json] [COMMAND …]\n\n"_s)
            + CommandWords::tr("Commands (obdesk COMMAND --help shows the options of one):") + u'\n' + alignedText(table) + u'\n'
            + CommandWords::tr("Options:") + u'\n' + optionLines(globalOptions()) + u'\n'
            + CommandWords::tr("A password or secret comes from --password-file, else from OBDESK_PASSWORD or OBDESK_ACCESS_KEY_SECRET,\n"
                        "else from the keyring (saved connections) or a prompt. It is never an argument.") + u"\n\n"_s
            + CommandWords::tr("Exit status:") + u'\n' + statusLines();
}

} // namespace

CommandLine CommandLine::read(const QStringList &arguments)
{
    CommandLine line;
    line.m_problem = refusedSecret(arguments);
    QCommandLineParser parser;
    for (const OptionSpec &option : optionSpecs()) {
        const QString name = QString::fromLatin1(option.name);
        QStringList names { name };
        if (name == "help"_L1)
            names.prepend(u"h"_s);
        parser.addOption({ names, QString(), option.value ? QString::fromUtf8(option.value) : QString() });
    }
    const bool parsed = parser.parse(QStringList { u"obdesk"_s } + arguments);
    for (const OptionSpec &option : optionSpecs()) {
        const QString name = QString::fromLatin1(option.name);
        if (parser.isSet(name))
            line.m_options.insert(name, parser.values(name));
    }
    line.findCommand(parser.positionalArguments());
    if (line.m_problem.isEmpty() && !parsed)
        line.m_problem = shown(parser.errorText());
    line.checkOptions();
    return line;
}

void CommandLine::findCommand(QStringList positional)
{
    if (positional.isEmpty())
        return;
    for (const CommandSpec &command : commandSpecs()) {
        const QStringList words = QString::fromLatin1(command.words).split(u' ');
        if (positional.mid(0, words.size()) == words) {
            m_command = &command;
            m_operands = positional.mid(words.size());
            // "--output a.html b.svg" is what a shell makes of --output a.{html,svg}
            if (m_options.contains(u"output"_s)) {
                m_options[u"output"_s].append(m_operands.mid(command.most));
                m_operands = m_operands.mid(0, command.most);
            }
            return;
        }
    }
    QStringList known;
    for (const CommandSpec &command : commandSpecs()) {
        const QString words = QString::fromLatin1(command.words);
        if (words.section(u' ', 0, 0) == positional.constFirst())
            known.append(words);
    }
    if (m_problem.isEmpty())
        m_problem = known.isEmpty() ? CommandWords::tr("There is no command “%1”.").arg(shown(positional.constFirst()))
                                    : CommandWords::tr("“%1” wants more: %2.").arg(shown(positional.constFirst()), known.join(u", "_s));
}

void CommandLine::checkOptions()
{
    if (!m_problem.isEmpty() || wantsHelp() || wantsVersion())
        return;
    QStringList allowed = globalOptions();
    if (m_command)
        allowed += ownOptions(*m_command);
    for (const OptionSpec &option : optionSpecs()) {
        const QString name = QString::fromLatin1(option.name);
        if (isSet(name) && !allowed.contains(name)) {
            m_problem = m_command ? CommandWords::tr("“%1” has no option --%2.").arg(commandWords(), name)
                                  : CommandWords::tr("--%1 goes with a command.").arg(name);
            return;
        }
    }
    const int ways = int(isSet(u"connection"_s)) + int(isSet(u"url"_s)) + int(isSet(u"demo"_s));
    if (ways > 1)
        m_problem = CommandWords::tr("Give one of --connection, --url and --demo.");
    else if (isSet(u"user"_s) && isSet(u"access-key"_s))
        m_problem = CommandWords::tr("Give one of --user and --access-key.");
    else if (!isSet(u"url"_s) && (isSet(u"user"_s) || isSet(u"access-key"_s)))
        m_problem = CommandWords::tr("--user and --access-key go with --url; a saved connection knows its own.");
    else if (m_command && m_operands.size() < m_command->least)
        m_problem = CommandWords::tr("“%1” wants %2.").arg(commandWords(), QLatin1StringView(m_command->operands));
    else if (m_command && m_operands.size() > m_command->most)
        m_problem = CommandWords::tr("“%1” is one argument too many.").arg(shown(m_operands.at(m_command->most)));
}

QString CommandLine::commandWords() const
{
    return m_command ? QString::fromLatin1(m_command->words) : QString();
}

QStringList CommandLine::list(const QString &option) const
{
    QStringList all;
    for (const QString &value : values(option)) {
        for (const QString &part : value.split(u',')) {
            if (!part.trimmed().isEmpty())
                all.append(part.trimmed());
        }
    }
    return all;
}

qint64 CommandLine::number(const QString &option, qint64 fallback, qint64 least, qint64 most, QString *problem) const
{
    if (!isSet(option))
        return fallback;
    bool ok = false;
    const qint64 number = value(option).toLongLong(&ok);
    if (ok && number >= least && number <= most)
        return number;
    if (problem->isEmpty())
        *problem = CommandWords::tr("--%1 wants a whole number from %2 to %3, not “%4”.").arg(option).arg(least).arg(most).arg(shown(value(option)));
    return fallback;
}

double CommandLine::fraction(const QString &option, double fallback, double least, double most, QString *problem) const
{
    if (!isSet(option))
        return fallback;
    bool ok = false;
    const double number = value(option).toDouble(&ok);
    if (ok && number >= least && number <= most)
        return number;
    if (problem->isEmpty())
        *problem = CommandWords::tr("--%1 wants a number from %2 to %3, not “%4”.").arg(option).arg(least).arg(most).arg(shown(value(option)));
    return fallback;
}

qint64 CommandLine::id(qsizetype operand, QString *problem) const
{
    bool ok = false;
    const qint64 id = m_operands.value(operand).toLongLong(&ok);
    if ((!ok || id < 0) && problem->isEmpty())
        *problem = CommandWords::tr("“%1” is no id: ids are whole numbers.").arg(shown(m_operands.value(operand)));
    return id;
}

QString helpText(const CommandSpec *command)
{
    if (!command)
        return programHelp();
    const QString words = QString::fromLatin1(command->words);
    const QString operands = QString::fromLatin1(command->operands);
    QString text = CommandWords::tr("Usage: %1").arg(u"obdesk [OPTIONS] %1 %2"_s.arg(words, operands).trimmed()) + u"\n\n"_s + CommandWords::tr(command->about) + u'\n';
    const QStringList own = ownOptions(*command);
    if (!own.isEmpty())
        text += u'\n' + CommandWords::tr("Options of this command:") + u'\n' + optionLines(own);
    return text + u'\n' + CommandWords::tr("Options of all commands:") + u'\n' + optionLines(globalOptions());
}

} // namespace obdesk
