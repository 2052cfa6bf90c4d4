// SPDX-License-Identifier: GPL-3.0-or-later
// A tester's lines: what holds a secret and what only speaks of one (tests/data/secrets).
#include "logs/redact.h"
#include "logs/rows.h"
#include "logs/steplog.h"
#include "support/enginelog.h"
#include "support/figure.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

QStringList linesOf(const QString &name)
{
    QFile file(QStringLiteral(OBDESK_TEST_DATA "/secrets/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.fileName()));
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    lines.removeLast();
    for (QString &line : lines)
        line.replace(u'\u240a', u'\n').replace(u'\u2409', u'\t');
    return lines;
}

/// As the output of a command, and as the engine's last words.
QString asOutput(const QString &text)
{
    EngineLog log(u"Install rpm"_s, u"InstallRpmTask"_s, 7);
    log.separator(u"EXECUTE"_s);
    log.step(u"INFO"_s, u"command ended, output=\n"_s + text);
    log.state(u"EXECUTE"_s, u"FAILED"_s);
    return log.text();
}

/// With a row's border `at` bytes into the text.
QString torn(const QString &text, qsizetype at)
{
    EngineLog log(u"Install rpm"_s, u"InstallRpmTask"_s, 7);
    log.separator(u"EXECUTE"_s);
    const qsizetype head = 138; // bytes
    log.step(u"INFO"_s, QString(logRowBytes - head - at - 1, u'.') + u' ' + text);
    log.state(u"EXECUTE"_s, u"FAILED"_s);
    return log.text();
}

/// A whole word of the secret, or half of one, is enough.
bool leaks(const QString &secret, const QString &text, const QString &readable)
{
    const QString around = QString(text).remove(secret);
    static const QRegularExpression words(u"[0-9A-Za-z]{4,}|[\\x{4e00}-\\x{9fff}]{2,}"_s);
    for (auto it = words.globalMatch(secret); it.hasNext();) {
        const QString word = it.next().captured();
        for (qsizetype i = 0; i + std::min<qsizetype>(5, word.size()) <= word.size(); ++i) {
            const QStringView part = QStringView(word).sliced(i, std::min<qsizetype>(5, word.size()));
            if (readable.contains(part) && !around.contains(part))
                return true;
        }
    }
    return readable.contains(secret);
}

} // namespace

class TestPlanted : public QObject
{
    Q_OBJECT

private slots:
    void secrets()
    {
        const QStringList lines = linesOf(u"planted.tsv"_s);
        int found = 0;
        int logs = 0;
        for (const QString &line : lines) {
            const QString secret = line.section(u'\t', 0, 0);
            const QString text = line.section(u'\t', 1);
            QStringList forms { asOutput(text) };
            // A border at each end of the secret and in its middle.
            if (!text.contains(u'\n')) {
                const qsizetype place = text.indexOf(secret);
                const qsizetype from = text.first(std::max<qsizetype>(place, 0)).toUtf8().size();
                const qsizetype size = secret.toUtf8().size();
                for (const qsizetype at : { from, from + size / 2, from + size })
                    forms.append(torn(text, at));
            }
            for (const QString &form : std::as_const(forms)) {
                ++logs;
                const QString readable = readableLog(form);
                if (!leaks(secret, text, readable))
                    continue;
                ++found;
                qWarning().noquote() << "planted:" << text << "\n   shown:" << readable.right(text.size() + 120);
            }
        }
        figure("a tester's secrets: %d of %d logs show one (%d lines, most of them torn in three places too)", found, logs, int(lines.size()));
        QCOMPARE(found, 0);
    }

    void harmlessLinesStay()
    {
        const QStringList lines = linesOf(u"harmless.tsv"_s);
        int hidden = 0;
        for (const QString &line : lines) {
            const QString shown = maskSecrets(joinRows(asOutput(line)));
            if (shown.contains(line))
                continue;
            ++hidden;
            qWarning().noquote() << "line: " << line << "\n shown:" << shown.section(u'\n', 4).left(line.size() + 80);
        }
        figure("a tester's harmless lines: %d of %d covered", hidden, int(lines.size()));
        QCOMPARE(hidden, 0);
    }
};

QTEST_GUILESS_MAIN(TestPlanted)
#include "tst_logs_planted.moc"
