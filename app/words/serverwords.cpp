// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/serverwords.h"

#include "words/plain.h"
#include "words/taskwords.h"

#include <QCoreApplication>
#include <QStringList>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct ServerWords { Q_DECLARE_TR_FUNCTIONS(ServerWords) };

QString labelOf(HostId id, const QHash<HostId, Host> &known)
{
    const auto host = known.constFind(id);
    if (host == known.cend())
        return id.toString();
    return displayText(host->innerIpAddress.isEmpty() ? host->name : host->innerIpAddress, false, 60);
}

} // namespace

QString hiddenTaskWords(const QString &zone, const std::optional<QDateTime> &asOf, const QDateTime &now)
{
    const QString name = displayText(zone, false, 60);
    return asOf ? ServerWords::tr("This login may not read the task; the servers of %1 are watched instead (as of %2):").arg(name, timeText(*asOf, now))
                : ServerWords::tr("This login may not read the task; the servers of %1 are watched instead.").arg(name);
}

QString serversOnHostsWords(const QList<HostId> &hosts, const QHash<HostId, Host> &known, const QMap<HostId, OpenEnum<ObStatus>> &servers)
{
    QStringList lines;
    for (const HostId id : hosts) {
        const auto server = servers.constFind(id);
        lines.append(u"  %1  %2"_s.arg(labelOf(id, known), server == servers.cend() ? ServerWords::tr("not in the zone yet")
                                                                                   : displayText(server->text, false, 40)));
    }
    return lines.join(u'\n');
}

} // namespace obdesk
