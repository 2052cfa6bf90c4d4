// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C as a signal of the event loop. The handler itself does one write() to a pipe: anything more is not safe there.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace obdesk {

/// For SIGINT and SIGTERM. One at a time. After the first signal the usual effect is back: a second Ctrl-C ends the program.
class Interrupt final : public QObject
{
    Q_OBJECT
public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

    /// A signal came, whether or not interrupted() was emitted yet.
    static bool isPending();
    /// Becomes readable when a signal comes, for poll() next to a read that blocks; -1 while there is no Interrupt. Not to be read.
    static int descriptor();

signals:
    void interrupted();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace obdesk
