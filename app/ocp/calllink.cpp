// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/calllink.h"

namespace obdesk {

void CallLinkBase::cut()
{
    std::shared_ptr<void> callback;
    const std::lock_guard lock(m_mutex);
    m_context = nullptr;
    m_call = nullptr;
    callback = takeCallback();
}

void CallLinkBase::contextGone()
{
    std::shared_ptr<void> callback;
    const std::lock_guard lock(m_mutex);
    m_context = nullptr;
    callback = takeCallback();
    endCall();
}

bool CallLinkBase::isCut() const
{
    const std::lock_guard lock(m_mutex);
    return !m_context;
}

void CallLinkBase::setCall(ApiCall *call)
{
    const std::lock_guard lock(m_mutex);
    m_call = call;
}

void CallLinkBase::endCall()
{
    // deleteLater() only posts, which any thread may do while the object lives; ~LinkedCall clears the pointer first.
    if (m_call)
        m_call->deleteLater();
    m_call = nullptr;
}

LinkedCall::LinkedCall(std::shared_ptr<CallLinkBase> link, std::function<void()> abort, QObject *parent)
    : ApiCall(parent)
    , m_link(std::move(link))
    , m_abort(std::move(abort))
{
    m_link->setCall(this);
}

LinkedCall::~LinkedCall()
{
    m_link->cut();
    m_abort();
}

void LinkedCall::cancel()
{
    m_link->cut();
    m_abort();
    deleteLater();
}

} // namespace obdesk
