// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/simquery.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxPageNumber = 1000000000;

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

} // namespace

SimQuery::SimQuery(const QByteArray &encoded)
{
    const QByteArrayList pairs = encoded.split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        m_items.append({ decoded(equals < 0 ? pair : pair.first(equals)), equals < 0 ? QString() : decoded(pair.sliced(equals + 1)) });
    }
}

QString SimQuery::text(QLatin1StringView key) const
{
    for (const auto &[name, value] : m_items) {
        if (name == key)
            return value;
    }
    return {};
}

QStringList SimQuery::list(QLatin1StringView key, const QStringList &words)
{
    QStringList values;
    for (const auto &[name, value] : m_items) {
        if (name == key)
            values += value.split(u',', Qt::SkipEmptyParts);
    }
    for (const QString &value : std::as_const(values)) {
        if (!words.isEmpty() && !words.contains(value))
            refuse(u"Parameter %1 is invalid: %2 is none of %3."_s.arg(key, value, words.join(", "_L1)));
    }
    return values;
}

std::optional<qint64> SimQuery::integer(QLatin1StringView key)
{
    const QString value = text(key);
    if (value.isEmpty())
        return std::nullopt;
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    if (!ok)
        setRefusal(wrongType(key, value, u"Long"_s));
    return number;
}

void SimQuery::refuse(const QString &message)
{
    setRefusal({ 400, u"COM10001"_s, message });
}

void SimQuery::refuseField(QLatin1StringView key, const QString &value, const QString &message)
{
    setRefusal(invalidFields({ { u"pageQuery"_s, key, value.toLatin1(), message } }));
}

void SimQuery::setRefusal(const Refusal &refusal)
{
    if (!m_refusal)
        m_refusal = refusal;
}

SimPageInfo readPage(SimQuery &query, qsizetype totalElements, int maxPageSize)
{
    SimPageInfo page;
    page.number = query.integer("page"_L1).value_or(page.number);
    page.size = query.integer("size"_L1).value_or(page.size);
    if (page.number < 1 || page.number > maxPageNumber)
        query.refuseField("page"_L1, QString::number(page.number), u"must be greater than or equal to 1"_s);
    if (page.size < 1)
        query.refuseField("size"_L1, QString::number(page.size), u"must be greater than or equal to 1"_s);
    page.number = std::clamp<qint64>(page.number, 1, maxPageNumber);
    page.size = std::clamp<qint64>(page.size, 1, maxPageSize);
    page.totalElements = totalElements;
    page.totalPages = (totalElements + page.size - 1) / page.size;
    return page;
}

std::pair<size_t, bool> readSort(SimQuery &query, QLatin1StringView key, const std::vector<QLatin1StringView> &names, bool descendingByDefault)
{
    const QString sort = query.text(key);
    if (sort.isEmpty())
        return { 0, descendingByDefault };
    const QString field = sort.section(u',', 0, 0).trimmed();
    const QString direction = sort.section(u',', 1).trimmed();
    const bool descending = direction.compare("desc"_L1, Qt::CaseInsensitive) == 0;
    if (!descending && !direction.isEmpty() && direction.compare("asc"_L1, Qt::CaseInsensitive) != 0)
        query.refuse(u"Parameter %1 is invalid: %2 is neither asc nor desc."_s.arg(key, direction));
    for (size_t i = 0; i < names.size(); ++i) {
        if (field == names[i])
            return { i, descending };
    }
    query.setRefusal({ 400, u"COM10011"_s, u"The field %1 cannot be sorted by."_s.arg(field) });
    return { 0, descendingByDefault };
}

} // namespace obdesk
