// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace obdesk {

/// For the beginning of main(): the process keeps up to 16 MiB of freed memory for what comes next. By itself glibc gives memory back as
/// soon as it is freed, and the next layout of a task takes it anew page by page, which was a third of its time at 3,000 steps.
/// Does nothing where the C library is another.
void keepFreedMemory();

} // namespace obdesk
