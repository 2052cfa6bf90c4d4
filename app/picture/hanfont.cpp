// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/hanfont.h"

#include <QStringList>

namespace obdesk {

using namespace Qt::StringLiterals;

QFont withHanShapes(QFont font, const QLocale &locale)
{
    QStringList families { font.families().value(0) };
    if (locale.language() == QLocale::Chinese)
        families << u"Noto Sans CJK SC"_s << u"WenQuanYi Micro Hei"_s << u"Microsoft YaHei"_s << u"PingFang SC"_s;
    font.setFamilies(families);
    return font;
}

} // namespace obdesk
