// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/journalentry.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

std::optional<TaskId> JournalEntry::task() const
{
    const auto it = std::find_if(conclusions.rbegin(), conclusions.rend(), [](const Conclusion &conclusion) { return conclusion.task.has_value(); });
    return it == conclusions.rend() ? intent.task : it->task;
}

QString JournalEntry::traceId() const
{
    const auto it = std::find_if(conclusions.rbegin(), conclusions.rend(), [](const Conclusion &conclusion) { return !conclusion.traceId.isEmpty(); });
    return it == conclusions.rend() ? QString() : it->traceId;
}

QString JournalEntry::stateAfter() const
{
    const auto it = std::find_if(conclusions.rbegin(), conclusions.rend(), [](const Conclusion &conclusion) { return !conclusion.state.isEmpty(); });
    return it == conclusions.rend() ? QString() : it->state;
}

bool JournalEntry::isOpen() const
{
    return standing == Standing::Sending || standing == Standing::Lost || standing == Standing::Unknown;
}

QString wordOf(JournalEntry::Standing standing)
{
    using Standing = JournalEntry::Standing;
    switch (standing) {
    case Standing::Sending:
        return u"sending"_s;
    case Standing::Lost:
        return u"lost"_s;
    case Standing::NotSent:
        return wordOf(Conclusion::Kind::NotSent);
    case Standing::Accepted:
        return wordOf(Conclusion::Kind::Accepted);
    case Standing::Refused:
        return wordOf(Conclusion::Kind::Refused);
    case Standing::Unknown:
        return wordOf(Conclusion::Kind::Unknown);
    case Standing::Found:
        return wordOf(Conclusion::Kind::Found);
    case Standing::Settled:
        return wordOf(Conclusion::Kind::Settled);
    }
    return {};
}

JournalEntry::Standing standingOf(const QList<Conclusion> &conclusions, const ProcessMark &process)
{
    using Standing = JournalEntry::Standing;
    std::optional<Standing> standing;
    for (const Conclusion &conclusion : conclusions) {
        switch (conclusion.kind) {
        case Conclusion::Kind::NotSent:
            standing = Standing::NotSent;
            break;
        case Conclusion::Kind::Accepted:
            standing = Standing::Accepted;
            break;
        case Conclusion::Kind::Refused:
            standing = Standing::Refused;
            break;
        case Conclusion::Kind::Unknown:
            standing = Standing::Unknown;
            break;
        case Conclusion::Kind::Found:
            standing = Standing::Found;
            break;
        case Conclusion::Kind::Settled:
            standing = Standing::Settled;
            break;
        case Conclusion::Kind::Observed:
            break;
        }
    }
    return standing ? *standing : process.isRunning() ? Standing::Sending : Standing::Lost;
}

} // namespace obdesk
