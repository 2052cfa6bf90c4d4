// SPDX-License-Identifier: GPL-3.0-or-later
// Text of outsiders on its way to people: made plain, masked, and put into documents. Bytes: what is tried, flags, the text; in a
// document, the parts between bytes 0x1f are its names, logs and so on.
#include "fuzz/fuzztarget.h"

#include "files/csvcell.h"
#include "fuzz/markupcheck.h"
#include "logs/redact.h"
#include "picture/svgdevice.h"
#include "report/report.h"
#include "words/plain.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

namespace obdesk::fuzz {

using namespace Qt::StringLiterals;

namespace {

const QString canary = u"xCANARYx"_s;

/// UTF-8, or code units as they come, lone surrogates and all.
QString textFrom(const QByteArray &bytes, bool units)
{
    if (!units)
        return QString::fromUtf8(bytes);
    QString text;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        text.append(QChar(uint8_t(bytes.at(i)) << 8 | uint8_t(bytes.at(i + 1))));
    return text;
}

void checkPlain(const QString &text)
{
    const QString line = displayText(text);
    require(!holdsControls(line) && !line.contains(u'\n') && !line.contains(u'\t'), "a line on display holds no control character");
    require(displayText(line) == line, "what is plain stays as it is");
    require(line.size() <= 4097, "a line on display is limited");
    require(!text.isValidUtf16() || line.isValidUtf16(), "no character is cut in two");
    require(!holdsControls(displayText(text, true)), "nor do several");

    const QString tip = asToolTip(line);
    require(line.isEmpty() || tip.count(u'<') == 2, "a tool tip holds no markup of others");

    // Not the first cell: what looks like a byte order mark belongs to the file there.
    const QList<QStringList> table = readCsv("first,"_L1 + csvCell(text) + "\r\n"_L1);
    require(table.size() == 1 && table.first().size() == 2, "a cell stays one cell");
    const QString read = table.first().last();
    require(read == text || read == u'\'' + text, "a cell says what it is given");
    require(!startsFormula(read), "a cell starts no formula");

    const QString xml = "<a b=\""_L1 + xmlText(text) + "\">"_L1 + xmlText(text) + "</a>"_L1;
    QXmlStreamReader reader(xml.toUtf8());
    while (!reader.atEnd())
        reader.readNext();
    require(!reader.hasError(), "text in XML keeps it well-formed");
}

/// Whatever stands around it, a secret that is written the usual ways is covered.
void checkMasking(const QString &before, const QString &after)
{
    require(!maskSecrets(before + "\nAuthorization: Basic "_L1 + canary + u'\n' + after).contains(canary), "the header is covered");
    require(!maskSecrets(before + " https://user:"_L1 + canary + "@ocp.example.com/ "_L1 + after).contains(canary),
            "a password in an address is covered");
    QJsonObject object { { u"before"_s, before }, { u"password"_s, canary }, { u"zone"_s, after } };
    require(!maskSecrets(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))).contains(canary),
            "a secret in JSON is covered");
    require(!maskSecrets(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented))).contains(canary),
            "also when it is indented");

    TaskContext context;
    context.strings = { { before, after }, { u"root_password"_s, canary } };
    context.lists = { { before, { after } }, { u"accessKeys"_s, { canary } } };
    const TaskContext masked = maskSecrets(context);
    require(masked.strings.value(u"root_password"_s) == secretMask, "a secret of a context is covered");
    require(!masked.lists.value(u"accessKeys"_s).contains(canary), "also in a list");
}

class RunTexts
{
public:
    explicit RunTexts(const QString &text) : m_parts(text.split(QChar(0x1f))) { }
    QString next() { return m_parts.at(m_at++ % m_parts.size()); }

private:
    QStringList m_parts;
    qsizetype m_at = 0;
};

Run runFrom(const QString &text, int flags)
{
    RunTexts texts(text);
    Run run;
    run.task.id = TaskId(7);
    run.task.name = texts.next();
    run.task.status = { flags & 2 ? TaskStatus::Failed : TaskStatus::Unknown, texts.next() };
    for (int i = 0; i < 2; ++i) {
        Subtask subtask;
        subtask.id = SubtaskId(i + 1);
        subtask.name = texts.next();
        subtask.status = { i == 0 ? SubtaskStatus::Failed : SubtaskStatus::Unknown, texts.next() };
        subtask.operation = { TaskOperation::Unknown, texts.next() };
        subtask.executor = texts.next();
        if (i == 0)
            subtask.parallelIdx = 0;
        else
            subtask.upstreams = { SubtaskId(1), SubtaskId(1), SubtaskId(9) }; // odd, so that oddities are named
        run.task.subtasks.append(subtask);
    }
    run.task.context.lists.insert(u"host_ids"_s, { u"5"_s, texts.next() });
    run.task.context.strings.insert(u"zone"_s, texts.next());
    run.task.creator = texts.next();
    run.task.type = texts.next();
    run.task.executor = texts.next();
    run.task.cluster = ClusterRef { ClusterId(1), texts.next(), {} };
    StepAttempt attempt;
    attempt.operation = { TaskOperation::Unknown, texts.next() };
    attempt.cause.kind = flags & 2 ? StepCause::Kind::TimeOut : StepCause::Kind::Failure;
    attempt.cause.sentence = texts.next();
    run.failedLogs = { { SubtaskId(1), texts.next(), bool(flags & 4), { attempt, attempt } } };
    run.reason = texts.next();
    run.request = texts.next();
    run.traceId = texts.next();
    run.user = texts.next();
    run.hostLabels = { { 5, texts.next() } };
    if (flags & 8)
        run.connectionName = texts.next();
    run.environment = flags & 16 ? Environment::Simulator : Environment::Custom;
    run.takenAt = QDateTime(QDate(2023, 1, 17), QTime(3, 36, 1), Qt::UTC);
    run.stale = flags & 32;
    return run;
}

QString documentOf(const Run &run, ReportFormat format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    require(writeReport(run, format, buffer).isEmpty(), "a report is written");
    const QString text = QString::fromUtf8(bytes);
    require(!holdsControls(text), "no document holds a control character");
    return text;
}

/// As it comes out of a file: a lone surrogate is no character there.
QString written(const QString &text)
{
    return QString::fromUtf8(text.toUtf8());
}

void checkHtml(const Run &run)
{
    const HtmlText html = readHtml(documentOf(run, ReportFormat::Html));
    QStringList names;
    for (const Subtask &subtask : run.task.subtasks)
        names.append(written(displayText(subtask.name)));
    require(html.ofClass("name"_L1) == names, "the names of the steps are read as they are");
    if (!run.request.isEmpty())
        require(html.ofTag("pre"_L1).contains(written(displayText(run.request, true, 1 << 20))), "so is the request");
}

void checkCsv(const Run &run)
{
    const QList<QStringList> table = readCsv(documentOf(run, ReportFormat::Csv));
    require(table.size() == 1 + run.task.subtasks.size(), "a line per step");
    for (const QStringList &line : table) {
        require(line.size() == table.first().size(), "every line has all cells");
        require(std::none_of(line.begin(), line.end(), startsFormula), "no cell starts a formula");
    }
}

void checkSvg(const QString &title, const QString &group)
{
    SvgDevice device(QRectF(0, 0, 10, 10), title);
    device.beginGroup(u"g"_s, group);
    device.endGroup();
    QXmlStreamReader reader(device.document());
    QStringList titles;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == "title"_L1)
            titles.append(reader.readElementText());
    }
    require(!reader.hasError(), "a picture is well-formed");
    require(titles.size() == 2, "a picture and each group have one title");
    if (title.isValidUtf16())
        require(titles.first() == title, "a title is read as it is");
}

void checkJson(const Run &run)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    require(writeReport(run, ReportFormat::Json, buffer).isEmpty(), "a run is written");
    require(QJsonDocument::fromJson(bytes).isObject(), "and is JSON");
}

} // namespace

int escaping(const uint8_t *data, size_t size)
{
    Input input(data, size);
    const int what = input.byte();
    const int flags = input.byte();
    const QString text = textFrom(input.rest(), flags & 1);
    const qsizetype half = text.size() / 2;
    switch (what % 8) {
    case 0:
        checkPlain(text);
        break;
    case 1:
        checkMasking(text.first(half), text.sliced(half));
        break;
    case 2:
        checkHtml(runFrom(text, flags));
        break;
    case 3:
        checkCsv(runFrom(text, flags));
        break;
    case 4:
        checkMarkdown(documentOf(runFrom(text, flags), ReportFormat::Markdown));
        break;
    case 5:
        checkDot(documentOf(runFrom(text, flags), ReportFormat::Dot));
        break;
    case 6:
        checkSvg(displayText(text.first(half)), displayText(text.sliced(half)));
        break;
    default:
        checkJson(runFrom(text, flags));
        break;
    }
    return 0;
}

} // namespace obdesk::fuzz
