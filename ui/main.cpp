// SPDX-License-Identifier: GPL-3.0-or-later
// obdesk: the console, or with a command the same engine without a window.
#include "cli/cli.h"
#include "graphicalstart.h"
#include "ocp/messageguard.h"
#include "process/endofprocess.h"
#include "process/freedmemory.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/stat.h>

int main(int argc, char **argv)
{
    umask(077); // whatever is written here is nobody else's business
    const rlimit noCore { 0, 0 };
    setrlimit(RLIMIT_CORE, &noCore); // a core file would hold the password
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0); // nor may another program of the same user read our memory
#endif
    obdesk::keepFreedMemory();
    obdesk::installMessageGuard();
    obdesk::GuiStart start;
    if (const std::optional<int> status = obdesk::runCommandLine(argc, argv, &start))
        return obdesk::endOfProcess(*status);
    return obdesk::endOfProcess(obdesk::runConsole(argc, argv, start));
}
