// SPDX-License-Identifier: GPL-3.0-or-later
// How the engine keeps the log of a subtask, and what becomes of it when somebody reads it.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace obdesk {

/// Rows of a table. What a run prints is a row per logged event, and a row every 2,048 bytes within a longer one; separators and
/// final states are rows of their own without a line end. Reading decodes every row as UTF-8 by itself and joins them with line
/// breaks: blank lines between events, a break within long lines, U+FFFD where a character was cut.
/// [E] SubtaskOutputStream, SubtaskLogRepo and TaskService of OCP Express; OCP's documented log sample has the same blank lines.
class LogRows
{
public:
    static constexpr int rowBytes = 2048;

    /// Bytes that are flushed at once, ending in a line break when they are an event.
    void append(const QByteArray &flushed)
    {
        for (qsizetype at = 0; at < flushed.size(); at += rowBytes)
            m_rows.append(QString::fromUtf8(QByteArrayView(flushed).sliced(at, std::min<qsizetype>(rowBytes, flushed.size() - at))));
    }
    QString text() const { return m_rows.join(u'\n'); }

private:
    QStringList m_rows;
};

} // namespace obdesk
