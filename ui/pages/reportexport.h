// SPDX-License-Identifier: GPL-3.0-or-later
// A report of a task, written to the file a person chooses. The ending decides the format.
#pragma once

#include "console.h"
#include "report/run.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace obdesk {

class ReportExport final : public QObject
{
    Q_OBJECT
public:
    /// The console and the client of `run()`'s task are not owned. `run` is asked after the file was chosen; empty when there is none any more.
    ReportExport(Console &console, Session &session, std::function<std::optional<Run>()> run, QWidget *parent);

    void start(const QString &suggestion);

signals:
    void begun(const QString &text);
    void written(const QString &file);
    void failed(const QString &problem);

private:
    void collect(const QString &file);
    void write(const Run &run, const QString &file);

    Console &m_console;
    QPointer<Session> m_session;
    std::function<std::optional<Run>()> m_run;
    QWidget *m_widget;
};

} // namespace obdesk
