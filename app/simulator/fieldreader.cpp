// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/fieldreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString describe(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 16);
    case QJsonValue::String:
        return u'"' + value.toString().left(60) + u'"';
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

/// Exact to 64 bits: 1.0 counts, 1.5 and texts do not.
std::optional<qint64> exactInteger(const QJsonValue &value)
{
    if (!value.isDouble() || value.toInteger(0) != value.toInteger(1))
        return std::nullopt;
    return value.toInteger();
}

} // namespace

void FieldErrors::add(const QString &path, const QString &expected, const QString &found)
{
    m_errors << (path.isEmpty() ? QString() : path + ": "_L1) + "expected "_L1 + expected + ", found "_L1 + found;
}

QString FieldReader::pathOf(QLatin1StringView key) const
{
    return m_path.isEmpty() ? QString(key) : m_path + u'.' + key;
}

void FieldReader::wrong(QLatin1StringView key, const QString &expected, const QJsonValue &found)
{
    m_errors->add(pathOf(key), expected, describe(found));
}

QString FieldReader::requiredText(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (!value.isString() || value.toString().isEmpty())
        wrong(key, u"a text"_s, value);
    return value.toString();
}

QString FieldReader::text(QLatin1StringView key, const QString &missing)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return missing;
    if (!value.isString())
        wrong(key, u"a text"_s, value);
    return value.toString();
}

qint64 FieldReader::requiredInteger(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    const std::optional<qint64> number = exactInteger(value);
    if (!number)
        wrong(key, u"an integer"_s, value);
    return number.value_or(0);
}

qint64 FieldReader::integer(QLatin1StringView key, qint64 missing, qint64 low, qint64 high)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return missing;
    const std::optional<qint64> number = exactInteger(value);
    if (!number || *number < low || *number > high)
        wrong(key, u"an integer from %1 to %2"_s.arg(low).arg(high), value);
    return number.value_or(missing);
}

std::optional<int> FieldReader::optionalInteger(QLatin1StringView key, int low, int high)
{
    if (!m_object.contains(key))
        return std::nullopt;
    return int(integer(key, low, low, high));
}

double FieldReader::number(QLatin1StringView key, double missing, double low, double high)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return missing;
    if (!value.isDouble() || value.toDouble() < low || value.toDouble() > high)
        wrong(key, u"a number from %1 to %2"_s.arg(low).arg(high), value);
    return value.toDouble(missing);
}

bool FieldReader::flag(QLatin1StringView key, bool missing)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return missing;
    if (!value.isBool())
        wrong(key, u"true or false"_s, value);
    return value.toBool(missing);
}

int FieldReader::word(QLatin1StringView key, const QStringList &words)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return 0;
    const int place = int(words.indexOf(value.toString()));
    if (!value.isString() || place < 0)
        wrong(key, "one of "_L1 + words.join(", "_L1), value);
    return std::max(place, 0);
}

QList<qint64> FieldReader::integers(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    QList<qint64> numbers;
    if (value.isUndefined())
        return numbers;
    if (!value.isArray())
        wrong(key, u"a list of integers"_s, value);
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        const std::optional<qint64> number = exactInteger(item);
        if (!number)
            wrong(key, u"a list of integers"_s, item);
        numbers.append(number.value_or(0));
    }
    return numbers;
}

std::optional<FieldReader> FieldReader::object(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isObject())
        wrong(key, u"an object"_s, value);
    return FieldReader(value.toObject(), pathOf(key), *m_errors);
}

QList<FieldReader> FieldReader::objects(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    QList<FieldReader> readers;
    if (value.isUndefined())
        return readers;
    if (!value.isArray())
        wrong(key, u"a list of objects"_s, value);
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString path = u"%1[%2]"_s.arg(pathOf(key)).arg(i);
        if (!array[i].isObject())
            m_errors->add(path, u"an object"_s, describe(array[i]));
        readers.append(FieldReader(array[i].toObject(), path, *m_errors));
    }
    return readers;
}

void FieldReader::noMore()
{
    const QStringList rest = m_object.keys();
    for (const QString &key : rest)
        m_errors->add(m_path.isEmpty() ? key : m_path + u'.' + key, u"no such field"_s, describe(m_object.value(key)));
}

} // namespace obdesk
