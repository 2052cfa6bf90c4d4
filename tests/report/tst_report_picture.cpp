// SPDX-License-Identifier: GPL-3.0-or-later
// SVG and PNG of the graph.
#include "picture/tokens.h"
#include "report/picturewriters.h"
#include "report/sampleruns.h"
#include "support/figure.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QHash>
#include <QImage>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

QByteArray written(QString (*writer)(const Run &, QIODevice &), const Run &run)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (const QString problem = writer(run, buffer); !problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return bytes;
}

struct Parsed
{
    QString error;
    QHash<QString, QString> groups;     ///< id to title
    QString words;                      ///< all text outside of groups
    QStringList elements;
};

Parsed parse(const QByteArray &svg)
{
    Parsed parsed;
    QXmlStreamReader reader(svg);
    QString id;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::EndElement && reader.name() == u"g")
            id.clear();
        if (token != QXmlStreamReader::StartElement)
            continue;
        parsed.elements.append(reader.name().toString());
        if (reader.name() == u"g")
            id = reader.attributes().value(u"id"_s).toString();
        else if (reader.name() == u"title" && !id.isEmpty())
            parsed.groups[id] = reader.readElementText();
        else if (reader.name() == u"text" && id.isEmpty())
            parsed.words += reader.readElementText() + u'|';
    }
    parsed.error = reader.hasError() ? reader.errorString() : QString();
    return parsed;
}

} // namespace

class TestReportPicture final : public QObject
{
    Q_OBJECT

private slots:
    void svgNamesEachStep()
    {
        const Parsed parsed = parse(written(writeSvg, failedRun()));
        QCOMPARE(parsed.error, QString());
        QStringList ids = parsed.groups.keys();
        ids.sort();
        QCOMPARE(ids, (QStringList { u"subtask-1"_s, u"subtask-2"_s, u"subtask-3"_s, u"subtask-4"_s }));
        const QString title = parsed.groups.value(u"subtask-3"_s);
        for (const QString &word : { u"启动 observer 进程"_s, u"10.0.0.8"_s, u"Failed"_s, u"2:43"_s })
            QVERIFY2(title.contains(word), qPrintable(title));
    }

    void svgSaysWhoseItIs()
    {
        Run run = failedRun();
        run.environment = Environment::Simulator;
        const QString words = parse(written(writeSvg, run)).words;
        QVERIFY2(words.contains(u"Simulator"_s), qPrintable(words));
        QVERIFY2(words.contains(u"Task 107720 · Add OB server · Failed"_s), qPrintable(words));
    }

    void svgOfHostileTextsIsWellFormed()
    {
        const QStringList texts = hostileTexts();
        for (const QString &text : texts) {
            const Parsed parsed = parse(written(writeSvg, runOf(text)));
            QCOMPARE(parsed.error, QString());
            QCOMPARE(parsed.groups.size(), 4);
            for (const QString &element : { u"script"_s, u"image"_s, u"a"_s, u"img"_s })
                QVERIFY(!parsed.elements.contains(element));
        }
        test::figure("hostile texts: %lld/%lld leave SVG well-formed", qlonglong(texts.size()), qlonglong(texts.size()));
        QCOMPARE_GE(texts.size(), 200);
    }

    void svgIsTheSameForTheSamePlan()
    {
        Run shuffled = failedRun();
        std::reverse(shuffled.task.subtasks.begin(), shuffled.task.subtasks.end());
        QCOMPARE(written(writeSvg, shuffled), written(writeSvg, failedRun()));
    }

    void pngIsTwiceTheSize()
    {
        const QByteArray png = written(writePng, failedRun());
        const QImage image = QImage::fromData(png, "PNG");
        // Three layers of nodes of 216 x 56 with 56 between them, 24 around; two nodes below each other, 24 between them.
        QCOMPARE(image.width(), 2 * (3 * 216 + 2 * 56 + 2 * 24));
        QVERIFY(image.height() > 2 * (2 * 56 + 24));
        QCOMPARE(image.textKeys(), QStringList { u"Title"_s });
        QCOMPARE(image.text(u"Title"_s), u"Task 107720 · Add OB server · Failed · Production"_s);
        QVERIFY2(hasColor(image, lightTokens().failedFill), "no failed node");
        QVERIFY2(hasColor(image, lightTokens().productionBand), "no environment");
    }

    void pngHasALimit()
    {
        const QImage image = QImage::fromData(written(writePng, longRun(400)), "PNG");
        QVERIFY(!image.isNull());
        QVERIFY(std::max(image.width(), image.height()) <= 16384);
        QVERIFY(std::max(image.width(), image.height()) > 16000);
    }

    void emptyTasksAreDrawnAsWell()
    {
        QCOMPARE(parse(written(writeSvg, Run {})).error, QString());
        QVERIFY(!QImage::fromData(written(writePng, Run {}), "PNG").isNull());
    }

private:
    static bool hasColor(const QImage &image, const QColor &color)
    {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == color)
                    return true;
            }
        }
        return false;
    }
};

QTEST_MAIN(TestReportPicture)
#include "tst_report_picture.moc"
