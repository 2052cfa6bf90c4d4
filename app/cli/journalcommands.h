// SPDX-License-Identifier: GPL-3.0-or-later
// journal list, show, verify, export, settle: what this machine's obdesk has changed. No connection is needed.
#pragma once

#include "cli/command.h"
#include "history/journal.h"

#include <memory>

namespace obdesk {

/// Opens the data file and says what is wrong with it.
class JournalCommand : public Command
{
    Q_OBJECT
public:
    explicit JournalCommand(const Setting &setting, Database::Access access = Database::Access::Inspect) : Command(setting), m_access(access) { }

protected:
    void begin() final;
    virtual void work() = 0;
    Journal &journal() const { return *m_journal; }
    /// `id`: of one change, or how it begins. Does not come back when there is no such change: the command ends.
    void findEntry(const QString &id, std::function<void(const JournalEntry &)> found);

private:
    const Database::Access m_access;
    std::unique_ptr<Journal> m_journal;
};

class JournalListCommand final : public JournalCommand
{
    Q_OBJECT
public:
    using JournalCommand::JournalCommand;
    QString prepare() override;

protected:
    void work() override;

private:
    JournalQuery m_query;
};

class JournalShowCommand final : public JournalCommand
{
    Q_OBJECT
public:
    using JournalCommand::JournalCommand;

protected:
    void work() override;
};

class JournalVerifyCommand final : public JournalCommand
{
    Q_OBJECT
public:
    using JournalCommand::JournalCommand;
    QString prepare() override;

protected:
    void work() override;

private:
    VerifyRequest m_request;
};

class JournalExportCommand final : public JournalCommand
{
    Q_OBJECT
public:
    using JournalCommand::JournalCommand;
    QString prepare() override;

protected:
    void work() override;

private:
    void writeNext();

    QStringList m_files;
    QStringList m_written;
};

class JournalSettleCommand final : public JournalCommand
{
    Q_OBJECT
public:
    explicit JournalSettleCommand(const Setting &setting) : JournalCommand(setting, Database::Access::Use) { }
    QString prepare() override;

protected:
    void work() override;

private:
    void settle(const JournalEntry &entry);
};

} // namespace obdesk
