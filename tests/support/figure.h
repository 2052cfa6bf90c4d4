// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdarg>
#include <cstdio>

namespace obdesk::test {

/// Prints what a test measured, in the manner of printf(), as a line of its own. tests/run repeats these lines at its end, also of tests
/// that pass.
[[gnu::format(printf, 1, 2)]] inline void figure(const char *format, ...)
{
    std::fputs("figure: ", stdout);
    va_list values;
    va_start(values, format);
    std::vprintf(format, values);
    va_end(values);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

} // namespace obdesk::test
