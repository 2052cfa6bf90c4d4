// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that is full at a given byte, without mounting anything.
#pragma once

#include <QtGlobal>

#include <csignal>
#include <sys/resource.h>

namespace obdesk::test {

/// No file of this process grows beyond the limit while this lives: what a full disk does to a write, cut short first and refused
/// then.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit { bytes, m_before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before {};
    void (*m_handler)(int) = nullptr;
};

} // namespace obdesk::test
