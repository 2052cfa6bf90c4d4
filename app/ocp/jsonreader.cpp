// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/jsonreader.h"

#include "ocp/timetext.h"

#include <QVariant>

#include <algorithm>
#include <limits>

namespace obdesk {

using namespace Qt::StringLiterals;

void JsonContext::fail(const QString &where, const QString &what)
{
    if (!ok())
        return;
    path = where;
    problem = what;
}

QString describe(const QJsonValue &value)
{
    constexpr qsizetype shown = 40;
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return u"nothing"_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return value.toVariant().toString();
    case QJsonValue::String: {
        const QString text = value.toString();
        return u'"' + (text.size() > shown ? text.first(shown) + u'…' : text) + u'"';
    }
    case QJsonValue::Array:
        return u"an array"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    }
    return {};
}

std::optional<qint64> exactInteger(const QJsonValue &value)
{
    if (value.isDouble()) {
        // toInteger() answers its default for what is no 64-bit integer; two defaults tell that from a real value.
        const qint64 number = value.toInteger(0);
        return number == value.toInteger(1) ? std::optional(number) : std::nullopt;
    }
    if (value.isString()) {
        const QString text = value.toString();
        const bool digits = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        bool ok = false;
        const qint64 number = text.toLongLong(&ok);
        return digits && ok ? std::optional(number) : std::nullopt;
    }
    return {};
}

JsonReader::JsonReader(const QJsonValue &value, const QString &path, JsonContext &context)
    : JsonReader(value.toObject(), path, context)
{
    if (!value.isObject())
        m_context->fail(path, expectedFound("an object", value));
}

QString JsonReader::expectedFound(const char *expected, const QJsonValue &found)
{
    return u"expected %1, found %2"_s.arg(QLatin1StringView(expected), describe(found));
}

QLatin1StringView JsonReader::presentName(Key key) const
{
    if (key.names[1].isEmpty())
        return key.names[0];
    const QJsonValue first = m_object.value(key.names[0]);
    return first.isUndefined() || first.isNull() ? key.names[1] : key.names[0];
}

QJsonValue JsonReader::value(Key key) const
{
    const QJsonValue found = m_object.value(presentName(key));
    return found.isUndefined() ? QJsonValue(QJsonValue::Null) : found;
}

QString JsonReader::pathOf(Key key) const
{
    const QLatin1StringView present = presentName(key);
    const QLatin1StringView name = m_object.contains(present) ? present : key.names[0];
    return m_path.isEmpty() ? QString(name) : m_path + u'.' + name;
}

QString JsonReader::elementPath(Key key, qsizetype index) const
{
    return pathOf(key) + u'[' + QString::number(index) + u']';
}

qint64 JsonReader::integer(Key key) const
{
    const QJsonValue found = value(key);
    const std::optional<qint64> number = exactInteger(found);
    if (!number)
        m_context->fail(pathOf(key), expectedFound("an integer", found));
    return number.value_or(0);
}

std::optional<qint64> JsonReader::optionalInteger(Key key) const
{
    return has(key) ? std::optional(integer(key)) : std::nullopt;
}

std::optional<int> JsonReader::optionalInt(Key key) const
{
    const std::optional<qint64> number = optionalInteger(key);
    if (!number)
        return {};
    if (*number < std::numeric_limits<int>::min() || *number > std::numeric_limits<int>::max()) {
        m_context->fail(pathOf(key), expectedFound("an integer of 32 bits", value(key)));
        return {};
    }
    return int(*number);
}

QString JsonReader::text(Key key) const
{
    const QJsonValue found = value(key);
    if (!found.isNull() && !found.isString())
        m_context->fail(pathOf(key), expectedFound("a text", found));
    return found.toString();
}

QString JsonReader::word(Key key) const
{
    const QJsonValue found = value(key);
    if (found.isDouble())
        return describe(found);
    return text(key);
}

bool JsonReader::flag(Key key) const
{
    const QJsonValue found = value(key);
    if (!found.isNull() && !found.isBool())
        m_context->fail(pathOf(key), expectedFound("true or false", found));
    return found.toBool();
}

std::optional<QDateTime> JsonReader::time(Key key) const
{
    const QString written = text(key);
    if (written.isEmpty())
        return {};
    const std::optional<QDateTime> time = parseIsoTime(written, m_context->assumedOffset);
    if (!time)
        m_context->fail(pathOf(key), expectedFound("a time", value(key)));
    return time;
}

std::optional<JsonReader> JsonReader::object(Key key) const
{
    const QJsonValue found = value(key);
    if (found.isNull())
        return {};
    return JsonReader(found, pathOf(key), *m_context);
}

QJsonArray JsonReader::array(Key key) const
{
    const QJsonValue found = value(key);
    if (!found.isNull() && !found.isArray())
        m_context->fail(pathOf(key), expectedFound("an array", found));
    return found.toArray();
}

} // namespace obdesk
