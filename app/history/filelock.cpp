// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/filelock.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace obdesk {

namespace {

bool lockWith(int descriptor, int operation)
{
    if (descriptor < 0)
        return false;
    int answer = -1;
    do {
        answer = ::flock(descriptor, operation | LOCK_NB);
    } while (answer != 0 && errno == EINTR);
    if (answer != 0)
        ::flock(descriptor, LOCK_UN); // a failed conversion may have lost the old lock or not; now it is lost
    return answer == 0;
}

} // namespace

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool FileLock::openFile(const QString &file, QString *problem)
{
    if (m_descriptor >= 0)
        return true;
    m_descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_descriptor < 0) {
        *problem = QStringLiteral("%1: %2").arg(file, QString::fromLocal8Bit(::strerror(errno)));
        return false;
    }
    ::fchmod(m_descriptor, 0600);
    return true;
}

bool FileLock::tryExclusive()
{
    return lockWith(m_descriptor, LOCK_EX);
}

bool FileLock::tryShared()
{
    return lockWith(m_descriptor, LOCK_SH);
}

void FileLock::release()
{
    if (m_descriptor >= 0)
        ::flock(m_descriptor, LOCK_UN);
}

} // namespace obdesk
