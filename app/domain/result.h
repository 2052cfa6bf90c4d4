// SPDX-License-Identifier: GPL-3.0-or-later
// A value or the one error type; a forgotten check warns.
#pragma once

#include "domain/apierror.h"

#include <utility>
#include <variant>

namespace obdesk {

template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) { }
    Result(ApiError error) : m_content(std::in_place_index<1>, std::move(error)) { }

    bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T &value() const { return std::get<0>(m_content); }
    T &value() { return std::get<0>(m_content); }
    const ApiError &error() const { return std::get<1>(m_content); }
    const T *operator->() const { return &value(); }
    const T &operator*() const { return value(); }

private:
    std::variant<T, ApiError> m_content;
};

} // namespace obdesk
