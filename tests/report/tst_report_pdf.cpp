// SPDX-License-Identifier: GPL-3.0-or-later
// PDF, read with poppler's pdftotext: the texts are there, also Chinese ones, and pages are as many as they should be.
#include "report/pdfwriter.h"
#include "report/runfile.h"
#include "report/sampleruns.h"
#include "support/figure.h"
#include "support/samples.h"

#include <QBuffer>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

QByteArray pdf(const Run &run)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (const QString problem = writePdf(run, buffer); !problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return bytes;
}

/// Page by page.
QStringList pagesOf(const QByteArray &bytes)
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"r.pdf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.close();
    QProcess process;
    process.start(u"pdftotext"_s, { u"-layout"_s, u"-enc"_s, u"UTF-8"_s, file.fileName(), u"-"_s });
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("pdftotext: %s", process.readAllStandardError().constData());
    QStringList pages = QString::fromUtf8(process.readAllStandardOutput()).split(u'\f');
    pages.removeLast();
    return pages;
}

} // namespace

class TestPdf final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"pdftotext"_s).isEmpty())
            QFAIL("pdftotext is not installed; app/packages.txt lists poppler-utils");
    }

    void saysWhatHappened()
    {
        const QStringList pages = pagesOf(pdf(failedRun()));
        QCOMPARE(pages.size(), 3);
        for (const QString &word : { u"Production"_s, u"Add OB server"_s, u"Failed"_s, u"107720"_s, u"ob_upgrade"_s, u"zone1"_s, u"10.0.0.7, 10.0.0.8"_s,
                                     u"dba.wang"_s, u"CHG-4711 扩容"_s, u"24d6311f6909408f"_s, u"2023-01-17 03:36:01 +00:00"_s,
                                     u"port 2882 is in use"_s })
            QVERIFY2(pages.first().contains(word), qPrintable(word + u'\n' + pages.first()));
        QVERIFY2(pages.first().simplified().contains(u"Failed: old failure of the"_s), qPrintable(pages.first().right(900)));
        QVERIFY(pages.at(1).contains(u"启动 observer 进程"_s));
        const QString steps = pages.at(2);
        QVERIFY2(steps.contains(u"启动 observer 进程"_s), qPrintable(steps));
        QVERIFY(steps.indexOf(u"Prepare"_s) < steps.indexOf(u"Update OB cluster status"_s));
        QVERIFY(steps.contains(u"POST /api/v2/ob/clusters/21/servers"_s));
        for (int i = 0; i < pages.size(); ++i)
            QVERIFY(pages.at(i).contains(u"Page %1 of 3"_s.arg(i + 1)));
    }

    void theTableGoesOnWithItsHead()
    {
        const QStringList pages = pagesOf(pdf(longRun(300)));
        qsizetype table = 0;
        while (table < pages.size() && !pages.at(table).contains(u"Steps in order of execution"_s))
            ++table;
        const QStringList tables = pages.sliced(table, pages.size() - 1 - table);
        QVERIFY(tables.size() > 3);
        for (const QString &page : tables)
            QVERIFY(page.contains(u"Duration"_s));
        const QString all = pages.sliced(table).join(u' ');
        for (int i = 1; i <= 300; ++i)
            QVERIFY2(all.contains(u"Step number %1 "_s.arg(i)), qPrintable(QString::number(i)));
        QVERIFY(pages.last().contains(u"Page %1 of %1"_s.arg(pages.size())));
    }

    /// 21 steps in a chain would be unreadable on one page as they are.
    void aLongGraphIsSetInColumns()
    {
        const Result<Run> run = runFromJson(test::sample("add-observer-response"));
        QVERIFY(run.ok());
        const QStringList pages = pagesOf(pdf(run.value()));
        QCOMPARE(pages.size(), 3);
        const QString graph = pages.at(1);
        static const QRegularExpression sideBySide(u"\\S {5,}\\S[^\\n]*\\n"_s);
        QVERIFY2(graph.section(u"Graph"_s, 1).section(u"obdesk"_s, 0, 0).contains(sideBySide), qPrintable(graph));
        QCOMPARE(graph.count(u"Pending"_s) + graph.count(u"Running"_s), 21);
    }

    void simulatorIsOnEveryPage()
    {
        Run run = longRun(100);
        run.environment = Environment::Simulator;
        const QStringList pages = pagesOf(pdf(run));
        for (const QString &page : pages)
            QVERIFY(page.contains(u"SIMULATOR"_s));
    }

    void hostileTextsMakeAPdf()
    {
        const QStringList texts = hostileTexts();
        const qsizetype step = qEnvironmentVariableIntValue("OBDESK_LONG") == 1 ? 1 : 8; // pages are laid out and read again: slow
        int made = 0;
        for (qsizetype i = 0; i < texts.size(); i += step, ++made) {
            const QByteArray bytes = pdf(runOf(texts.at(i)));
            QVERIFY(pagesOf(bytes).size() >= 3);
            for (const char *active : { "/URI", "/JavaScript", "/Launch", "/EmbeddedFile" })
                QVERIFY(!bytes.contains(active));
        }
        test::figure("hostile texts: %d make a PDF without links and actions", made);
    }

    void emptyTasksMakeAPdf()
    {
        QVERIFY(pagesOf(pdf(Run {})).size() >= 1);
    }
};

QTEST_MAIN(TestPdf)
#include "tst_report_pdf.moc"
