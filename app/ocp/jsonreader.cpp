// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/jsonreader.h"

#include "ocp/timetext.h"

#include <QVariant>

#include <algorithm>
#include <limits>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString noteText(const QString &where, const QString &what)
{
    return where.isEmpty() ? what : where + ": "_L1 + what;
}

/// Milliseconds or seconds since 1970, told apart by their size; small numbers are neither for sure.
std::optional<QDateTime> timeOfNumber(qint64 number)
{
    constexpr qint64 firstSecond = 100'000'000;         // in 1973
    constexpr qint64 firstMillisecond = 100'000'000'000; // in 1973, as seconds in 5138
    constexpr qint64 last = 10'000'000'000'000;         // in 2286
    if (number >= firstMillisecond && number < last)
        return QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
    if (number >= firstSecond && number < last / 1000)
        return QDateTime::fromSecsSinceEpoch(number, Qt::UTC);
    return {};
}

/// "2024-03-12 02:10:00", as databases print it.
QString withT(QString time)
{
    constexpr qsizetype lengthOfDate = 10;
    if (time.size() > lengthOfDate && time.at(lengthOfDate) == u' ')
        time[lengthOfDate] = u'T';
    return time;
}

} // namespace

void JsonContext::fail(const QString &where, const QString &what)
{
    if (!ok())
        return;
    path = where;
    problem = what;
}

void JsonContext::refuse(const QString &where, const QString &what)
{
    fail(where, what);
    refused = true;
}

void JsonContext::note(const QString &where, const QString &what)
{
    if (tolerant && oddities.size() < mostOddities)
        oddities.append(noteText(where, what));
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

void JsonReader::wrong(const QString &where, const QString &what) const
{
    if (m_context->tolerant)
        m_context->note(where, what);
    else
        m_context->fail(where, what);
}

bool JsonReader::goOn() const
{
    if (!m_context->tolerant || m_context->refused)
        return false;
    m_context->note(m_context->path, m_context->problem);
    m_context->path.clear();
    m_context->problem.clear();
    return true;
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
    const QJsonValue found = value(key);
    if (found.isNull())
        return {};
    const std::optional<qint64> number = exactInteger(found);
    if (!number)
        wrong(pathOf(key), expectedFound("an integer", found));
    return number;
}

std::optional<int> JsonReader::optionalInt(Key key) const
{
    const std::optional<qint64> number = optionalInteger(key);
    if (!number)
        return {};
    if (*number < std::numeric_limits<int>::min() || *number > std::numeric_limits<int>::max()) {
        wrong(pathOf(key), expectedFound("an integer of 32 bits", value(key)));
        return {};
    }
    return int(*number);
}

QString JsonReader::text(Key key) const
{
    const QJsonValue found = value(key);
    if (found.isNull() || found.isString())
        return found.toString();
    wrong(pathOf(key), expectedFound("a text", found));
    return m_context->tolerant && !found.isArray() && !found.isObject() ? describe(found) : QString();
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
    if (found.isNull() || found.isBool())
        return found.toBool();
    if (m_context->tolerant && !found.isArray() && !found.isObject()) {
        const QString word = found.toVariant().toString();
        const auto is = [&word](QLatin1StringView other) { return word.compare(other, Qt::CaseInsensitive) == 0; };
        if (is("true"_L1) || is("1"_L1))
            return true;
        if (is("false"_L1) || is("0"_L1) || word.isEmpty())
            return false;
    }
    wrong(pathOf(key), expectedFound("true or false", found));
    return false;
}

std::optional<QDateTime> JsonReader::time(Key key) const
{
    const QJsonValue found = value(key);
    const QString written = found.toString();
    if (found.isNull() || (found.isString() && written.isEmpty()))
        return {};
    std::optional<QDateTime> time = parseIsoTime(m_context->tolerant ? withT(written) : written, m_context->assumedOffset);
    if (const std::optional<qint64> number = exactInteger(found); number && m_context->tolerant) {
        if (*number == 0)
            return {};
        time = timeOfNumber(*number);
    }
    if (!time)
        wrong(pathOf(key), expectedFound(m_context->tolerant || found.isString() ? "a time" : "a text", found));
    return time;
}

std::optional<JsonReader> JsonReader::object(Key key) const
{
    const QJsonValue found = value(key);
    if (found.isNull())
        return {};
    if (m_context->tolerant && !found.isObject()) {
        wrong(pathOf(key), expectedFound("an object", found));
        return {};
    }
    return JsonReader(found, pathOf(key), *m_context);
}

QJsonArray JsonReader::array(Key key) const
{
    const QJsonValue found = value(key);
    if (!found.isNull() && !found.isArray())
        wrong(pathOf(key), expectedFound("an array", found));
    return found.toArray();
}

OddityScope::OddityScope(const JsonReader &json)
    : m_context(json.context()), m_path(json.path()), m_outer(std::exchange(json.context().oddities, {}))
{
}

OddityScope::~OddityScope()
{
    m_context.oddities = m_outer;
}

QStringList OddityScope::take()
{
    QStringList oddities = std::exchange(m_context.oddities, {});
    for (QString &oddity : oddities) {
        if (!m_path.isEmpty() && oddity.startsWith(m_path + u'.'))
            oddity = oddity.sliced(m_path.size() + 1);
    }
    return oddities;
}

} // namespace obdesk
