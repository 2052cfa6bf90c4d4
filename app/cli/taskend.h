// SPDX-License-Identifier: GPL-3.0-or-later
// What is done when a task has ended, or is to be reported as it is: fetch the logs of what failed, say which steps those are
// and why, write the reports.
#pragma once

#include "cli/output.h"
#include "report/run.h"
#include "task/taskhosts.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace obdesk {

class OcpClient;
class TaskFollower;

/// The files that have an ending no report has, in a sentence; empty when all are fine.
QString unknownFormats(const QStringList &files);

/// Writes one document per file and says so. The sentences of those that could not be written; empty when all were.
QStringList writeReports(const Run &run, const QStringList &files, Output &output);

class TaskEnd final : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive this.
    TaskEnd(OcpClient &client, Output &output, QObject *parent = nullptr) : QObject(parent), m_client(client), m_output(output) { }

    /// Completes `run`; the failed steps are told on standard error. Emits finished(), later.
    void start(const Run &run, const QStringList &files);

    /// Complete after finished().
    const Run &run() const { return m_run; }
    /// Of reports that could not be written; told already.
    const QStringList &problems() const { return m_problems; }

signals:
    void finished();

private:
    void tellFailures();

    OcpClient &m_client;
    Output &m_output;
    Run m_run;
    QStringList m_problems;
};

} // namespace obdesk
