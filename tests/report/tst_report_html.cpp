// SPDX-License-Identifier: GPL-3.0-or-later
// HTML: says what happened, loads nothing, and shows hostile texts as what they are.
#include "report/htmlwriter.h"
#include "report/sampleruns.h"
#include "support/figure.h"
#include "words/plain.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

QString html(const Run &run)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (const QString problem = writeHtml(run, buffer); !problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return QString::fromUtf8(bytes);
}

struct Parsed
{
    QString error;
    QStringList elements;
    QStringList texts;                  ///< of elements that hold text alone, in order
    QStringList attributes;             ///< "img src=…"
};

/// HTML as this writer makes it is XML once its void elements are closed.
Parsed parse(QString text)
{
    static const QRegularExpression doctype(u"^<!DOCTYPE html>"_s);
    static const QRegularExpression meta(u"(<meta [^>]*)>"_s);
    text.remove(doctype);
    text.replace(meta, u"\\1/>"_s);
    Parsed parsed;
    QXmlStreamReader reader(text);
    QString current;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            current.clear();
            parsed.elements.append(reader.name().toString());
            for (const QXmlStreamAttribute &attribute : reader.attributes())
                parsed.attributes.append(u"%1 %2=%3"_s.arg(reader.name(), attribute.name(), attribute.value()));
            break;
        case QXmlStreamReader::Characters:
            current += reader.text();
            break;
        case QXmlStreamReader::EndElement:
            parsed.texts.append(current);
            current.clear();
            break;
        default:
            break;
        }
    }
    parsed.error = reader.hasError() ? reader.errorString() : QString();
    return parsed;
}

} // namespace

class TestHtml final : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatHappened()
    {
        const Parsed parsed = parse(html(failedRun()));
        QCOMPARE(parsed.error, QString());
        const QStringList expected {
            u"Task 107720 · Add OB server · Failed · Production"_s, u"Production"_s, u"107720"_s, u"prod-hz"_s, u"https://ocp.example:8080"_s,
            u"ob_upgrade (21), cluster id in OceanBase 22"_s, u"zone1"_s, u"10.0.0.7, 10.0.0.8"_s, u"admin"_s, u"dba.wang"_s,
            u"CHG-4711 扩容"_s, u"24d6311f6909408f"_s, u"2023-01-17 03:36:01 +00:00"_s, u"2023-01-17 03:42:43 +00:00"_s, u"6:42"_s,
            u"2 / 4 · Failed 1 · Pending 1 · Skipped 1"_s, u"3 · 启动 observer 进程 · 10.0.0.8"_s,
            u"start observer timed out: port 2882 is in use"_s, u"A guess: the last error before the end of the run"_s,
            u"1 · execute · 2023-01-17 03:36:05 – 03:36:06 · Failed: old failure of the first run"_s, u"Only the end of the log is kept."_s,
            u"Started (UTC+00:00)"_s, u"2023-01-17 03:50:00 +00:00"_s, failedRun().request, u"obdesk "_s + QStringLiteral(OBDESK_VERSION),
        };
        for (const QString &text : expected)
            QVERIFY2(parsed.texts.contains(text), qPrintable(text));
        QCOMPARE(parsed.elements.count(u"tr"_s), 5);
        QVERIFY(parsed.attributes.contains(u"html lang=en"_s));
        QVERIFY(parsed.attributes.contains(u"g id=subtask-3"_s));
        QVERIFY(parsed.attributes.contains(u"time datetime=2023-01-17T03:36:04.500Z"_s));
    }

    void stepsStandInOrderOfExecution()
    {
        const QString text = html(failedRun());
        const qsizetype table = text.indexOf(u"<tbody>"_s);
        const qsizetype first = text.indexOf(u"Prepare, check"_s, table);
        const qsizetype last = text.indexOf(u"Update OB cluster status"_s, table);
        QVERIFY(first > table && last > first);
    }

    void simulatorIsShouted()
    {
        Run run = failedRun();
        run.environment = Environment::Simulator;
        const Parsed parsed = parse(html(run));
        QVERIFY(parsed.texts.contains(u"SIMULATOR"_s));
        QVERIFY(parsed.texts.contains(u"This ran in the simulator. No real cluster was touched."_s));
        QVERIFY(!html(failedRun()).contains(u"imulator</"_s));
    }

    void staleAndOddAreSaid()
    {
        Run run = failedRun();
        run.stale = true;
        run.task.subtasks.first().upstreams.append(SubtaskId(99));
        const QStringList texts = parse(html(run)).texts;
        QVERIFY(texts.contains(u"OCP could not be reached when this report was made. It shows what OCP said at 2023-01-17 03:50:00 +00:00."_s));
        QVERIFY(texts.contains(u"Step 4 is connected to step 99, which is not in the task."_s));
    }

    void logThatIsNotThereIsSaid()
    {
        Run run = failedRun();
        run.failedLogs.clear();
        QVERIFY(parse(html(run)).texts.contains(u"The log of this step is not part of this report."_s));
        run.failedLogs = { { SubtaskId(3), {}, false } };
        QVERIFY(parse(html(run)).texts.contains(u"OCP has no log of this step."_s));
    }

    void unknownOriginIsNotCalledProduction()
    {
        Run run = failedRun();
        run.connectionName.clear();
        run.connectionUrl.clear();
        QVERIFY(!html(run).contains(u"Production"_s));
        QVERIFY(parse(html(run)).texts.contains(u"Saved reply"_s));
    }

    void hostileTextsAreText_data()
    {
        QTest::addColumn<QString>("text");
        const QStringList texts = hostileTexts();
        for (int i = 0; i < texts.size(); ++i)
            QTest::addRow("%d", i) << texts.at(i);
    }
    void hostileTextsAreText()
    {
        QFETCH(QString, text);
        const QString written = html(runOf(text));
        const Parsed parsed = parse(written);
        QCOMPARE(parsed.error, QString());
        QStringList elements = parsed.elements;
        elements.removeDuplicates();
        for (const QString &element : { u"script"_s, u"img"_s, u"iframe"_s, u"object"_s, u"link"_s, u"image"_s })
            QVERIFY2(!elements.contains(element), qPrintable(element));
        // XML readers, as browsers, see the replacement character in place of half a pair.
        const QString shown = QString::fromUtf8(displayText(text).toUtf8());
        QVERIFY(parsed.texts.contains(shown));
        QVERIFY(parsed.texts.contains(QString::fromUtf8(displayText(text, true).toUtf8())));
        for (const QChar c : written)
            QVERIFY2(c.unicode() >= 0x20 || c == u'\n' || c == u'\t', "a control character");
        QVERIFY(!written.contains(QChar(0x202E)));
    }

    void loadsNothing()
    {
        const QStringList texts = hostileTexts();
        for (const QString &text : texts) {
            const QString written = html(runOf(text));
            QVERIFY(written.contains(u"content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""_s));
            const Parsed parsed = parse(written);
            for (const QString &attribute : parsed.attributes) {
                const QString name = attribute.section(u' ', 1).section(u'=', 0, 0);
                QVERIFY2(name != u"src" && !name.startsWith(u"on"_s), qPrintable(attribute));
                if (name == u"href")
                    QVERIFY2(attribute.section(u'=', 1).startsWith(u'#'), qPrintable(attribute));
            }
            const QString style = written.section(u"<style>"_s, 1).section(u"</style>"_s, 0, 0);
            QVERIFY(!style.contains(u"url("_s) && !style.contains(u"@import"_s));
        }
        test::figure("hostile texts: %lld/%lld stay text in HTML and load nothing", qlonglong(texts.size()), qlonglong(texts.size()));
        QCOMPARE_GE(texts.size(), 200);
    }

    void sameRunSameBytes()
    {
        Run shuffled = failedRun();
        std::reverse(shuffled.task.subtasks.begin(), shuffled.task.subtasks.end());
        QCOMPARE(html(shuffled), html(failedRun()));
    }

    void largePlansComeWithoutTheirGraph()
    {
        const Parsed parsed = parse(html(longRun(2001)));
        QCOMPARE(parsed.error, QString());
        QCOMPARE(parsed.elements.count(u"tr"_s), 2002);
        QVERIFY(!parsed.attributes.contains(u"g id=subtask-1"_s));
    }

    void anEmptyTaskIsStillAReport()
    {
        QCOMPARE(parse(html(Run {})).error, QString());
    }
};

QTEST_MAIN(TestHtml)
#include "tst_report_html.moc"
