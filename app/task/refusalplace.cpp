// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/refusalplace.h"

#include "domain/hostaddress.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// `word` stands in `text` as a whole: "10.0.0.1" is not in "10.0.0.12", "db-1" not in "my-db-1" or "db-1.example.com".
bool names(const QString &text, const QString &word)
{
    if (word.isEmpty())
        return false;
    const QRegularExpression whole(u"(?<![\\w.-])%1(?![\\w-]|\\.\\w)"_s.arg(QRegularExpression::escape(word)));
    return whole.match(text).hasMatch();
}

/// Calls with each IPv6 address of the text, and where it stands. One that is followed by a colon and a number is another address,
/// unless brackets close it: a port cannot be told from a group.
template<typename Take>
void eachIpv6(const QString &text, Take take)
{
    static const QRegularExpression pattern(u"(?<![\\w.:-])\\[?([0-9A-Fa-f:.]++)\\]?(?![\\w-])"_s);
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        QString found = match.captured(1);
        // The end of a sentence or of a label: "2001:db8::1: offline."
        while (found.endsWith(u'.') || (found.endsWith(u':') && !found.endsWith("::"_L1)))
            found.chop(1);
        if (ipv6Groups(found))
            take(found, match.capturedStart(1));
    }
}

bool namesAddress(const QString &text, const QString &address)
{
    if (!ipv6Groups(address))
        return names(text, address);
    bool named = false;
    eachIpv6(text, [&](const QString &found, qsizetype) { named |= isSameAddress(found, address); });
    return named;
}

/// The end of an address is no number of its own.
QString withoutIpv6(const QString &text)
{
    QString rest = text;
    eachIpv6(text, [&rest](const QString &found, qsizetype at) { rest.replace(at, found.size(), QString(found.size(), u' ')); });
    return rest;
}

RefusalPlace::What kindOf(const QString &code)
{
    using What = RefusalPlace::What;
    if (code.startsWith("CMP"_L1) || (code.size() == 4 && code.startsWith(u'7')))
        return What::Hosts;
    // Of a host, although the code is a cluster's or a server's: its architecture, the service it carries, its CPU and memory.
    static constexpr std::array ofHosts { "OBE11023"_L1, "OBE11021"_L1, "11021"_L1, "OBE19018"_L1, "19018"_L1, "OBE19019"_L1, "19019"_L1, "COM32001"_L1 };
    if (std::find(ofHosts.begin(), ofHosts.end(), code) != ofHosts.end())
        return What::Hosts;
    if (code == "12000"_L1 || code == "CRD08000"_L1) // OCP cannot log in to the cluster
        return What::Cluster;
    if (code.startsWith("OBE18"_L1) || (code.size() == 5 && code.startsWith("12"_L1)))
        return What::Zone;
    if (code.startsWith("OBE11"_L1) || code.startsWith("OBE12"_L1) || (code.size() == 5 && code.startsWith("11"_L1)))
        return What::Cluster;
    return What::Request;
}

/// The hosts that fields like "servers[1]" or "servers[1].id" stand for; other fields are about the request as a whole.
RefusalPlace placeOfFields(const QList<SubError> &errors, const QList<Host> &sent)
{
    static const QRegularExpression field(u"^servers\\[(\\d{1,6})\\]"_s);
    QList<HostId> ids;
    for (const Host &host : sent)
        ids.append(host.id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    RefusalPlace place { RefusalPlace::What::Hosts, {}, {} };
    for (const SubError &error : errors) {
        const QRegularExpressionMatch match = field.match(error.field);
        const int index = match.hasMatch() ? match.capturedView(1).toInt() : -1;
        if (index < 0 || index >= ids.size())
            continue;
        const HostId id = ids.at(index);
        if (!place.hosts.contains(id))
            place.hosts.append(id);
        QString &says = place.says[id];
        says += (says.isEmpty() ? QString() : u"; "_s) + error.message;
    }
    return place.hosts.isEmpty() ? RefusalPlace() : place;
}

} // namespace

RefusalPlace placeOfRefusal(const ApiError &error, const QList<Host> &sent)
{
    if (const RefusalPlace named = placeOfFields(error.subErrors, sent); !named.hosts.isEmpty())
        return named;
    RefusalPlace place { kindOf(error.code), {}, {} };
    for (const Host &host : sent) {
        if (namesAddress(error.message, host.innerIpAddress) || names(error.message, host.name))
            place.hosts.append(host.id);
    }
    // A bare number may be anything else: an id only says something under a host's code, and when nothing better is there.
    if (place.what == RefusalPlace::What::Hosts && place.hosts.isEmpty()) {
        const QString message = withoutIpv6(error.message);
        for (const Host &host : sent) {
            if (names(message, host.id.toString()))
                place.hosts.append(host.id);
        }
    }
    // 11023 is the host's architecture in 4.0.3 and something of the cluster in 3.1.1: the message decides.
    const bool open = place.what == RefusalPlace::What::Request || error.code == "11023"_L1;
    if (open && !place.hosts.isEmpty())
        place.what = RefusalPlace::What::Hosts;
    if (place.what != RefusalPlace::What::Hosts) {
        place.hosts.clear();
    } else if (place.hosts.isEmpty()) {
        for (const Host &host : sent)
            place.hosts.append(host.id);
    }
    return place;
}

} // namespace obdesk
