// SPDX-License-Identifier: GPL-3.0-or-later
// A step's log as OCP may send it: its rows joined, taken apart, searched for the cause, masked. Bytes: flags, the text.
#include "fuzz/fuzztarget.h"

#include "logs/cause.h"
#include "logs/redact.h"
#include "logs/rows.h"

namespace obdesk::fuzz {

using namespace Qt::StringLiterals;

namespace {

const QString planted = u"xCANARYx"_s;

/// A view of the log's text, or empty.
bool isWithin(QStringView view, const QString &text)
{
    return view.isEmpty() || (view.begin() >= QStringView(text).begin() && view.end() <= QStringView(text).end());
}

void checkParts(const StepLog &log)
{
    qsizetype at = 0;
    for (const LogRun &run : log.runs) {
        require(run.from >= 0 && run.from <= run.to && run.to <= log.text.size(), "a run is within the text");
        for (const LogEvent &event : run.events) {
            require(event.start >= at && event.end >= event.start && event.end <= log.text.size(), "entries follow each other");
            require(isWithin(event.message, log.text) && isWithin(event.attached, log.text) && isWithin(event.thread, log.text),
                    "what an entry says is part of the text");
            at = event.end;
        }
        require(!run.state || isWithin(run.state->line, log.text), "so is the state");
    }
}

void checkCause(const StepCause &cause, const QString &text)
{
    if (cause.isEmpty()) {
        require(cause.sentence.isEmpty() && cause.at == -1 && cause.certainty == CauseCertainty::None, "no cause says nothing");
        return;
    }
    require(cause.at >= 0 && cause.at <= text.size(), "a cause stands somewhere");
    require(cause.line == QStringView(text).first(cause.at).count(u'\n'), "and on a line");
    require(cause.kind == StepCause::Kind::Cancelled || !cause.sentence.trimmed().isEmpty(), "it says something");
    require(cause.sentence.size() <= 900 && !cause.sentence.contains(u'\n'), "in one line");
    require(cause.certainty != CauseCertainty::None && cause.reason != CauseReason::None, "and how sure that is");
}

void checkMasking(const QString &before, const QString &after)
{
    const QString head = u"\n2024-03-12 02:10:01.037  INFO 213 --- [t,,] l : "_s;
    for (const QString &secret : { u"context=Context{stringMap={a=b, root_password="_s + planted + u", c=d}}"_s, u"password="_s + planted,
                                   u"mysql -uroot -p"_s + planted + u" -e x"_s, u"{\"token\":\""_s + planted + u"\"}"_s,
                                   u"http://a:"_s + planted + u"@h/"_s })
        require(!readableLog(before + head + secret + head + after).contains(planted), "a secret is covered, whatever stands around it");
}

} // namespace

int logs(const uint8_t *data, size_t size)
{
    Input input(data, size);
    const int flags = input.byte();
    const QString text = QString::fromUtf8(input.rest());
    require(joinRows(text).size() <= text.size(), "joining adds nothing");
    const QString readable = readableLog(text);
    require(maskSecrets(readable) == readable, "what is masked stays as it is");
    const StepLog log = readStepLog(readable);
    checkParts(log);
    for (qsizetype run = 0; run < std::min<qsizetype>(log.runs.size(), 20); ++run)
        checkCause(causeOf(log, run, flags & 1), log.text);
    require(attemptsOf(log, flags & 1).size() <= log.runs.size(), "an attempt is a run");
    checkMasking(text.first(text.size() / 2), text.sliced(text.size() / 2));
    return 0;
}

} // namespace obdesk::fuzz
