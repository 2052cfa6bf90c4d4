// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a change: a device that can be read once and never again.
#pragma once

#include <QIODevice>

#include <algorithm>
#include <cstring>

namespace obdesk {

/// QNetworkAccessManager of Qt 6.4 sends a POST again by itself when the connection drops before a reply: up to four times in
/// all. It cannot do so with a body it is unable to rewind. All of it matters: a body that is merely not seekable is copied and sent
/// again, and one that is not sequential is sent again on a new connection.
class OneShotBody final : public QIODevice
{
public:
    explicit OneShotBody(const QByteArray &data) : m_data(data) { open(ReadOnly | Unbuffered); }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool seek(qint64) override { return false; }
    qint64 size() const override { return m_data.size(); }
    qint64 bytesAvailable() const override { return m_data.size() - m_taken; }
    bool atEnd() const override { return m_taken >= m_data.size(); }

    /// Bytes handed to the network; 0 means that the body never left the program.
    qint64 taken() const { return m_taken; }

protected:
    qint64 readData(char *out, qint64 wanted) override
    {
        if (atEnd())
            return -1;
        const qint64 count = std::min(wanted, bytesAvailable());
        std::memcpy(out, m_data.constData() + m_taken, size_t(count));
        m_taken += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
    qint64 m_taken = 0;
};

} // namespace obdesk
