// SPDX-License-Identifier: GPL-3.0-or-later
// Every format on a disk that is full at every level: afterwards the old file is there as it was, or the new one is there whole, and
// nothing else. Prints one line of figures. Long form: OBDESK_LONG=1 in the environment.
#include "report/report.h"
#include "report/runfile.h"
#include "report/sampleruns.h"
#include "support/figure.h"
#include "support/fulldisk.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace obdesk;
using namespace obdesk::samples;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList endings { u"html"_s, u"pdf"_s, u"svg"_s, u"png"_s, u"csv"_s, u"json"_s, u"md"_s, u"dot"_s };

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

void put(const QString &file, const QByteArray &bytes)
{
    QFile opened(file);
    QVERIFY(opened.open(QIODevice::WriteOnly));
    QCOMPARE(opened.write(bytes), bytes.size());
}

/// From its first byte to its last, with the table of objects where the end says that it is. Two PDFs of one run differ in their time.
bool isWholePdf(const QByteArray &bytes)
{
    static const QRegularExpression end(u"startxref\\s+(\\d+)\\s+%%EOF\\s*$"_s);
    const QRegularExpressionMatch found = end.match(QString::fromLatin1(bytes.right(64)));
    return bytes.startsWith("%PDF-") && found.hasMatch() && bytes.mid(found.captured(1).toLongLong(), 4) == "xref";
}

bool isWhole(const QString &ending, const QByteArray &bytes, const QByteArray &model)
{
    return ending == "pdf"_L1 ? isWholePdf(bytes) : bytes == model;
}

} // namespace

class TestReportDisk final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (const QString &ending : endings) {
            const QTemporaryDir folder;
            const QString file = folder.filePath(u"model."_s + ending);
            QCOMPARE(writeReport(m_run, file), QString());
            m_models[ending] = contentOf(file);
            QVERIFY(isWhole(ending, m_models.at(ending), m_models.at(ending)));
        }
        // The control: a stump is not taken for the whole.
        for (const auto &[ending, bytes] : m_models)
            QVERIFY(!isWhole(ending, bytes.chopped(bytes.size() / 3), bytes));
    }

    void full_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<bool>("replaces");
        for (const QString &ending : endings) {
            QTest::addRow("%s, over an old file", qPrintable(ending)) << ending << true;
            QTest::addRow("%s, a new file", qPrintable(ending)) << ending << false;
        }
    }

    void full()
    {
        QFETCH(QString, ending);
        QFETCH(bool, replaces);
        const QByteArray &model = m_models.at(ending);
        const QByteArray old = "the old report\n";
        const int levels = qEnvironmentVariableIntValue("OBDESK_LONG") == 1 ? 65 : 5;
        for (int level = 0; level < levels; ++level) {
            const QTemporaryDir folder;
            const QString file = folder.filePath(u"run."_s + ending);
            if (replaces)
                put(file, old);
            // From nothing to a little more than the file needs.
            const rlim_t room = rlim_t(model.size() + 4096) * rlim_t(level) / rlim_t(levels - 1);
            QString problem;
            {
                const FullDisk disk(room);
                problem = writeReport(m_run, file);
            }
            const QByteArray where = ending.toLatin1() + ", room for " + QByteArray::number(quint64(room)) + " bytes: " + problem.toUtf8();
            ++m_runs;
            if (problem.isEmpty()) {
                ++m_written;
                QVERIFY2(isWhole(ending, contentOf(file), model), where);
            } else {
                QVERIFY2(problem.contains(file), where);
                QCOMPARE(QFile::exists(file), replaces);
                if (replaces)
                    QCOMPARE(contentOf(file), old);
            }
            const QStringList left = QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
            QVERIFY2(left.size() <= 1, left.join(u' ').toUtf8());
            ++m_good;
        }
    }

    void cleanupTestCase()
    {
        figure("full disk: %d/%d exports left the old file or the whole new one, and nothing else (%zu formats, %d written)", m_good, m_runs,
                    m_models.size(), m_written);
        QCOMPARE(m_good, m_runs);
        QVERIFY(m_written > 0 && m_written < m_runs); // both happened
    }

private:
    const Run m_run = longRun(16);
    std::map<QString, QByteArray> m_models;
    int m_runs = 0;
    int m_good = 0;
    int m_written = 0;
};

QTEST_MAIN(TestReportDisk)
#include "tst_report_disk.moc"
