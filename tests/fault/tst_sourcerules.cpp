// SPDX-License-Identifier: GPL-3.0-or-later
// Rules no compiler knows: what has a hazard of its own may stand in one place only. Read from the sources, each rule with a control that
// it finds what it forbids.
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Rule
{
    const char *name;
    QString pattern;
    QStringList allowed;                ///< files below the sources, or folders ending with a slash
    QString control;                    ///< a line the pattern must find
};

QList<Rule> rules()
{
    return {
        { "ignoring every TLS error", uR"(ignoreSslErrors\(\s*\))"_s, {}, u"reply->ignoreSslErrors();"_s },
        { "sending a change outside the one place with a one-shot body", uR"([mM]anager(\(\))?\s*(->|\.)\s*(post|put|deleteResource|sendCustomRequest)\()"_s,
          { u"app/ocp/exchange.cpp"_s }, u"manager->post(request, body);"_s },
        // A full disk leaves a stump of the old file; buffers in memory are no files.
        { "writing a file past the atomic writer", uR"(QSaveFile|QFile::(WriteOnly|Append|ReadWrite)|QFile\s+\w+[^;]*;[^;]*(WriteOnly|Append|ReadWrite))"_s,
          { u"app/files/"_s, u"app/history/"_s, u"app/session/connectionstore.cpp"_s }, u"QSaveFile file(path);"_s },
        { "logging what quotes addresses with their passwords", uR"(q(C)?(Debug|Warning|Info|Critical|Fatal)\b.*(errorString\(|[uU]rl\(?\)?\.toString\())"_s, {},
          u"qWarning() << reply->errorString();"_s },
        { "headers outside the wire", u"setRawHeader\\("_s, { u"app/ocp/httpworker.cpp"_s }, u"request.setRawHeader(name, value);"_s },
        { "JSON by operator[], which dangles on temporaries", uR"(\b(json|object|obj|root)\[\s*u?")"_s, {}, u"auto id = object[u\"id\"_s];"_s },
        { "labels that guess whether their text is HTML", uR"(new QLabel\([^)]*(tr\(|text|name))"_s, { u"ui/widgets/labels.cpp"_s }, u"new QLabel(task.name, this)"_s },
        { "rich text", uR"(Qt::RichText|setHtml\(|insertHtml\(|Qt::AutoText)"_s, {}, u"label->setTextFormat(Qt::RichText);"_s },
        { "static message boxes, which guess as well", uR"(QMessageBox::(information|warning|critical|question)\()"_s, {}, u"QMessageBox::warning(this, title, text);"_s },
        { "opening addresses or files with other programs", uR"(QDesktopServices::openUrl)"_s, {}, u"QDesktopServices::openUrl(url);"_s },
    };
}

bool isAllowed(const Rule &rule, const QString &file)
{
    for (const QString &place : rule.allowed) {
        if (place.endsWith(u'/') ? file.startsWith(place) : file == place)
            return true;
    }
    return false;
}

} // namespace

class TestSourceRules : public QObject
{
    Q_OBJECT

    QMap<QString, QStringList> m_lines; // by file below the sources

private slots:
    void initTestCase()
    {
        const QString root = QStringLiteral(OBDESK_SOURCES);
        for (const QString &folder : { u"app"_s, u"ui"_s }) {
            QDirIterator files(root + u'/' + folder, { u"*.cpp"_s, u"*.h"_s }, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                m_lines.insert(file.fileName().mid(root.size() + 1), QString::fromUtf8(file.readAll()).split(u'\n'));
            }
        }
        QVERIFY(m_lines.contains(u"app/ocp/exchange.cpp"_s)); // the sources are there
    }

    void rule_data()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < rules().size(); ++i)
            QTest::newRow(rules().at(i).name) << i;
    }

    void rule()
    {
        QFETCH(int, number);
        const Rule rule = rules().at(number);
        const QRegularExpression pattern(rule.pattern);
        QVERIFY2(pattern.isValid(), qPrintable(pattern.errorString()));
        QVERIFY2(pattern.match(rule.control).hasMatch(), "the rule finds nothing");
        QStringList found;
        for (auto file = m_lines.cbegin(); file != m_lines.cend(); ++file) {
            if (isAllowed(rule, file.key()))
                continue;
            for (qsizetype line = 0; line < file->size(); ++line) {
                if (pattern.match(file->at(line)).hasMatch())
                    found.append(u"%1:%2: %3"_s.arg(file.key()).arg(line + 1).arg(file->at(line).trimmed()));
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    /// Two types of one name in one program are undefined behaviour that no linker tells: whichever constructor it keeps makes both.
    void typesHaveOneNameEach()
    {
        static const QRegularExpression definition(u"^(?:struct|class) (\\w+)(?: final)?(?: :.*| \\{.*)?$"_s);
        QHash<QString, QString> definedIn;
        QStringList twice;
        for (auto file = m_lines.cbegin(); file != m_lines.cend(); ++file) {
            for (const QString &line : file->filter(definition)) {
                const QString name = definition.match(line).captured(1);
                if (file.key().endsWith(".h"_L1) && definedIn.contains(name))
                    twice.append(u"%1: %2 and %3"_s.arg(name, definedIn.value(name), file.key()));
                if (file.key().endsWith(".h"_L1))
                    definedIn.insert(name, file.key());
            }
        }
        QVERIFY(definedIn.contains(u"Subtask"_s) && definedIn.contains(u"OcpClient"_s)); // the pattern finds definitions
        QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestSourceRules)
#include "tst_sourcerules.moc"
