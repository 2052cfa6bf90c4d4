// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/reportexport.h"

#include "report/report.h"
#include "report/runcollector.h"

#include <QFileInfo>
#include <QWidget>

namespace obdesk {

ReportExport::ReportExport(Console &console, Session &session, std::function<std::optional<Run>()> run, QWidget *parent)
    : QObject(parent), m_console(console), m_session(&session), m_run(std::move(run)), m_widget(parent)
{
}

void ReportExport::start(const QString &suggestion)
{
    m_console.chooseFileToSave(m_widget, tr("Export report (ending decides: html pdf svg png csv json md dot)"), suggestion,
                               [self = QPointer<ReportExport>(this)](const QString &file) {
        if (self)
            self->collect(file);
    });
}

void ReportExport::collect(const QString &file)
{
    const std::optional<Run> run = m_run();
    if (!run || !m_session)
        return;
    const QString name = QFileInfo(file).fileName();
    if (!reportFormatOf(file)) {
        emit failed(tr("“%1” has no ending obdesk can write. Use html, pdf, svg, png, csv, json, md or dot.").arg(name));
        return;
    }
    emit begun(tr("Collecting logs of failed steps and writing %1…").arg(name));
    collectRun(m_session->client(), *run, this, [this, file](const Run &collected) { write(collected, file); });
}

void ReportExport::write(const Run &run, const QString &file)
{
    writeReportInBackground(run, file, this, [this, file](const QString &problem) {
        if (problem.isEmpty())
            emit written(file);
        else
            emit failed(tr("The report was not written: %1").arg(problem));
    });
}

} // namespace obdesk
