// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/pagewalk.h"

#include "ocp/jsonreader.h"

namespace obdesk {

using namespace Qt::StringLiterals;

std::optional<PageInfo> decodePageInfo(const JsonReader &payload)
{
    const std::optional<JsonReader> page = payload.object("page"_L1);
    if (!page)
        return {};
    return PageInfo { page->optionalInteger("number"_L1), page->optionalInteger("size"_L1),
                      page->optionalInteger("totalElements"_L1),
                      page->optionalInteger({ "totalPages"_L1, "totalPage"_L1 }) };
}

PageWalk::Next PageWalk::after(const std::optional<PageInfo> &info, qint64 fresh, qint64 collected)
{
    if (collected > maxEntries)
        return Next::TooLong;
    if (!info)
        return Next::Done;
    if (info->totalElements ? collected >= *info->totalElements : m_page >= info->totalPages.value_or(m_page + 1))
        return Next::Done;
    if (!m_sending) {
        m_sending = true;
        m_page = 1;
        return Next::Ask;
    }
    // On the second sweep whole pages are known already; it goes as far as the first did.
    const bool known = m_secondSweep && m_page < m_lastPage;
    if (fresh > 0 || known) {
        ++m_page;
        return Next::Ask;
    }
    if (!info->totalElements)
        return Next::Done;
    if (m_secondSweep)
        return Next::Incomplete;
    m_secondSweep = true;
    m_lastPage = m_page;
    m_page = 1;
    return Next::Ask;
}

} // namespace obdesk
