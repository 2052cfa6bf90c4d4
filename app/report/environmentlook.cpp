// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/environmentlook.h"

#include <QCoreApplication>

namespace obdesk {

namespace {

struct Words { Q_DECLARE_TR_FUNCTIONS(Environment) };

} // namespace

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return Words::tr("Development");
    case Environment::Staging:
        return Words::tr("Staging");
    case Environment::Production:
        return Words::tr("Production");
    case Environment::Simulator:
        return Words::tr("Simulator");
    }
    return {};
}

QColor environmentColor(Environment environment, const Tokens &tokens)
{
    switch (environment) {
    case Environment::Development:
        return tokens.successful;
    case Environment::Staging:
        return tokens.warning;
    case Environment::Production:
        return tokens.productionBand;
    case Environment::Simulator:
        return tokens.simulator;
    }
    return tokens.line;
}

} // namespace obdesk
