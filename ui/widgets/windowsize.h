// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QWidget;

namespace obdesk {

/// Gives a window that is not shown yet the size `wanted`, or what the screen it will be on has room for: its buttons must not lie
/// outside.
void resizeToScreen(QWidget *window, QSize wanted);

} // namespace obdesk
