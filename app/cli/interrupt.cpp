// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupt.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace obdesk {

namespace {

std::array<int, 2> ends { -1, -1 }; // read, write; set before the handler is
volatile std::sig_atomic_t raised = 0;

extern "C" void onSignal(int)
{
    const int kept = errno;
    raised = 1;
    const char byte = 1;
    // A full pipe already says what there is to say.
    [[maybe_unused]] const ssize_t written = ::write(ends[1], &byte, 1);
    errno = kept;
}

void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

} // namespace

bool Interrupt::isPending()
{
    return raised != 0;
}

int Interrupt::descriptor()
{
    return ends[0];
}

Interrupt::Interrupt(QObject *parent) : QObject(parent)
{
    raised = 0;
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // signals then end the program as they always do
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 16> bytes;
        if (::read(ends[0], bytes.data(), bytes.size()) > 0)
            emit interrupted();
    });
    handle(SIGINT, onSignal);
    handle(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    if (!m_notifier)
        return;
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
    m_notifier.reset();
    ::close(ends[0]);
    ::close(ends[1]);
    ends = { -1, -1 };
}

} // namespace obdesk
