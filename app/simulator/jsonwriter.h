// SPDX-License-Identifier: GPL-3.0-or-later
// Writes JSON text straight into a byte array: a task of 2,000 subtasks in a millisecond or two, keys in the order written,
// integers exact to 64 bits.
#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QStringView>

#include <concepts>

namespace obdesk {

class JsonWriter
{
public:
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }

    void key(QLatin1StringView name);

    void value(QStringView text);
    void value(QLatin1StringView text);
    /// ASCII without quotes and backslashes: times, hex words.
    void value(const QByteArray &plain);
    void null() { raw("null"); }
    template<std::integral T>
    void value(T number)
    {
        if constexpr (std::same_as<T, bool>)
            raw(number ? QByteArrayView("true") : QByteArrayView("false"));
        else
            integer(qint64(number));
    }
    /// A value that is JSON text already.
    void raw(QByteArrayView json);

    template<typename T>
    void field(QLatin1StringView name, const T &v)
    {
        key(name);
        value(v);
    }
    /// null when the text is empty.
    void textOrNull(QLatin1StringView name, QStringView text);

    QByteArray take() { return std::move(m_out); }

private:
    void open(char c);
    void close(char c);
    void separate();
    void integer(qint64 number);

    QByteArray m_out;
    bool m_needsComma = false;
};

} // namespace obdesk
