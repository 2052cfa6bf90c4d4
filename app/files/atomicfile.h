// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that replaces files. QSaveFile alone does not do: after a write that the disk cut short, Qt 6.4's commit()
// answers true and leaves the stump in place of the old file.
#pragma once

#include <QByteArray>
#include <QString>

class QIODevice;

namespace obdesk {

/// Replaces `file`, or creates it together with the folders above it. Only the user may read it (0600). The answer is empty
/// when all bytes are on the disk; else it is a sentence for people and the old file is as it was. Refuses to replace
/// anything but a regular file.
[[nodiscard]] QString writeAtomically(const QString &file, const QByteArray &bytes);

/// Until the device has taken every byte; false as soon as it takes none.
[[nodiscard]] bool writeAll(QIODevice &device, const QByteArray &bytes);

} // namespace obdesk
