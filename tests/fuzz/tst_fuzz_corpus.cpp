// SPDX-License-Identifier: GPL-3.0-or-later
// Replays what the fuzzers have found worth keeping, and every input that once broke something (finding-*).
#include "fuzz/fuzztarget.h"
#include "fuzz/markupcheck.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <array>
#include <functional>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

using Check = std::function<void(const QString &)>;

struct Target
{
    const char *name;                   ///< folder of its corpus
    fuzz::Function run;
};

constexpr std::array targets {
    Target { "replies", fuzz::replies },
    Target { "plans", fuzz::plans },
    Target { "connections", fuzz::connections },
    Target { "history", fuzz::history },
    Target { "texts", fuzz::texts },
    Target { "escaping", fuzz::escaping },
    Target { "logs", fuzz::logs },
};

QString corpusOf(const char *target)
{
    return QStringLiteral(OBDESK_FUZZ_CORPUS "/") + QLatin1StringView(target);
}

} // namespace

Q_DECLARE_METATYPE(Check)

class TestFuzzCorpus final : public QObject
{
    Q_OBJECT

private slots:
    void replays_data();
    void replays();
    void brokenDocumentsAreSeen_data();
    void brokenDocumentsAreSeen();
    void corpusIsSmall();
};

void TestFuzzCorpus::replays_data()
{
    QTest::addColumn<int>("target");
    for (size_t i = 0; i < targets.size(); ++i)
        QTest::newRow(targets[i].name) << int(i);
}

void TestFuzzCorpus::replays()
{
    QFETCH(const int, target);
    int replayed = 0;
    for (QDirIterator files(corpusOf(targets[size_t(target)].name), QDir::Files); files.hasNext();) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        try {
            targets[size_t(target)].run(reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size()));
        } catch (const fuzz::Violation &violation) {
            QFAIL(qPrintable(file.fileName() + ": broken promise: "_L1 + QLatin1StringView(violation.what())));
        }
        ++replayed;
    }
    QVERIFY2(replayed >= 10, "where is the corpus?");
}

/// A check that cannot fail would let every input pass.
void TestFuzzCorpus::brokenDocumentsAreSeen_data()
{
    QTest::addColumn<Check>("check");
    QTest::addColumn<QString>("sound");
    QTest::addColumn<QString>("broken");
    const Check html = [](const QString &text) { fuzz::readHtml(text); };
    const QString page = u"<!DOCTYPE html>\n<html><p>%1</p></html>"_s;
    QTest::newRow("html: element") << html << page.arg(u"a &lt;b&gt;"_s) << page.arg(u"a <script>x</script>"_s);
    QTest::newRow("html: not closed") << html << page.arg(u"<b>a</b>"_s) << page.arg(u"<b>a"_s);
    QTest::newRow("html: ampersand") << html << page.arg(u"&amp;"_s) << page.arg(u"&"_s);
    QTest::newRow("html: attribute") << html << page.arg(u"<a href=\"#x\">a</a>"_s) << page.arg(u"<a onclick=\"x\">a</a>"_s);
    QTest::newRow("html: reference") << html << page.arg(u"<a href=\"#x\">a</a>"_s) << page.arg(u"<a href=\"http://x\">a</a>"_s);
    const Check csv = [](const QString &text) {
        const QList<QStringList> table = fuzz::readCsv(text);
        fuzz::require(table.size() == 2 && table.first().size() == 2 && table.last().size() == 2, "two by two");
        fuzz::require(!fuzz::startsFormula(table.first().first()), "no formula");
    };
    QTest::newRow("csv: quote") << csv << u"\"a\"\"b\",c\r\nd,e\r\n"_s << u"a\"b,c\r\nd,e\r\n"_s;
    QTest::newRow("csv: line end") << csv << u"\"a\n\",c\r\nd,e\r\n"_s << u"a\r\n,c\r\nd,e\r\n"_s;
    QTest::newRow("csv: formula") << csv << u"'=1,c\r\nd,e\r\n"_s << u"=1,c\r\nd,e\r\n"_s;
    const Check markdown = [](const QString &text) { fuzz::checkMarkdown(text); };
    QTest::newRow("markdown: html") << markdown << u"# a\n\n&lt;b\n"_s << u"# a\n\n<b\n"_s;
    QTest::newRow("markdown: table") << markdown << u"# a\n|1|2|3|4|5|6|7|\\||\n"_s << u"# a\n|1|2|3|4|5|6|7|||\n"_s;
    QTest::newRow("markdown: code") << markdown << u"# a\n````text\n```\n````\n"_s << u"# a\n````text\n```\n"_s;
    const Check dot = [](const QString &text) { fuzz::checkDot(text); };
    QTest::newRow("dot") << dot << u"digraph \"a\\\"b\" {\n}\n"_s << u"digraph \"a\"b\" {\n}\n"_s;
    const Check plain = [](const QString &text) { fuzz::require(!fuzz::holdsControls(text), "plain"); };
    QTest::newRow("control") << plain << u"a\tb"_s << u"a\x1b[31m"_s;
    QTest::newRow("direction") << plain << u"\u05d0"_s << u"a\u202eb"_s;
}

void TestFuzzCorpus::brokenDocumentsAreSeen()
{
    QFETCH(const Check, check);
    QFETCH(const QString, sound);
    QFETCH(const QString, broken);
    check(sound);
    QVERIFY_EXCEPTION_THROWN(check(broken), fuzz::Violation);
}

void TestFuzzCorpus::corpusIsSmall()
{
    qint64 bytes = 0;
    int files = 0;
    for (QDirIterator all(QStringLiteral(OBDESK_FUZZ_CORPUS), QDir::Files, QDirIterator::Subdirectories); all.hasNext(); ++files)
        bytes += QFileInfo(all.next()).size();
    QVERIFY2(bytes <= 1024 * 1024, qPrintable(u"%1 bytes in %2 files: minimise it with tests/fuzz/run --merge"_s.arg(bytes).arg(files)));
}

QTEST_GUILESS_MAIN(TestFuzzCorpus)
#include "tst_fuzz_corpus.moc"
