// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/steplines.h"

namespace obdesk {

using namespace Qt::StringLiterals;

QString taskClassName(const QString &stepName)
{
    QString name;
    const QStringList words = stepName.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        name += word.first(1).toUpper() + word.sliced(1);
    return name + "Task"_L1;
}

QStringList workLines(const SimStep &step)
{
    const QString &name = step.plan.name;
    const QString host = step.plan.hostAddress.isEmpty() ? u"10.20.0.5"_s : step.plan.hostAddress;
    if (name.startsWith("Pre check"_L1))
        return { u"Checking memory of host %1: total 376 GB, available 351 GB"_s.arg(host),
                 u"Checking disk of host %1: /data/1 3.4 TB free, /data/log1 1.1 TB free"_s.arg(host),
                 u"Checking ports of host %1: 2881 free, 2882 free"_s.arg(host),
                 u"Checking clock of host %1: offset 1.8 ms"_s.arg(host),
                 u"Checking observer process on host %1: none"_s.arg(host) };
    if (name.startsWith("Install"_L1))
        return { u"Downloading package to host %1 through OCP agent"_s.arg(host), u"Downloaded 25 %"_s, u"Downloaded 50 %"_s, u"Downloaded 75 %"_s,
                 u"Downloaded 100 %, sha1 verified"_s, u"rpm -Uvh --prefix=/home/admin/oceanbase on host %1"_s.arg(host) };
    if (name.startsWith("Make dir"_L1))
        return { u"mkdir -p /data/1/obdata /data/log1/obdata on host %1"_s.arg(host), u"chown -R admin:admin /data/1/obdata /data/log1/obdata"_s };
    if (name.startsWith("Start observer"_L1) || name.startsWith("Restart observer"_L1))
        return { u"Start parameters: memory_limit=300G, system_memory=30G, datafile_disk_percentage=90, devname=bond0"_s,
                 u"cd /home/admin/oceanbase && ./bin/observer -p 2881 -P 2882 on host %1"_s.arg(host),
                 u"observer process on host %1: pid 52144"_s.arg(host), u"Waiting for port 2881 of host %1"_s.arg(host) };
    if (name == "Add observer"_L1)
        return { u"Connecting to the sys tenant through the root server"_s, u"ALTER SYSTEM ADD SERVER ... (statement 1 of 1)"_s };
    if (name.contains("active"_L1))
        return { u"Server %1:2882 status INACTIVE, heartbeat received"_s.arg(host), u"Server %1:2882 status ACTIVE, in service"_s.arg(host) };
    if (name == "Wait node"_L1)
        return {};
    return { u"[%1] working on %2"_s.arg(taskClassName(name), host), u"[%1] updated the metadata of OCP"_s.arg(taskClassName(name)) };
}

PollNoise pollNoise(const SimStep &step)
{
    const QString &name = step.plan.name;
    const QString host = step.plan.hostAddress.isEmpty() ? u"10.20.0.5"_s : step.plan.hostAddress;
    if (name.contains("active"_L1))
        return { u"server not active yet, wait for another check, server=%1:2882, status=INACTIVE, times=%2"_s.arg(host, u"%1"_s), {}, {}, 0 };
    if (name.contains("agent"_L1) || name.startsWith("Install"_L1))
        return { u"wait for agent task, host=%1, token=5d0c7a3e, finished=false, times=%2"_s.arg(host, u"%1"_s),
                 u"query agent task failed, try again, host=%1, times=%2, message=Connection refused"_s.arg(host, u"%1"_s),
                 u"c.o.o.e.executor.AgentExecutor"_s, 1 };
    return { u"[%1] not finished yet, times=%2"_s.arg(taskClassName(name), u"%1"_s), {}, {}, 0 };
}

} // namespace obdesk
