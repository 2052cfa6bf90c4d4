// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/environmentwords.h"

#include "words/plain.h"

#include <QCoreApplication>

namespace obdesk {

namespace {

struct EnvironmentWords { Q_DECLARE_TR_FUNCTIONS(EnvironmentWords) };

} // namespace

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return EnvironmentWords::tr("Development");
    case Environment::Staging:
        return EnvironmentWords::tr("Staging");
    case Environment::Production:
        return EnvironmentWords::tr("Production");
    case Environment::Custom:
        return EnvironmentWords::tr("Custom");
    case Environment::Simulator:
        break;
    }
    return EnvironmentWords::tr("Simulator");
}

QString environmentWord(const Connection &connection)
{
    const QString name = connection.environmentName.trimmed();
    return connection.environment == Environment::Custom && !name.isEmpty() ? displayText(name, false, 40)
                                                                            : environmentWord(connection.environment);
}

} // namespace obdesk
