// SPDX-License-Identifier: GPL-3.0-or-later
// The fault matrix as data: kinds of faults, what the server does for each, and what the client must make of it. A kind may have
// several variants.
#pragma once

#include "support/faultserver.h"
#include "tencalls.h"

namespace obdesk::test {

/// What must come out of one call.
struct Expected
{
    bool ok = false;
    QList<ApiError::Kind> kinds = {};   ///< any of these; more than one only where the network decides
    QList<ApiError::Outcome> outcomes = {}; ///< of a mutation; any of these
    const char *says = "";              ///< part of the sentence that people read
    const char *orSays = nullptr;       ///< the same for the other kind
};

struct Fault
{
    /// Where the client connects to instead of the fault server.
    enum class Place { Server, NobodyListens, NoSuchHost, BlackHole };
    /// PlainText: the client expects TLS and does not get it. StalledHandshake: nor does it get anything else.
    enum class Encryption { None, Tls, StalledHandshake, PlainText };
    /// Which requests the connection has had before the fault.
    enum class Reuse { Both, Never, Always };

    const char *kind;                   ///< "A5 close before reply, new connection": counted once per call
    const char *variant = "";
    std::function<Script(Op, FaultServer &other)> script = {}; ///< for each request; `other`: a second server that must hear nothing
    std::function<Expected(const TriedCall &)> expected = {};
    Place place = Place::Server;
    Reuse reuse = Reuse::Both;          ///< mutations are tried on both; reads on a new one, unless Always
    Script onAccept = {};
    Encryption encryption = Encryption::None;
    const char *certificate = "valid";  ///< what the server shows while the fault lasts
    const char *pinned = nullptr;       ///< the connection trusts this one alone; else the test authority
    bool slow = false;                  ///< ends by a time limit: the limits are short
    bool slowWithoutBody = false;       ///< may end by a time limit when the request has no body
    std::function<QString(const TriedCall &, const Ended &)> check = {}; ///< more about the answer; empty: fine
};

const QList<Fault> &faultKinds();
/// The number of kinds that faultKinds() has to cover.
constexpr int kindsOfFaults = 60;

} // namespace obdesk::test
