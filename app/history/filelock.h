// SPDX-License-Identifier: GPL-3.0-or-later
// A lock between processes that goes with its process, however that ends. Not QLockFile: one killed while it writes that file
// holds up the next start for half a minute.
#pragma once

#include <QString>

namespace obdesk {

class FileLock final
{
public:
    FileLock() = default;
    ~FileLock();
    Q_DISABLE_COPY_MOVE(FileLock)

    /// Creates the file (0600) where it is missing; it stays. False with the reason in `problem`.
    [[nodiscard]] bool openFile(const QString &file, QString *problem);
    /// Nobody else holds it, shared or not. Both drop what was held before when they fail, and never wait.
    [[nodiscard]] bool tryExclusive();
    [[nodiscard]] bool tryShared();
    void release();

private:
    int m_descriptor = -1;
};

} // namespace obdesk
