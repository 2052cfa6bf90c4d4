// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "files/atomicfile.h"
#include "report/csvwriter.h"
#include "report/dotwriter.h"
#include "report/htmlwriter.h"
#include "report/markdownwriter.h"
#include "report/picturewriters.h"
#include "report/pdfwriter.h"
#include "report/runfile.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <array>
#include <memory>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct ReportFileWords { Q_DECLARE_TR_FUNCTIONS(ReportFile) };

constexpr std::array endings {
    std::pair { "html"_L1, ReportFormat::Html },
    std::pair { "htm"_L1, ReportFormat::Html },
    std::pair { "pdf"_L1, ReportFormat::Pdf },
    std::pair { "svg"_L1, ReportFormat::Svg },
    std::pair { "png"_L1, ReportFormat::Png },
    std::pair { "csv"_L1, ReportFormat::Csv },
    std::pair { "json"_L1, ReportFormat::Json },
    std::pair { "md"_L1, ReportFormat::Markdown },
    std::pair { "dot"_L1, ReportFormat::Dot },
};

} // namespace

std::optional<ReportFormat> reportFormatOf(const QString &fileName)
{
    const QString suffix = QFileInfo(fileName).suffix();
    for (const auto &[ending, format] : endings) {
        if (suffix.compare(ending, Qt::CaseInsensitive) == 0)
            return format;
    }
    return std::nullopt;
}

QString writeReport(const Run &run, ReportFormat format, QIODevice &device)
{
    switch (format) {
    case ReportFormat::Html:
        return writeHtml(run, device);
    case ReportFormat::Pdf:
        return writePdf(run, device);
    case ReportFormat::Svg:
        return writeSvg(run, device);
    case ReportFormat::Png:
        return writePng(run, device);
    case ReportFormat::Csv:
        return writeCsv(run, device);
    case ReportFormat::Json:
        return writeRunFile(run, device);
    case ReportFormat::Markdown:
        return writeMarkdown(run, device);
    case ReportFormat::Dot:
        break;
    }
    return writeDot(run, device);
}

QString writeReport(const Run &run, const QString &file)
{
    const std::optional<ReportFormat> format = reportFormatOf(file);
    if (!format)
        return ReportFileWords::tr("%1 was not written: its ending must be one of html, pdf, svg, png, csv, json, md, dot.").arg(file);
    // In memory first: some libraries don't notice that a device takes less than they write.
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (const QString problem = writeReport(run, *format, buffer); !problem.isEmpty())
        return ReportFileWords::tr("%1 was not written: %2").arg(file, problem);
    buffer.close();
    return writeAtomically(file, bytes);
}

void writeReportInBackground(const Run &run, const QString &file, QObject *context,
                             std::function<void(const QString &problem)> done)
{
    auto promise = std::make_shared<QPromise<QString>>();
    auto *watcher = new QFutureWatcher<QString>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
        const QString problem = watcher->result();
        watcher->deleteLater();
        done(problem);
    });
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, run, file] {
        promise->addResult(writeReport(run, file));
        promise->finish();
    });
}

} // namespace obdesk
