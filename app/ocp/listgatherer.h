// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "ocp/envelope.h"
#include "ocp/pagewalk.h"
#include "ocp/payload.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QStringList>

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
        context.tolerant = true;
        context.assumedOffset = envelope->timeOffset;
        const qsizetype before = collected();
        const std::optional<PageInfo> info = add(envelope->data, context);
        if (!context.ok())
            return replyParseError(reply, envelope->meta, context);
        switch (m_walk.after(info, collected() - before, collected())) {
        case PageWalk::Next::Done:
            return Fetched<QList<Item>> { m_items, envelope->meta, { m_unread.size(), m_notes } };
        case PageWalk::Next::Ask:
            return {};
        case PageWalk::Next::Incomplete:
            context.fail(QStringLiteral("data.page.totalElements"),
                         QStringLiteral("%1 promised, but the pages hold %2").arg(info->totalElements.value_or(0)).arg(collected()));
            return replyParseError(reply, envelope->meta, context);
        case PageWalk::Next::TooLong:
            break;
        }
        return replyError(reply, ApiError::Kind::TooLarge, QStringLiteral("the list has more than %1 entries").arg(PageWalk::maxEntries));
    }

private:
    /// The entries that were there, read or not.
    qsizetype collected() const { return m_items.size() + m_unread.size(); }

    /// Entries may show up twice when the list shifts between pages; the first one stays. So may those that cannot be read: they are
    /// known by their whole text.
    std::optional<PageInfo> add(const QJsonValue &data, JsonContext &context)
    {
        const JsonReader json(data, dataPath, context);
        const JsonReader::Key contents = QLatin1StringView("contents");
        if (const QJsonValue list = json.value(contents); !list.isNull() && !list.isArray())
            context.fail(json.pathOf(contents), QStringLiteral("expected an array, found %1").arg(describe(list)));
        QList<Item> items = json.list(contents, m_decode, [this, &context](const QJsonValue &element) {
            const qsizetype before = m_unread.size();
            m_unread.insert(QCryptographicHash::hash(QJsonDocument(QJsonArray { element }).toJson(QJsonDocument::Compact),
                                                     QCryptographicHash::Sha256));
            if (m_unread.size() > before && m_notes.size() < JsonContext::mostOddities)
                m_notes.append(context.oddities.isEmpty() ? QString() : context.oddities.last());
        });
        for (Item &item : items) {
            const auto key = m_key(item);
            if (m_known.contains(key))
                continue;
            m_known.insert(key);
            m_items.append(std::move(item));
        }
        return decodePageInfo(json);
    }

    HttpRequest m_request;
    PageWalk m_walk;
    Decode m_decode;
    Key m_key;
    QSet<std::decay_t<std::invoke_result_t<Key, const Item &>>> m_known;
    QList<Item> m_items;
    QSet<QByteArray> m_unread;
    QStringList m_notes;
};

} // namespace obdesk
