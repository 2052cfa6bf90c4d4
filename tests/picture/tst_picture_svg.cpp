// SPDX-License-Identifier: GPL-3.0-or-later
// SVG files: well-formed whatever the names, one named group per node, the same bytes each time.
#include "picture/graphexport.h"
#include "picture/sampleplan.h"
#include "picture/svgdevice.h"

#include <QGuiApplication>
#include <QHash>
#include <QPainter>
#include <QTest>
#include <QXmlStreamReader>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

struct Parsed
{
    QString error;
    QString title;
    QHash<QString, QString> groups;     ///< id to title
    QHash<QString, QString> words;      ///< id to all text within
    QStringList ids;
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
        if (reader.name() == u"g") {
            id = reader.attributes().value(u"id"_s).toString();
            parsed.ids.append(id);
        } else if (reader.name() == u"title") {
            (id.isEmpty() ? parsed.title : parsed.groups[id]) = reader.readElementText();
        } else if (reader.name() == u"text") {
            parsed.words[id] += reader.readElementText() + u'|';
        }
    }
    parsed.error = reader.errorString();
    return parsed;
}

} // namespace

class TestSvg final : public QObject
{
    Q_OBJECT

private slots:
    void oneGroupPerNode();
    void hostileNames_data();
    void hostileNames();
    void xmlTextDropsWhatXmlForbids_data();
    void xmlTextDropsWhatXmlForbids();
    void sameBytes();
    void paintsShapes();
    void emptyGraph();
};

void TestSvg::oneGroupPerNode()
{
    const Plan plan = addObserverPlan();
    const Parsed parsed = parse(graphToSvg(pictureOf(plan), lightTokens(), u"Add OB server"_s));
    QCOMPARE(parsed.error, QString());
    QCOMPARE(parsed.title, u"Add OB server"_s);
    QCOMPARE(parsed.ids.size(), plan.looks.size());
    QCOMPARE(parsed.groups.size(), plan.looks.size());  // no id twice
    QCOMPARE(parsed.groups.value(u"subtask-129350"_s), u"Prepare add observer · Done · 0:02"_s);
    QCOMPARE(parsed.groups.value(u"subtask-129363"_s),
             u"Start observer process with param · 10.20.2.15 · Failed · 0:12"_s);
    QVERIFY(parsed.words.value(u"subtask-129350"_s).contains(u"Prepare add observer|"_s));
    QVERIFY(parsed.words.value(u"subtask-129363"_s).contains(u"Failed|"_s));
}

void TestSvg::hostileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("markup") << u"<&\">'</g><script>"_s << u"<&\">'</g><script>"_s;
    QTest::newRow("cdata") << u"]]><![CDATA["_s << u"]]><![CDATA["_s;
    QTest::newRow("right to left") << u"שלום עולם"_s << u"שלום עולם"_s;
    QTest::newRow("override") << u"\u202Egpj.exe"_s << u"\u202Egpj.exe"_s;
    QTest::newRow("chinese") << u"启动 observer 进程"_s << u"启动 observer 进程"_s;
    QTest::newRow("emoji") << u"\U0001F680 go"_s << u"\U0001F680 go"_s;
    QTest::newRow("4096 characters") << QString(4096, u'x') << QString(4096, u'x');
    QTest::newRow("control characters") << QString::fromLatin1("a\x01\x08\x1b[31mb\x7f\0c", 12) << u"a[31mbc"_s;
    QTest::newRow("lines") << u"a\nb\tc"_s << u"a b c"_s;
    QTest::newRow("half a pair") << QString(QChar(0xd83d)) + u"x"_s << u"\uFFFDx"_s;
}

void TestSvg::hostileNames()
{
    QFETCH(const QString, name);
    QFETCH(const QString, expected);
    GraphPicture picture;
    const LayoutInput input{{GraphPicture::nodeSize(), GraphPicture::nodeSize()}, {{0, 1}}};
    picture.setGraph(layoutDag(input), input.edges);
    picture.setNode(0, {SubtaskId(Q_INT64_C(9007199254740993)), name, name, name, name, StepState::Failed, {name}, NodeKind::Step, {}});
    picture.setNode(1, {SubtaskId(2), u"two"_s, {}, u"Done"_s, {}, StepState::Successful, {}, NodeKind::Step, {}});
    const Parsed parsed = parse(graphToSvg(picture, darkTokens(), name));
    QCOMPARE(parsed.error, QString());
    QCOMPARE(parsed.title, expected);
    QCOMPARE(parsed.ids, QStringList({u"subtask-9007199254740993"_s, u"subtask-2"_s}));
    QCOMPARE(parsed.groups.value(u"subtask-9007199254740993"_s), QStringList(4, expected).join(u" · "_s));
    QCOMPARE(parsed.groups.value(u"subtask-2"_s), u"two · Done"_s);
}

void TestSvg::xmlTextDropsWhatXmlForbids_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("escapes") << u"a<b>&\"c\""_s << u"a&lt;b&gt;&amp;&quot;c&quot;"_s;
    QTest::newRow("nul") << QString(u'\0') + u"a"_s << u"a"_s;
    QTest::newRow("non-character") << QString(QChar(0xffff)) << u"\uFFFD"_s;
    QTest::newRow("low surrogate first") << QString(QChar(0xde00)) << u"\uFFFD"_s;
    QTest::newRow("pair") << u"\U0001F600"_s << u"\U0001F600"_s;
}

void TestSvg::xmlTextDropsWhatXmlForbids()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(xmlText(text), expected);
}

void TestSvg::sameBytes()
{
    const QByteArray once = graphToSvg(pictureOf(addObserverPlan()), lightTokens(), u"x"_s);
    QCOMPARE(graphToSvg(pictureOf(addObserverPlan()), lightTokens(), u"x"_s), once);
    QVERIFY(once != graphToSvg(pictureOf(addObserverPlan()), darkTokens(), u"x"_s));
}

void TestSvg::paintsShapes()
{
    SvgDevice device(QRectF(0, 0, 100, 50), u"shapes"_s);
    QPainter painter(&device);
    painter.translate(10, 5);
    painter.scale(2, 2);
    painter.setPen(QPen(Qt::red, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(QPointF(0, 0), QPointF(4, 3));
    painter.setOpacity(0.5);
    painter.fillRect(QRectF(1, 1, 2, 2), Qt::blue);
    painter.end();
    const QString svg = QString::fromUtf8(device.document());
    QCOMPARE(parse(device.document()).error, QString());
    QVERIFY2(svg.contains(u"viewBox=\"0 0 100 50\""_s), qPrintable(svg));
    QVERIFY2(svg.contains(u"d=\"M10 5L18 11\""_s), qPrintable(svg));    // 10 + 2 * 4, 5 + 2 * 3
    QVERIFY2(svg.contains(u"stroke=\"#ff0000\" stroke-width=\"3\""_s), qPrintable(svg));
    QVERIFY2(svg.contains(u"fill=\"#0000ff\" fill-opacity=\"0.5\""_s), qPrintable(svg));
}

void TestSvg::emptyGraph()
{
    GraphPicture picture;
    picture.setGraph(layoutDag({}), {});
    const Parsed parsed = parse(graphToSvg(picture, lightTokens(), u"nothing"_s));
    QCOMPARE(parsed.error, QString());
    QVERIFY(parsed.ids.isEmpty());
}

QTEST_MAIN(TestSvg)
#include "tst_picture_svg.moc"
