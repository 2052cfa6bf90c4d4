// SPDX-License-Identifier: GPL-3.0-or-later
// Documented OCP messages to test with; tests/data/ocp/README.md names the source of each.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace obdesk::test {

inline QByteArray sample(const char *name)
{
    QFile file(QStringLiteral(OBDESK_TEST_DATA "/ocp/") + QLatin1StringView(name) + QStringLiteral(".json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample %s", name);
    return file.readAll();
}

/// The payload of an enveloped sample.
inline QJsonValue samplePayload(const char *name)
{
    return QJsonDocument::fromJson(sample(name)).object().value(QLatin1StringView("data"));
}

} // namespace obdesk::test
