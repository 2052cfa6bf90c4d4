// SPDX-License-Identifier: GPL-3.0-or-later
// What a line of another program says, without the form its logger gives it. Pure.
// The forms: OceanBase's observer ("[time] ERROR [MOD] func (file.cpp:1) [..] words", ob_log_module), syslog and journald ("Mar 12 02:10:02 host
// systemd[1]: words"), logfmt of Go's logrus ("level=error msg=… error=…"), and JSON: OCP agent's answers ("…, body={…"error":{"message":…}}"),
// zap's lines, ansible's results ("fatal: [host]: FAILED! => {…"msg":…}").
#pragma once

#include "logs/steplog.h"

#include <QString>
#include <QStringView>

namespace obdesk {

struct LineMessage
{
    QStringView view;                   ///< where the message stands, within the line
    QString words;                      ///< the message itself; may be put together from two values
    LogLevel level = LogLevel::None;    ///< the one the line gives itself
};

/// A line in none of the forms says all of itself. A sentence that says why and then quotes JSON is such a line.
LineMessage lineMessage(QStringView line);

/// "fatal: [10.9.0.31]: FAILED! => {…": a result of ansible that may yet be ignored.
bool isAnsibleFailure(QStringView line);

/// Without a terminal's colours, "\e[31m".
QString withoutColours(QString text);

} // namespace obdesk
