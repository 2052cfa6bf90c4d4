// SPDX-License-Identifier: GPL-3.0-or-later
// What outsiders can send, as functions of bytes. Each target is linked twice: into a libFuzzer program (tests/run --fuzz) and into
// tst_fuzz_corpus, which replays the committed inputs in every run of the tests.
#pragma once

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>

namespace obdesk::fuzz {

/// A promise of the program that an input breaks. Nobody catches it in a fuzzer, which ends there.
class Violation final : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

inline void require(bool holds, const char *promise)
{
    if (!holds)
        throw Violation(promise);
}

/// Takes an input apart from its front. After its end come zeros.
class Input
{
public:
    Input(const uint8_t *data, size_t size) : m_bytes(QByteArray::fromRawData(reinterpret_cast<const char *>(data), qsizetype(size))) { }

    bool atEnd() const { return m_at >= m_bytes.size(); }
    int byte() { return atEnd() ? 0 : uint8_t(m_bytes.at(m_at++)); }
    /// A copy, so that a read past its end is seen.
    QByteArray bytes(qsizetype most)
    {
        const QByteArray part = m_bytes.mid(m_at, most);
        m_at += part.size();
        return { part.constData(), part.size() };
    }
    QByteArray rest() { return bytes(m_bytes.size() - m_at); }
    /// Up to the separator, which is dropped.
    QByteArray upTo(char separator)
    {
        const qsizetype end = m_bytes.indexOf(separator, m_at);
        const QByteArray part = bytes((end < 0 ? m_bytes.size() : end) - m_at);
        m_at = std::min(m_at + 1, m_bytes.size());
        return part;
    }

private:
    QByteArray m_bytes; // the caller's
    qsizetype m_at = 0;
};

/// An input that is small enough to be tried; answers 0, as libFuzzer wants it. Throws Violation.
using Function = int (*)(const uint8_t *data, size_t size);

int replies(const uint8_t *data, size_t size);      ///< envelope and payloads of OCP, with their HTTP headers
int plans(const uint8_t *data, size_t size);        ///< TaskGraph, phases, layout
int connections(const uint8_t *data, size_t size);  ///< the file of saved connections
int history(const uint8_t *data, size_t size);      ///< saved runs and rows of the journal
int texts(const uint8_t *data, size_t size);        ///< times, Retry-After, rate limits, addresses
int escaping(const uint8_t *data, size_t size);     ///< displayText(), maskSecrets() and the documents
int logs(const uint8_t *data, size_t size);         ///< logs of steps: rows, entries, causes, masking

} // namespace obdesk::fuzz
