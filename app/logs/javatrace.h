// SPDX-License-Identifier: GPL-3.0-or-later
// Java's stack traces: which exception caused which, and what they say.
#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace obdesk {

/// One exception of a chain; views of the text that was read.
struct JavaException
{
    QStringView className;              ///< with its package
    QStringView message;                ///< without class; may be empty, may have several lines
    QStringView frame;                  ///< the first frame's place, "InstallRpmTask.run(InstallRpmTask.java:88)"; may be empty
};

/// The exceptions of the first trace in the text, outermost first; empty when there is none. What was suppressed is left out.
QList<JavaException> exceptionChain(QStringView text);

/// "com.x.InstallException: no space" without the class names before it, however many; a text without any comes back as it is.
QStringView withoutClassNames(QStringView text);

/// "java.io.IOException", "InvalidKeyException": the whole text names an exception.
bool isExceptionName(QStringView text);

/// "IOException" of "java.io.IOException".
QStringView shortClassName(QStringView className);

} // namespace obdesk
