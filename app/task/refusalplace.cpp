// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/refusalplace.h"

#include <QRegularExpression>

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

RefusalPlace::What kindOf(const QString &code)
{
    using What = RefusalPlace::What;
    if (code.startsWith("CMP"_L1) || (code.size() == 4 && code.startsWith(u'7')))
        return What::Hosts;
    if (code == "OBE11023"_L1) // the host's architecture, although the code is a cluster's
        return What::Hosts;
    if (code.startsWith("OBE18"_L1) || (code.size() == 5 && code.startsWith("12"_L1)))
        return What::Zone;
    if (code.startsWith("OBE11"_L1) || code.startsWith("OBE12"_L1) || (code.size() == 5 && code.startsWith("11"_L1)))
        return What::Cluster;
    return What::Request;
}

} // namespace

RefusalPlace placeOfRefusal(const ApiError &error, const QList<Host> &sent)
{
    RefusalPlace place { kindOf(error.code), {} };
    for (const Host &host : sent) {
        if (names(error.message, host.innerIpAddress) || names(error.message, host.name))
            place.hosts.append(host.id);
    }
    // A bare number may be anything else: an id only says something under a host's code, and when nothing better is there.
    if (place.what == RefusalPlace::What::Hosts && place.hosts.isEmpty()) {
        for (const Host &host : sent) {
            if (names(error.message, host.id.toString()))
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
