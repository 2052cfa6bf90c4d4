// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/evidencewords.h"

#include "logs/redact.h"
#include "words/plain.h"

#include <QCoreApplication>
#include <QStringList>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct EvidenceSentences { Q_DECLARE_TR_FUNCTIONS(EvidenceWords) };

using Reason = WeighedTask::Reason;

QString reasonWords(Reason reason)
{
    switch (reason) {
    case Reason::AuditNamesIt:
        return EvidenceSentences::tr("OCP's audit log names it for this request");
    case Reason::SameHosts:
        return EvidenceSentences::tr("it names exactly these hosts");
    case Reason::WorksOnOurHosts:
        return EvidenceSentences::tr("OCP says that it holds the servers on these hosts");
    case Reason::StartedSince:
        return EvidenceSentences::tr("it began after the request was sent");
    case Reason::AuditNamesAnother:
        return EvidenceSentences::tr("OCP's audit log names another task for this request");
    case Reason::OtherHosts:
        return EvidenceSentences::tr("it names other hosts");
    case Reason::StartedBefore:
        return EvidenceSentences::tr("it began before the request was sent");
    case Reason::OtherCreator:
        return EvidenceSentences::tr("somebody else created it");
    case Reason::OtherCluster:
        return EvidenceSentences::tr("it is about another cluster");
    case Reason::OtherChange:
        return EvidenceSentences::tr("the journal knows it as another change's");
    case Reason::OtherOperation:
        return EvidenceSentences::tr("it does not add servers");
    case Reason::EndedUntimed:
        return EvidenceSentences::tr("it has ended, and says no time");
    case Reason::HostsNotTold:
        return EvidenceSentences::tr("OCP does not tell its hosts");
    case Reason::TimeNotTold:
        return EvidenceSentences::tr("OCP does not tell when it began, or what its clock says");
    }
    return {};
}

QString reasonsWords(const QList<Reason> &reasons)
{
    QStringList pro;
    QStringList contra;
    QStringList missing;
    for (const Reason reason : reasons)
        (signOf(reason) > 0 ? pro : signOf(reason) < 0 ? contra : missing).append(reasonWords(reason));
    QStringList parts;
    const QString separator = EvidenceSentences::tr("; ", "between reasons");
    if (!pro.isEmpty())
        parts.append(EvidenceSentences::tr("For: %1.").arg(pro.join(separator)));
    if (!contra.isEmpty())
        parts.append(EvidenceSentences::tr("Against: %1.").arg(contra.join(separator)));
    if (!missing.isEmpty())
        parts.append(EvidenceSentences::tr("Not known: %1.").arg(missing.join(separator)));
    return parts.join(u' ');
}

} // namespace

QString evidenceDetailWords(const QString &detail)
{
    const std::optional<QList<Reason>> reasons = reasonsOfKeys(detail);
    if (!reasons)
        return detail;
    QStringList parts;
    if (detail.startsWith(chosenByPerson))
        parts.append(EvidenceSentences::tr("A person chose it."));
    parts.append(reasons->isEmpty() ? EvidenceSentences::tr("Nothing spoke for it or against it.") : reasonsWords(*reasons));
    return parts.join(u' ');
}

QString evidenceWords(const WeighedTask &task)
{
    return reasonsWords(task.reasons);
}

QString surroundingsWords(const SearchResult &found)
{
    QStringList sentences;
    if (found.tasksHidden)
        sentences.append(EvidenceSentences::tr("This login may not read tasks; the zone's servers and OCP's audit log were looked at instead."));
    if (found.event && !found.event->taskId) {
        sentences.append(found.event->failedReason.isEmpty()
                                 ? EvidenceSentences::tr("OCP's audit log has the request (event %1), without a task.").arg(found.event->id.toString())
                                 : EvidenceSentences::tr("OCP's audit log has the request (event %1), without a task: %2.")
                                           .arg(found.event->id.toString(), displayText(maskSecrets(found.event->failedReason), false, 300)));
    } else if (found.auditRead && !found.event) {
        sentences.append(EvidenceSentences::tr("OCP's audit log has no such request."));
    }
    if (!found.inZone.isEmpty())
        sentences.append(EvidenceSentences::tr("%n of the hosts is or are in the zone already.", nullptr, int(found.inZone.size())));
    return sentences.join(u' ');
}

} // namespace obdesk
