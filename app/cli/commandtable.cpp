// SPDX-License-Identifier: GPL-3.0-or-later
// The commands and options there are. A new one is a new line here, and a factory in cli.cpp.
#include "cli/commandline.h"

#include <QCoreApplication>

#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array options {
    // Which OCP.
    OptionSpec { "connection", "NAME", QT_TRANSLATE_NOOP("CommandLine", "a connection saved in the console") },
    OptionSpec { "url", "URL", QT_TRANSLATE_NOOP("CommandLine", "address of an OCP, with --user or --access-key") },
    OptionSpec { "user", "NAME", QT_TRANSLATE_NOOP("CommandLine", "sign in as this user") },
    OptionSpec { "access-key", "ID", QT_TRANSLATE_NOOP("CommandLine", "sign requests with this access key") },
    OptionSpec { "password-file", "FILE", QT_TRANSLATE_NOOP("CommandLine", "read the password or secret from the first line of FILE; - is standard input") },
    OptionSpec { "accept-http", nullptr, QT_TRANSLATE_NOOP("CommandLine", "with --url http://…: I know that the network can read and change everything") },
    OptionSpec { "demo", nullptr, QT_TRANSLATE_NOOP("CommandLine", "use a simulator that ends with the program") },
    OptionSpec { "scenario", "NAME", QT_TRANSLATE_NOOP("CommandLine", "what the simulator plays: a name or a file") },
    OptionSpec { "ocp-version", "VERSION", QT_TRANSLATE_NOOP("CommandLine", "which OCP the simulator plays: 3.3, 4.0.3, 4.2.2, 4.3.5 or 4.4.0") },
    OptionSpec { "seed", "N", QT_TRANSLATE_NOOP("CommandLine", "seed of the simulator") },
    OptionSpec { "speed", "X", QT_TRANSLATE_NOOP("CommandLine", "how many times faster the simulator runs") },
    // How to speak.
    OptionSpec { "json", nullptr, QT_TRANSLATE_NOOP("CommandLine", "one JSON document on standard output, and nothing else there") },
    OptionSpec { "lang", "LANGUAGE", QT_TRANSLATE_NOOP("CommandLine", "en or zh_CN; without it, the system's") },
    OptionSpec { "theme", "NAME", QT_TRANSLATE_NOOP("CommandLine", "light, dark or system (console only)") },
    OptionSpec { "help", nullptr, QT_TRANSLATE_NOOP("CommandLine", "show this help, or that of a command") },
    OptionSpec { "version", nullptr, QT_TRANSLATE_NOOP("CommandLine", "show the version") },
    // Of single commands.
    OptionSpec { "cluster", "CLUSTER", QT_TRANSLATE_NOOP("CommandLine", "id or unique name of a cluster") },
    OptionSpec { "zone", "ZONE", QT_TRANSLATE_NOOP("CommandLine", "name of a zone of the cluster") },
    OptionSpec { "host", "ID[,ID…]", QT_TRANSLATE_NOOP("CommandLine", "ids of the hosts to add; see host list") },
    OptionSpec { "reason", "TEXT", QT_TRANSLATE_NOOP("CommandLine", "why the change is made; kept in reports") },
    OptionSpec { "confirm", "NAME", QT_TRANSLATE_NOOP("CommandLine", "on a protected connection: the cluster's name, once more") },
    OptionSpec { "dry-run", nullptr, QT_TRANSLATE_NOOP("CommandLine", "show checks and request, send nothing") },
    OptionSpec { "wait", nullptr, QT_TRANSLATE_NOOP("CommandLine", "follow the task to its end; the exit status tells it") },
    OptionSpec { "timeout", "S", QT_TRANSLATE_NOOP("CommandLine", "stop waiting after S seconds; the task goes on") },
    OptionSpec { "interval", "S", QT_TRANSLATE_NOOP("CommandLine", "ask every S seconds; without it every 2, after a minute every 5") },
    OptionSpec { "report", "FILE", QT_TRANSLATE_NOOP("CommandLine", "after the end write a report; may be repeated (with --wait)") },
    OptionSpec { "output", "FILE", QT_TRANSLATE_NOOP("CommandLine", "file to write, format by ending: html pdf svg png csv json md dot; may be repeated") },
    OptionSpec { "task", "ID", QT_TRANSLATE_NOOP("CommandLine", "which task, when the file holds several") },
    OptionSpec { "status", "S[,S…]", QT_TRANSLATE_NOOP("CommandLine", "only tasks in these states: RUNNING, FAILED, SUCCESSFUL") },
    OptionSpec { "name", "TEXT", QT_TRANSLATE_NOOP("CommandLine", "only tasks with TEXT in their name") },
    OptionSpec { "page", "N", QT_TRANSLATE_NOOP("CommandLine", "page of the list, from 1") },
    OptionSpec { "size", "N", QT_TRANSLATE_NOOP("CommandLine", "tasks per page, 1 to 2000; without it 50") },
    OptionSpec { "limit", "N", QT_TRANSLATE_NOOP("CommandLine", "at most N changes; without it 50") },
    OptionSpec { "open", nullptr, QT_TRANSLATE_NOOP("CommandLine", "only changes whose outcome is not known") },
    OptionSpec { "head", "HASH", QT_TRANSLATE_NOOP("CommandLine", "hash of row N as journal verify showed it once, with --rows") },
    OptionSpec { "rows", "N", QT_TRANSLATE_NOOP("CommandLine", "number of rows then, with --head") },
    OptionSpec { "port", "N", QT_TRANSLATE_NOOP("CommandLine", "port to serve on; without it any free one") },
};

constexpr std::array commands {
    CommandSpec { "cluster list", "", 0, 0, "", true, QT_TRANSLATE_NOOP("CommandLine", "list the clusters") },
    CommandSpec { "cluster show", "CLUSTER", 1, 1, "", true, QT_TRANSLATE_NOOP("CommandLine", "show a cluster with its zones and OBServers") },
    CommandSpec { "host list", "", 0, 0, "cluster zone", true,
                  QT_TRANSLATE_NOOP("CommandLine", "list the hosts; with --cluster and --zone, whether they are fit for it and why not") },
    CommandSpec { "server add", "", 0, 0, "cluster zone host reason confirm dry-run wait timeout interval report", true,
                  QT_TRANSLATE_NOOP("CommandLine", "add OBServers to a zone; the request is sent once") },
    CommandSpec { "task list", "", 0, 0, "cluster status name page size", true, QT_TRANSLATE_NOOP("CommandLine", "list tasks, newest first") },
    CommandSpec { "task show", "ID", 1, 1, "", true, QT_TRANSLATE_NOOP("CommandLine", "show a task and its steps") },
    CommandSpec { "task watch", "ID", 1, 1, "interval", true, QT_TRANSLATE_NOOP("CommandLine", "follow a task: a line per step as it changes") },
    CommandSpec { "task wait", "ID", 1, 1, "timeout interval", true, QT_TRANSLATE_NOOP("CommandLine", "wait for the end of a task") },
    CommandSpec { "task log", "ID SUBTASK", 2, 2, "", true, QT_TRANSLATE_NOOP("CommandLine", "print the log of a step, secrets masked") },
    CommandSpec { "task retry", "ID [SUBTASK]", 1, 2, "reason confirm", true, QT_TRANSLATE_NOOP("CommandLine", "retry a failed task, or one failed step") },
    CommandSpec { "task skip", "ID SUBTASK", 2, 2, "reason confirm", true, QT_TRANSLATE_NOOP("CommandLine", "set a failed step to successful without running it") },
    CommandSpec { "task cancel", "ID SUBTASK", 2, 2, "reason confirm", true, QT_TRANSLATE_NOOP("CommandLine", "stop a running step") },
    CommandSpec { "task rollback", "ID", 1, 1, "reason confirm", true, QT_TRANSLATE_NOOP("CommandLine", "undo the steps of a failed task") },
    CommandSpec { "task export", "ID", 1, 1, "output reason", true, QT_TRANSLATE_NOOP("CommandLine", "write reports of a task") },
    CommandSpec { "journal list", "", 0, 0, "limit open", false, QT_TRANSLATE_NOOP("CommandLine", "list the changes made from this machine, newest first") },
    CommandSpec { "journal show", "ID", 1, 1, "", false, QT_TRANSLATE_NOOP("CommandLine", "show a change and what became of it") },
    CommandSpec { "journal verify", "", 0, 0, "head rows", false, QT_TRANSLATE_NOOP("CommandLine", "check that nobody has changed the journal") },
    CommandSpec { "journal export", "", 0, 0, "output", false, QT_TRANSLATE_NOOP("CommandLine", "write the journal to a file: csv or json") },
    CommandSpec { "journal settle", "ID", 1, 1, "reason confirm", false,
                  QT_TRANSLATE_NOOP("CommandLine", "say that nothing runs of a change whose outcome is unknown") },
    CommandSpec { "report", "FILE.json", 1, 1, "output task", false,
                  QT_TRANSLATE_NOOP("CommandLine", "write reports of a saved run or a saved reply of OCP, offline") },
    CommandSpec { "simulate", "", 0, 0, "port", false, QT_TRANSLATE_NOOP("CommandLine", "serve a simulated OCP on this machine until interrupted") },
};

} // namespace

std::span<const CommandSpec> commandSpecs()
{
    return commands;
}

std::span<const OptionSpec> optionSpecs()
{
    return options;
}

QStringList globalOptions()
{
    return { u"connection"_s, u"url"_s, u"user"_s, u"access-key"_s, u"password-file"_s, u"accept-http"_s, u"demo"_s, u"scenario"_s, u"ocp-version"_s, u"seed"_s,
             u"speed"_s, u"json"_s, u"lang"_s, u"theme"_s, u"help"_s, u"version"_s };
}

} // namespace obdesk
