// SPDX-License-Identifier: GPL-3.0-or-later
// What a command on a host printed, as an entry of a step's log or the message of an exception repeats it.
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace obdesk {

struct RemoteOutput
{
    std::optional<int> exitCode;
    QStringView text;                   ///< standard error where it is told apart and not empty, else the output
};

/// Of "… exitCode=1, stdout=…, stderr=…", "…, output=…" and the like; empty when the text repeats no output.
std::optional<RemoteOutput> remoteOutput(QStringView text);

/// "exit code 1", "exitCode=1", "exit status: 127", "退出码：1".
std::optional<int> exitCodeIn(QStringView text);

/// The line that says why: the first that speaks of a failure and is not known to be harmless; rather one that says more than that something
/// failed and that its program calls an error. Of a Python traceback the last, of ansible's results the last that was not ignored. A line
/// that ends in a colon brings the next one. Empty when there is none; with `any` then the last line that says anything.
QStringView tellingLine(QStringView output, bool any);

} // namespace obdesk
