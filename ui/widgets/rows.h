// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHBoxLayout>

namespace obdesk {

/// A row of controls with room between them. A plain layout has the distance of the one it is put into, here often 0. Owned by the caller.
inline QHBoxLayout *controlRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    return row;
}

} // namespace obdesk
