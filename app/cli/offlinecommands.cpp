// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/offlinecommands.h"

#include "cli/json.h"
#include "cli/login.h"
#include "cli/taskend.h"
#include "report/runfile.h"
#include "words/errorwords.h"

#include <QFile>

#include <limits>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostFileBytes = 256 * 1024 * 1024;

} // namespace

QString ReportCommand::prepare()
{
    QString problem;
    m_files = m_line.values(u"output"_s);
    if (m_line.isSet(u"task"_s))
        m_task = TaskId(m_line.number(u"task"_s, 0, 0, std::numeric_limits<qint64>::max(), &problem));
    if (problem.isEmpty() && m_files.isEmpty())
        problem = tr("--%1 is missing.").arg(u"output"_s);
    return problem.isEmpty() ? unknownFormats(m_files) : problem;
}

void ReportCommand::begin()
{
    const QString name = m_line.operands().constFirst();
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        fail(ExitStatus::BadData, tr("%1 cannot be read: %2.").arg(name, file.errorString()));
        return;
    }
    const QByteArray json = file.read(mostFileBytes);
    if (!file.atEnd()) {
        fail(ExitStatus::BadData, tr("%1 is larger than %2 MiB.").arg(name).arg(mostFileBytes / 1024 / 1024));
        return;
    }
    const Result<Run> run = runFromJson(json, m_task);
    if (!run) {
        // "The answer of … cannot be read" speaks of servers; here it is a file.
        const ApiError &error = run.error();
        const QString why = error.kind == ApiError::Kind::Parse || error.kind == ApiError::Kind::NotOcp
                ? QStringList { error.fieldPath, error.detail }.join(error.fieldPath.isEmpty() ? QString() : u": "_s)
                : explain(error).what;
        fail(ExitStatus::BadData, tr("%1 is no saved run or reply of OCP: %2.").arg(name, why));
        return;
    }
    const QStringList problems = writeReports(*run, m_files, m_output);
    m_output.document(u"obdesk.export"_s, { { "task"_L1, taskHeadToJson(run->task) }, { "reports"_L1, QJsonArray::fromStringList(m_files) },
                                            { "reportProblems"_L1, QJsonArray::fromStringList(problems) } });
    finish(problems.isEmpty() ? ExitStatus::Done : ExitStatus::BadData);
}

QString SimulateCommand::prepare()
{
    QString problem;
    m_options = simulatorOptions(m_line, &problem);
    return problem;
}

void SimulateCommand::begin()
{
    QString problem;
    if (!m_simulator.start(m_options, &problem)) {
        fail(ExitStatus::Usage, problem);
        return;
    }
    const SimCredentials login = EmbeddedSimulator::credentials();
    const QString url = m_simulator.url().toString();
    // Published constants, see SimCredentials: they open nothing but an invented world on loopback.
    m_output.text(url);
    m_output.document(u"obdesk.simulator"_s, { { "url"_L1, url }, { "user"_L1, login.user }, { "password"_L1, login.password } });
    m_output.flush();
    m_output.note(tr("The simulator serves at %1 for user %2 with password %3 until it is interrupted.").arg(url, login.user, login.password));
}

void SimulateCommand::interrupt()
{
    m_simulator.stop();
    finish(ExitStatus::Done);
}

} // namespace obdesk
