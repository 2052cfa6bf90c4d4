// SPDX-License-Identifier: GPL-3.0-or-later
// The query of a request: typed parameters, filters, sorting and pages.
#pragma once

#include "simulator/refusal.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace obdesk {

/// Parameters that cannot be read leave a refusal behind, the first one counts: the framework's for a value of the wrong type or out of
/// its range (code 0), COM10001 for one that OCP itself looks at.
class SimQuery
{
public:
    /// `encoded`: percent-encoded, '+' is a blank.
    explicit SimQuery(const QByteArray &encoded);

    /// Empty when missing.
    QString text(QLatin1StringView key) const;
    /// Comma-joined or repeated values; with `words` given, anything else is refused.
    QStringList list(QLatin1StringView key, const QStringList &words = {});
    std::optional<qint64> integer(QLatin1StringView key);

    void refuse(const QString &message);
    /// By bean validation.
    void refuseField(QLatin1StringView key, const QString &value, const QString &message);
    const std::optional<Refusal> &refusal() const { return m_refusal; }
    void setRefusal(const Refusal &refusal);

private:
    QList<std::pair<QString, QString>> m_items;
    std::optional<Refusal> m_refusal;
};

struct SimPageInfo
{
    qint64 number = 1;
    qint64 size = 10;
    qint64 totalElements = 0;
    qint64 totalPages = 0;
};

/// What a list can be sorted by; the first is the default.
template<typename T>
using SortFields = std::vector<std::pair<QLatin1StringView, std::function<bool(const T &, const T &)>>>;

/// A value, sorted and cut by `page`, `size` and `sort`.
SimPageInfo readPage(SimQuery &query, qsizetype totalElements, int maxPageSize);
/// Place in `names`, and whether descending. Refuses an unknown field with COM10011.
std::pair<size_t, bool> readSort(SimQuery &query, QLatin1StringView key, const std::vector<QLatin1StringView> &names, bool descendingByDefault);

template<typename T>
SimPageInfo arrange(std::vector<const T *> &items, SimQuery &query, const SortFields<T> &fields, bool descendingByDefault, int maxPageSize,
                 QLatin1StringView sortKey = QLatin1StringView("sort"))
{
    std::vector<QLatin1StringView> names;
    for (const auto &field : fields)
        names.push_back(field.first);
    const auto [field, descending] = readSort(query, sortKey, names, descendingByDefault);
    const auto &less = fields[field].second;
    std::stable_sort(items.begin(), items.end(), [&less, descending = descending](const T *a, const T *b) {
        return descending ? less(*b, *a) : less(*a, *b);
    });
    const SimPageInfo page = readPage(query, qsizetype(items.size()), maxPageSize);
    const qint64 first = std::min<qint64>((page.number - 1) * page.size, qint64(items.size()));
    const qint64 last = std::min<qint64>(first + page.size, qint64(items.size()));
    items = std::vector<const T *>(items.begin() + first, items.begin() + last);
    return page;
}

} // namespace obdesk
