// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/steptext.h"

#include "task/taskprogress.h"
#include "words/causewords.h"
#include "words/plain.h"
#include "words/stepwords.h"
#include "words/taskwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct StepTextWords { Q_DECLARE_TR_FUNCTIONS(StepText) };

QString joined(QStringList parts, const QString &by)
{
    parts.removeAll(QString());
    return parts.join(by);
}

QString durationOf(const StepLens &lens, int subtask)
{
    const auto took = elapsed(lens.step(subtask), lens.serverNow());
    return took ? durationText(took) : QString();
}

} // namespace

QString placeText(const StepLens &lens, int subtask)
{
    const QString &host = lens.traits(subtask).host;
    return host.isEmpty() ? parallelWords(lens.step(subtask).parallelIdx) : host;
}

QString causeText(const StepLens &lens, int subtask)
{
    return lens.state(subtask) == StepState::Failed ? causeWords(lens.causeOf(subtask)) : QString();
}

QString stepSummary(const StepLens &lens, int subtask)
{
    const Subtask &step = lens.step(subtask);
    const StepInsights &insights = lens.insights();
    QStringList lines { displayText(step.name, false, 200),
                        joined({ placeText(lens, subtask), stateWords(step), durationOf(lens, subtask) }, u" · "_s) };
    if (runStart(step))
        lines.append(StepTextWords::tr("Started %1").arg(timeText(*runStart(step), lens.serverNow())));
    lines.append(joined({ causeWord(insights.role(subtask)), heldBackWords(insights.heldBack(subtask)) }, u" · "_s));
    lines.append(causeText(lens, subtask));
    for (const StepWarning &warning : insights.warnings(subtask))
        lines.append(warningSentence(warning));
    if (insights.isOnPath(subtask))
        lines.append(StepTextWords::tr("On the critical path"));
    return joined(lines, u"\n"_s);
}

QString neighbourText(const StepLens &lens, int subtask)
{
    const auto names = [&](std::span<const int> neighbours) {
        QStringList found;
        for (const int other : neighbours.subspan(0, std::min<size_t>(neighbours.size(), 3)))
            found.append(displayText(lens.step(other).name, false, 60));
        if (neighbours.size() > 3)
            found.append(StepTextWords::tr("%n more", nullptr, int(neighbours.size() - 3)));
        return found.join(u", "_s);
    };
    const auto ups = lens.graph().upstreams(subtask);
    const auto downs = lens.graph().downstreams(subtask);
    return joined({ ups.empty() ? QString() : StepTextWords::tr("after %1").arg(names(ups)),
                    downs.empty() ? QString() : StepTextWords::tr("before %1").arg(names(downs)) }, u"; "_s);
}

QString stepSentence(const StepLens &lens, int subtask)
{
    const Subtask &step = lens.step(subtask);
    const QString about = joined({ displayText(step.name, false, 200), stateWords(step), placeText(lens, subtask), durationOf(lens, subtask) }, u", "_s);
    return joined({ about, causeText(lens, subtask), neighbourText(lens, subtask) }, u"; "_s);
}

QString phaseText(const StepLens &lens, int phase)
{
    return u"%1 · %2"_s.arg(phase + 1).arg(displayText(lens.phases().phases.at(phase).name, false, 200));
}

} // namespace obdesk
