// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace obdesk {

/// For the end of main(), when all that the program has is gone: `return endOfProcess(status)`.
///
/// exit() takes down what libraries keep in statics, OpenSSL's among them, also under a thread that still uses it; then a program that has
/// done its work ends with a crash, and whoever waits for its exit status takes the work for failed. There are such threads: Qt lets go of
/// one of its HTTP that does not stop within five seconds, QThread::wait() returns a little before the thread is at its end, and Qt's D-Bus
/// has one of its own. As long as there are any, this flushes the standard streams and ends the process without exit().
int endOfProcess(int status);

} // namespace obdesk
