// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDirIterator>
#include <QFile>

namespace obdesk::test {

/// Threads of this process that Qt's access managers have.
inline int networkThreads()
{
    int count = 0;
    for (QDirIterator threads(QStringLiteral("/proc/self/task"), QDir::Dirs | QDir::NoDotAndDotDot); threads.hasNext();) {
        QFile name(threads.next() + QLatin1StringView("/comm"));
        if (name.open(QIODevice::ReadOnly) && name.readAll().startsWith("QNetworkAccess"))
            ++count;
    }
    return count;
}

} // namespace obdesk::test
