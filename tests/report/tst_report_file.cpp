// SPDX-License-Identifier: GPL-3.0-or-later
// Files are replaced whole or not at all; the format goes by the ending; background work answers where it was asked.
#include "files/atomicfile.h"
#include "report/report.h"
#include "report/runfile.h"
#include "report/sampleruns.h"
#include "support/fulldisk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <memory>
#include <sys/stat.h>

using namespace obdesk;
using namespace obdesk::samples;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// Takes so many bytes per write, and none after `capacity`.
class MeanDevice final : public QIODevice
{
public:
    MeanDevice(qint64 perWrite, qint64 capacity) : m_perWrite(perWrite), m_capacity(capacity) { open(WriteOnly | Unbuffered); }
    QByteArray taken;

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        const qint64 count = std::min({ size, m_perWrite, m_capacity - taken.size() });
        taken.append(data, count);
        return count;
    }

private:
    qint64 m_perWrite;
    qint64 m_capacity;
};

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

} // namespace

class TestReportFile final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
    }

    void writesUntilAllIsTaken()
    {
        const QByteArray bytes(1000, 'x');
        MeanDevice small(7, 1000);
        QVERIFY(writeAll(small, bytes));
        QCOMPARE(small.taken, bytes);
        MeanDevice full(7, 999);
        QVERIFY(!writeAll(full, bytes));
        QCOMPARE(full.taken.size(), 999);
    }

    void replacesAndCreates()
    {
        const QString file = path(u"a/b/报告.csv"_s);
        QCOMPARE(writeAtomically(file, "old"), QString());
        QCOMPARE(writeAtomically(file, "new, longer"), QString());
        QCOMPARE(contentOf(file), QByteArray("new, longer"));
        QCOMPARE(QDir(path(u"a/b"_s)).entryList(QDir::Files | QDir::Hidden), QStringList { u"报告.csv"_s });
    }

    void onlyTheUserMayRead()
    {
        const QString file = path(u"r.json"_s);
        QFile old(file);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.close();
        QVERIFY(old.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        QCOMPARE(writeAtomically(file, "secretish"), QString());
        struct stat info {};
        QCOMPARE(stat(QFile::encodeName(file).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777, mode_t(0600));
    }

    void fullDiskLeavesTheOldFile()
    {
        const QString file = path(u"report.html"_s);
        QCOMPARE(writeAtomically(file, "the old report"), QString());
        const QByteArray bytes(3 * 1024 * 1024, 'n');
        QString problem;
        {
            const FullDisk disk(1024 * 1024);
            problem = writeAtomically(file, bytes);
        }
        QVERIFY2(problem.contains(file), qPrintable(problem));
        QCOMPARE(contentOf(file), QByteArray("the old report"));
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden), QStringList { u"report.html"_s });
        QCOMPARE(writeAtomically(file, bytes), QString());
        QCOMPARE(contentOf(file), bytes);
    }

    void refusesFoldersAndDevices()
    {
        QVERIFY(QDir(m_dir->path()).mkpath(u"folder.csv"_s));
        QVERIFY(writeAtomically(path(u"folder.csv"_s), "x").contains(u"folder.csv"_s));
        QVERIFY(QFileInfo(path(u"folder.csv"_s)).isDir());
        QVERIFY(writeAtomically(u"/dev/null"_s, "x").contains(u"/dev/null"_s));
        QCOMPARE(writeAtomically(path(u"plain"_s), "x"), QString());
        QVERIFY(writeAtomically(path(u"plain/below.csv"_s), "x").contains(u"below.csv"_s));
        QCOMPARE(contentOf(path(u"plain"_s)), QByteArray("x"));
        QVERIFY(!writeAtomically({}, "x").isEmpty());
    }

    void followsALink()
    {
        QVERIFY(QFile::link(path(u"target.csv"_s), path(u"link.csv"_s)));
        QCOMPARE(writeAtomically(path(u"target.csv"_s), "old"), QString());
        QCOMPARE(writeAtomically(path(u"link.csv"_s), "new"), QString());
        QVERIFY(QFileInfo(path(u"link.csv"_s)).isSymLink());
        QCOMPARE(contentOf(path(u"target.csv"_s)), QByteArray("new"));
    }

    void formatGoesByTheEnding_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("format");
        QTest::newRow("html") << u"/a/b.html"_s << int(ReportFormat::Html);
        QTest::newRow("capital") << u"B.PDF"_s << int(ReportFormat::Pdf);
        QTest::newRow("svg") << u"x.svg"_s << int(ReportFormat::Svg);
        QTest::newRow("png") << u"x.png"_s << int(ReportFormat::Png);
        QTest::newRow("csv") << u"x.y.Csv"_s << int(ReportFormat::Csv);
        QTest::newRow("json") << u"x.json"_s << int(ReportFormat::Json);
        QTest::newRow("markdown") << u"x.md"_s << int(ReportFormat::Markdown);
        QTest::newRow("dot") << u"x.dot"_s << int(ReportFormat::Dot);
        QTest::newRow("other") << u"x.docx"_s << -1;
        QTest::newRow("none") << u"html"_s << -1;
    }
    void formatGoesByTheEnding()
    {
        QFETCH(QString, name);
        QFETCH(int, format);
        const std::optional<ReportFormat> found = reportFormatOf(name);
        QCOMPARE(found ? int(*found) : -1, format);
    }

    void writesByEnding()
    {
        const QString file = path(u"run.json"_s);
        QCOMPARE(writeReport(failedRun(), file), QString());
        QCOMPARE(contentOf(file), runToJson(failedRun()));
        QVERIFY(writeReport(failedRun(), path(u"run.xls"_s)).contains(u"run.xls"_s));
        QVERIFY(!QFile::exists(path(u"run.xls"_s)));
    }

    void withoutGraphicsDrawingsAreRefusedAndTheRestIsWritten()
    {
        for (const QString &ending : { u"svg"_s, u"png"_s, u"pdf"_s }) {
            const QString file = path(u"r."_s + ending);
            QVERIFY(writeReport(failedRun(), file).contains(file));
            QVERIFY(!QFile::exists(file));
        }
        for (const QString &ending : { u"html"_s, u"csv"_s, u"json"_s, u"md"_s, u"dot"_s })
            QCOMPARE(writeReport(failedRun(), path(u"r."_s + ending)), QString());
        QVERIFY(contentOf(path(u"r.html"_s)).contains("without graphics"));
    }

    void backgroundAnswersOnTheContextsThread()
    {
        QObject context;
        QStringList answers;
        QThread *thread = nullptr;
        writeReportInBackground(failedRun(), path(u"r.csv"_s), &context, [&](const QString &problem) {
            answers.append(problem);
            thread = QThread::currentThread();
        });
        writeReportInBackground(failedRun(), path(u"r.none"_s), &context, [&](const QString &problem) { answers.append(problem); });
        QVERIFY(answers.isEmpty());
        QTRY_COMPARE(answers.size(), 2);
        QCOMPARE(thread, context.thread());
        QCOMPARE(answers.filter(u"r.none"_s).size(), 1);
        QVERIFY(answers.contains(QString()));
        QVERIFY(QFile::exists(path(u"r.csv"_s)));
        QTRY_VERIFY(context.children().isEmpty());
    }

    void backgroundIsSilentWhenTheContextIsGone()
    {
        auto context = std::make_unique<QObject>();
        bool answered = false;
        writeReportInBackground(longRun(300), path(u"r.json"_s), context.get(), [&](const QString &) { answered = true; });
        context.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
        QVERIFY(!answered);
        QVERIFY(runFromJson(contentOf(path(u"r.json"_s))).ok());
    }

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestReportFile)
#include "tst_report_file.moc"
