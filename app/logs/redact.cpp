// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/redact.h"

#include "logs/masker.h"

namespace obdesk {

QString maskSecrets(const QString &text)
{
    // A lone surrogate, which JSON may bring, would make every match fail, and with it hide nothing.
    const QString matchable = text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
    return Masker(matchable).masked();
}

TaskContext maskSecrets(const TaskContext &context)
{
    TaskContext masked;
    for (auto it = context.strings.begin(); it != context.strings.end(); ++it)
        masked.strings.insert(it.key(), isSecretKey(it.key()) ? secretMask.toString() : maskSecrets(it.value()));
    for (auto it = context.lists.begin(); it != context.lists.end(); ++it) {
        QStringList values;
        for (const QString &value : it.value())
            values.append(isSecretKey(it.key()) ? secretMask.toString() : maskSecrets(value));
        masked.lists.insert(it.key(), values);
    }
    masked.raw = maskSecrets(context.raw);
    return masked;
}

} // namespace obdesk
