// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/retiredthreads.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QThread>

#include <mutex>
#include <utility>
#include <vector>

namespace obdesk {

namespace {

// A process-wide list because the threads outlive whoever made them; nothing but the functions below sees it.
std::mutex listMutex;
std::vector<QThread *> retired;         // protected by listMutex
bool exitHooked = false;                // protected by listMutex

void joinAll()
{
    std::vector<QThread *> threads;
    {
        const std::lock_guard lock(listMutex);
        threads = std::exchange(retired, {});
        exitHooked = false;             // Qt forgets its post routines after running them
    }
    const QDeadlineTimer deadline(6'000);
    for (QThread *thread : threads) {
        if (thread->wait(deadline))
            delete thread;
    }
}

} // namespace

void retireThread(QThread *thread)
{
    const std::lock_guard lock(listMutex);
    std::erase_if(retired, [](QThread *old) {
        // isFinished() turns true a little before the thread is gone; the rest is microseconds.
        if (!old->isFinished() || !old->wait(0))
            return false;
        delete old;
        return true;
    });
    retired.push_back(thread);
    if (!std::exchange(exitHooked, true))
        qAddPostRoutine(joinAll);
}

} // namespace obdesk
