// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a paged list to its end, whatever the server says about its pages. Pure decisions, no network.
#pragma once

#include <QtGlobal>

#include <optional>

namespace obdesk {

class JsonReader;

/// The "page" object of a list reply.
struct PageInfo
{
    std::optional<qint64> number;
    std::optional<qint64> size;
    std::optional<qint64> totalElements;
    std::optional<qint64> totalPages;
};

/// Empty when the payload has none, which means "this is everything".
std::optional<PageInfo> decodePageInfo(const JsonReader &payload);

/// The asked size is a wish: the server may cut pages smaller and compute its totals from either size. So the number of elements
/// leads, and a page that brings nothing new ends every walk. Entries may move to a page already read while we read: a list that
/// comes out short is read through once more, and only then called incomplete.
class PageWalk
{
public:
    enum class Next {
        Done,
        Ask,        ///< page() next
        Incomplete, ///< the server promises more than it gives
        TooLong,    ///< more than maxEntries
    };
    static constexpr qint64 askedSize = 200;
    static constexpr qint64 maxEntries = 100'000;

    /// With `sendFromStart` false the first request goes out without page and size (for lists documented without pages); if the
    /// reply turns out to be a page, the walk starts over with them.
    explicit PageWalk(bool sendFromStart) : m_sending(sendFromStart) { }

    int page() const { return m_page; }
    /// page and size belong into the next request.
    bool sendsPage() const { return m_sending; }

    /// After a reply with `fresh` entries that were not known before, `collected` in all.
    Next after(const std::optional<PageInfo> &info, qint64 fresh, qint64 collected);

private:
    bool m_sending;
    int m_page = 1;
    bool m_secondSweep = false;
    int m_lastPage = 0;                 // of the first sweep
};

} // namespace obdesk
