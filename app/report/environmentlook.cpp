// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/environmentlook.h"

namespace obdesk {

QColor environmentColor(Environment environment, const Tokens &tokens)
{
    switch (environment) {
    case Environment::Development:
        return tokens.successful;
    case Environment::Staging:
        return tokens.warning;
    case Environment::Production:
        return tokens.productionBand;
    case Environment::Custom:
        return tokens.accent;
    case Environment::Simulator:
        return tokens.simulator;
    }
    return tokens.line;
}

} // namespace obdesk
