// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence of the sources is in both catalogues, finished, with the placeholders of its source.
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList translations;
    bool unfinished = false;
};

QList<Message> readCatalogue(const QString &path)
{
    QList<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            messages.append({ context, {}, {}, false });
        } else if (xml.name() == "source"_L1) {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            messages.last().unfinished = xml.attributes().value("type"_L1) == "unfinished"_L1;
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            if (!text.isEmpty())
                messages.last().translations.append(text);
        }
    }
    return messages;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression placeholder(u"%(?:L?\\d+|n)"_s);
    QStringList found;
    for (auto it = placeholder.globalMatch(text); it.hasNext();)
        found.append(it.next().captured());
    found.sort();
    return found;
}

} // namespace

class TestTranslations final : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsOpenInTheCatalogue_data();
    void nothingIsOpenInTheCatalogue();
    void chineseKeepsThePlaceholders();
};

void TestTranslations::nothingIsOpenInTheCatalogue_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("zh_CN") << u"obdesk_zh_CN.ts"_s << QStringList();
    QTest::newRow("en") << u"obdesk_en.ts"_s << QStringList(u"-pluralonly"_s);
}

void TestTranslations::nothingIsOpenInTheCatalogue()
{
    QFETCH(QString, name);
    QFETCH(QStringList, options);
    // What lupdate would add to a copy is what the catalogue lacks.
    QTemporaryDir folder;
    const QString source = QStringLiteral(OBDESK_SOURCE);
    const QString copy = folder.filePath(name);
    QVERIFY(QFile::copy(source + u"/translations/"_s + name, copy));
    QProcess lupdate;
    lupdate.start(QStringLiteral(OBDESK_LUPDATE),
                  QStringList { u"-silent"_s, u"-locations"_s, u"none"_s, u"-no-obsolete"_s } + options
                          + QStringList { source + u"/app"_s, source + u"/ui"_s, u"-ts"_s, copy });
    QVERIFY(lupdate.waitForFinished(120'000));
    QCOMPARE(lupdate.exitCode(), 0);
    const QList<Message> messages = readCatalogue(copy);
    QVERIFY(messages.size() > 20);
    QStringList open;
    for (const Message &message : messages) {
        if (message.unfinished || message.translations.isEmpty())
            open.append(message.context + u": "_s + message.source);
    }
    QVERIFY2(open.isEmpty(), qPrintable(open.join(u'\n')));
}

void TestTranslations::chineseKeepsThePlaceholders()
{
    const QList<Message> messages = readCatalogue(QStringLiteral(OBDESK_SOURCE) + u"/translations/obdesk_zh_CN.ts"_s);
    QVERIFY(messages.size() > 500);
    for (const Message &message : messages)
        QVERIFY2(placeholders(message.source) == placeholders(message.translations.value(0)), qPrintable(message.source));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
