// SPDX-License-Identifier: GPL-3.0-or-later
// Letters typed one after the other make a word to look for; after a pause a new one begins.
#pragma once

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QString>

namespace obdesk {

class TypeAhead
{
public:
    /// False, and nothing is taken, for a key that types nothing to look for.
    bool take(const QKeyEvent &event)
    {
        const bool goesOn = !m_word.isEmpty() && m_since.isValid() && m_since.elapsed() <= pause;
        const QString text = event.text();
        const bool types = !text.isEmpty() && (goesOn ? text.front().isPrint() : text.front().isLetterOrNumber());
        if (!types || text == QLatin1String("/") || event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
            return false;
        m_continues = goesOn;
        m_word = goesOn ? m_word + text : text;
        m_since.start();
        return true;
    }
    const QString &word() const { return m_word; }
    /// More letters of the same word: the place found for it so far may still be the right one.
    bool continues() const { return m_continues; }

private:
    static constexpr qint64 pause = 1000;   // ms

    QString m_word;
    QElapsedTimer m_since;
    bool m_continues = false;
};

} // namespace obdesk
