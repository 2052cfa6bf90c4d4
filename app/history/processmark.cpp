// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/processmark.h"

#include <QFile>
#include <QList>
#include <QUuid>

#include <cerrno>
#include <csignal>
#include <limits>
#include <unistd.h>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Field 22 of /proc/PID/stat (proc(5)); 0: there is none. Field 2 is the program's name in brackets, which may hold anything.
qint64 startOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 19 && fields.constFirst() != "Z" ? fields.at(19).toLongLong() : 0;
}

} // namespace

const ProcessMark &ProcessMark::own()
{
    static const ProcessMark mark { ::getpid(), startOf(::getpid()), QUuid::createUuid().toString(QUuid::WithoutBraces) };
    return mark;
}

bool ProcessMark::isRunning() const
{
    if (run == own().run)
        return true;
    if (pid <= 0 || pid > std::numeric_limits<pid_t>::max()) // a damaged row; cut off, it would be another process
        return false;
    if (start > 0)
        return startOf(pid) == start;
    return ::kill(pid_t(pid), 0) == 0 || errno == EPERM;
}

} // namespace obdesk
