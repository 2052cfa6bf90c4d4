// SPDX-License-Identifier: GPL-3.0-or-later
// Which version of OCP the simulator plays, and what differs between them as far as a client of hosts, zones and tasks can see.
#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringList>

#include <optional>

namespace obdesk {

/// In order of time.
enum class OcpFace { V33, V403, V422, V435, V440 };

/// What a version shows. Sources: API pages, error tables and release notes of github.com/oceanbase/ocp-doc, branches V3.3.0 to V4.2.2
/// and the single revisions of 4.3 and 4.4. The simulator shows `architecture` in every version, although pages before 4.3 lack it.
struct FaceTraits
{
    OcpFace face = OcpFace::V422;
    const char *word = "";              ///< as --ocp-version and a scenario's `ocpVersion` name it
    const char *buildVersion = "";      ///< of /api/v2/info
    bool letterCodes = true;            ///< error.code OBE11007 (from 4.2.2) instead of 11007
    bool accessKeys = true;             ///< requests may be signed (from 4.0.3)
    bool opaqueServer = true;           ///< envelope: server is a word of ten hex digits (from 4.0.3) instead of an address
    bool audit = true;                  ///< GET /api/v2/audit/events exists (from 4.2.0)
    bool auditResources = false;        ///< its events name resources[] (4.3.5) instead of resourceId and resourceName
    bool operatingTask = false;         ///< cluster, zone and server say which task holds them (4.3)
    bool taskTags = false;              ///< list entries of tasks have tags[] and a lower-case operation (4.3)
    bool newTaskForm = false;           ///< add OBServer answers form B without context, tasks have taskId and isRemote (4.3, by analogy)
    bool splitRights = false;           ///< who may add a server need not be allowed to see its task (4.3.4)
    bool prohibitSkip = false;          ///< subtasks say whether they may be skipped (documented in 4.3; here from 4.2.2 on)
};

const FaceTraits &traits(OcpFace face);

/// Exactly one of faceWords().
std::optional<OcpFace> faceOf(const QString &word);
QStringList faceWords();

} // namespace obdesk
