// SPDX-License-Identifier: GPL-3.0-or-later
// The fault matrix as data: kinds of faults, what the server does for each, and what the client must make of it. A kind may have
// several variants. Kinds that need a TLS server (letter B, and G's step from https to http) belong into a list of their own that
// is appended to faultKinds(): give the server in Play and the expectation per call as here.
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
    /// Which requests the connection has had before the fault.
    enum class Reuse { Both, Never, Always };

    const char *kind;                   ///< "A5 close before reply, new connection": counted once per call
    const char *variant = "";
    std::function<Script(Op, FaultServer &other)> script = {}; ///< for each request; `other`: a second server that must hear nothing
    std::function<Expected(const TriedCall &)> expected = {};
    Place place = Place::Server;
    Reuse reuse = Reuse::Both;          ///< mutations are tried on both; reads on a new one, unless Always
    bool resetsOnAccept = false;
    bool slow = false;                  ///< ends by a time limit: the limits are short
    bool slowWithoutBody = false;       ///< may end by a time limit when the request has no body
    std::function<QString(const TriedCall &, const Ended &)> check = {}; ///< more about the answer; empty: fine
};

/// All kinds but those of TLS.
const QList<Fault> &faultKinds();
/// The number of kinds in section "without TLS" that faultKinds() has to cover.
constexpr int kindsWithoutTls = 54;

} // namespace obdesk::test
