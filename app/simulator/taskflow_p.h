// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the task engine: a task together with what moves it.
#pragma once

#include "simulator/taskengine.h"

#include <queue>
#include <set>
#include <utility>

namespace obdesk {

constexpr double cancelEndMs = 700;         ///< at speed 1: RUNNING with operation CANCEL until FAILED

struct TaskEngine::Flow
{
    struct Event
    {
        qint64 at = 0;              ///< monotonic ms
        quint64 number = 0;         ///< events of one millisecond happen in the order they were planned
        int step = 0;
        quint32 generation = 0;
        EventKind kind = EventKind::Start;
        bool operator>(const Event &other) const { return std::pair(at, number) > std::pair(other.at, other.number); }
    };

    SimTask task;
    SimMoment now;                                          ///< of the event at hand
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
    quint64 nextNumber = 0;
    std::set<std::pair<int, int>> eligible;                 ///< may become READY as soon as there is room: (rank, step)
    bool backwards = false;
    int ready = 0;
    int running = 0;                                        ///< RUNNING only: CANCELING counts neither here nor there
    int failed = 0;
    int successful = 0;
    int notPending = 0;                                     ///< while rolling back

    SimStep &step(int index) { return task.steps[size_t(index)]; }
    bool hasRoom() const { return ready + running < maxParallel; }
};

/// What an action is aimed at.
struct TaskEngine::Target
{
    Flow *flow = nullptr;
    int step = -1;
};

template<typename E>
void setWord(OpenEnum<E> &word, E value)
{
    word = { value, toText(value) };
}

} // namespace obdesk
