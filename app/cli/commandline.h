// SPDX-License-Identifier: GPL-3.0-or-later
// What was typed: which command, its operands and options, or what is wrong with it.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <span>

namespace obdesk {

struct OptionSpec
{
    const char *name;
    const char *value;                  ///< how help calls the value, e.g. "FILE"; null: a switch
    const char *about;                  ///< to be translated in context CommandLine
};

struct CommandSpec
{
    const char *words;                  ///< "server add"
    const char *operands;               ///< as help shows them: "ID [SUBTASK]"
    int least;                          ///< operands
    int most;
    const char *options;                ///< names apart from the global ones, separated by blanks
    bool online;                        ///< needs a connection
    const char *about;                  ///< to be translated in context CommandLine
};

std::span<const CommandSpec> commandSpecs();
std::span<const OptionSpec> optionSpecs();
/// Names of the options every command has.
QStringList globalOptions();

class CommandLine
{
public:
    /// `arguments`: without the program's name. Needs no application object; words are in the language installed by then.
    static CommandLine read(const QStringList &arguments);

    /// Null: no command, that is the console (or help, or nonsense: see problem()).
    const CommandSpec *command() const { return m_command; }
    QString commandWords() const;
    const QStringList &operands() const { return m_operands; }
    bool isSet(const QString &option) const { return m_options.contains(option); }
    /// The last one given; empty when it was not.
    QString value(const QString &option) const { return m_options.value(option).value(m_options.value(option).size() - 1); }
    QStringList values(const QString &option) const { return m_options.value(option); }
    /// Of a repeatable option whose values may also be separated by commas; blanks around them are dropped.
    QStringList list(const QString &option) const;
    bool wantsHelp() const { return isSet(QStringLiteral("help")); }
    bool wantsVersion() const { return isSet(QStringLiteral("version")); }
    /// What is wrong, in a sentence; empty when nothing is.
    const QString &problem() const { return m_problem; }

    /// A whole number within the limits, or `fallback` when the option is missing. A bad one is noted in `problem`, unless
    /// that has something to say already.
    qint64 number(const QString &option, qint64 fallback, qint64 least, qint64 most, QString *problem) const;
    /// The same for numbers with a fraction.
    double fraction(const QString &option, double fallback, double least, double most, QString *problem) const;
    /// An operand that must be an id of OCP.
    qint64 id(qsizetype operand, QString *problem) const;

private:
    void findCommand(QStringList positional);
    void checkOptions();

    const CommandSpec *m_command = nullptr;
    QStringList m_operands;
    QHash<QString, QStringList> m_options;
    QString m_problem;
};

/// For the command, or for the program when `command` is null.
QString helpText(const CommandSpec *command);

} // namespace obdesk
