// SPDX-License-Identifier: GPL-3.0-or-later
// Where threads end that nobody wants to wait for.
#pragma once

class QThread;

namespace obdesk {

/// Takes over a thread that was told to quit and deletes it some time after it has ended. When the application object goes, those
/// still running are waited for, all together for 6 s at most; one that needs longer is left to the end of the process.
void retireThread(QThread *thread);

} // namespace obdesk
