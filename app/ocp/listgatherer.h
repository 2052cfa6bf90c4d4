// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "ocp/envelope.h"
#include "ocp/pagewalk.h"
#include "ocp/payload.h"

#include <QSet>

#include <optional>
#include <type_traits>

namespace obdesk {

/// Gathers a list over its pages. Lives in the handler of its call, on the transport's thread.
template<typename Item, typename Decode, typename Key>
class ListGatherer
{
public:
    ListGatherer(const HttpRequest &request, bool paged, Decode decode, Key key)
        : m_request(request)
        , m_walk(paged)
        , m_decode(decode)
        , m_key(key)
    {
    }

    HttpRequest nextRequest() const
    {
        HttpRequest request = m_request;
        if (m_walk.sendsPage()) {
            request.query.append({ QStringLiteral("page"), { QString::number(m_walk.page()) } });
            request.query.append({ QStringLiteral("size"), { QString::number(PageWalk::askedSize) } });
        }
        return request;
    }

    /// Empty: nextRequest() is to be asked.
    std::optional<Result<Fetched<QList<Item>>>> take(const HttpReply &reply)
    {
        const Result<Envelope> envelope = judgeEnvelope(reply);
        if (!envelope)
            return envelope.error();
        JsonContext context;
        context.assumedOffset = envelope->timeOffset;
        const qsizetype before = m_items.size();
        const std::optional<PageInfo> info = add(envelope->data, context);
        if (!context.ok())
            return replyParseError(reply, envelope->meta, context);
        switch (m_walk.after(info, m_items.size() - before, m_items.size())) {
        case PageWalk::Next::Done:
            return Fetched<QList<Item>> { m_items, envelope->meta };
        case PageWalk::Next::Ask:
            return {};
        case PageWalk::Next::Incomplete:
            context.fail(QStringLiteral("data.page.totalElements"),
                         QStringLiteral("%1 promised, but the pages hold %2").arg(info->totalElements.value_or(0)).arg(m_items.size()));
            return replyParseError(reply, envelope->meta, context);
        case PageWalk::Next::TooLong:
            break;
        }
        return replyError(reply, ApiError::Kind::TooLarge, QStringLiteral("the list has more than %1 entries").arg(PageWalk::maxEntries));
    }

private:
    /// Entries may show up twice when the list shifts between pages; the first one stays.
    std::optional<PageInfo> add(const QJsonValue &data, JsonContext &context)
    {
        const JsonReader json(data, dataPath, context);
        json.forEach(QLatin1StringView("contents"), [this](const JsonReader &element) {
            Item item = m_decode(element);
            const auto key = m_key(item);
            if (m_known.contains(key))
                return;
            m_known.insert(key);
            m_items.append(std::move(item));
        });
        return decodePageInfo(json);
    }

    HttpRequest m_request;
    PageWalk m_walk;
    Decode m_decode;
    Key m_key;
    QSet<std::decay_t<std::invoke_result_t<Key, const Item &>>> m_known;
    QList<Item> m_items;
};

} // namespace obdesk
