// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/windowsize.h"

#include <QScreen>
#include <QWidget>

namespace obdesk {

namespace {

constexpr QSize frame(16, 44); // about what a window manager draws around; how much is known only once the window is there

} // namespace

void resizeToScreen(QWidget *window, QSize wanted)
{
    const QWidget *parent = window->parentWidget();
    const QScreen *screen = parent ? parent->screen() : window->screen();
    window->resize(wanted.boundedTo(screen->availableSize() - frame));
}

} // namespace obdesk
