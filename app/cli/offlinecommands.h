// SPDX-License-Identifier: GPL-3.0-or-later
// What needs no OCP: reports of saved runs, and the simulator as a server.
#pragma once

#include "cli/command.h"
#include "simulator/embeddedsimulator.h"

#include <optional>

namespace obdesk {

class ReportCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;

protected:
    void begin() override;

private:
    QStringList m_files;
    std::optional<TaskId> m_task;
};

class SimulateCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;
    /// The way it is meant to end.
    void interrupt() override;

protected:
    void begin() override;

private:
    EmbeddedOptions m_options;
    EmbeddedSimulator m_simulator;
};

} // namespace obdesk
