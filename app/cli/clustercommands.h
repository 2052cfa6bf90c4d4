// SPDX-License-Identifier: GPL-3.0-or-later
// cluster list, cluster show, host list.
#pragma once

#include "cli/command.h"

namespace obdesk {

class ClusterListCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;

protected:
    void begin() override;
};

class ClusterShowCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;

protected:
    void begin() override;

private:
    void show(const Cluster &cluster, const QList<Zone> &zones);
};

class HostListCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;

protected:
    void begin() override;

private:
    struct Place
    {
        Cluster cluster;
        Zone zone;
        QList<Zone> zones;              ///< all of the cluster
    };
    void list(const std::optional<Place> &place);
    void show(const QList<Host> &hosts, const std::optional<Place> &place);
};

} // namespace obdesk
