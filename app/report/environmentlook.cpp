// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/environmentlook.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// WCAG 2.1.
double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

bool readsOn(const QColor &color, const Tokens &tokens)
{
    return contrast(color, tokens.window) >= 4.5 && contrast(color, tokens.panel) >= 4.5 && contrast(color, tokens.hover) >= 4.5;
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int x, int y) { return int(std::lround(x + (y - x) * share)); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

} // namespace

QColor environmentColor(Environment environment, const Tokens &tokens, const QString &own)
{
    static const QRegularExpression form(u"^#[0-9a-fA-F]{6}$"_s);
    if (environment == Environment::Custom && form.match(own).hasMatch())
        return QColor(own);
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

QColor environmentColor(const Connection &connection, const Tokens &tokens)
{
    return environmentColor(connection.environment, tokens, connection.environmentColor);
}

QColor environmentTextColor(Environment environment, const Tokens &tokens, const QString &own)
{
    const QColor color = environmentColor(environment, tokens, own);
    if (environment != Environment::Custom)
        return color;                   // from the table
    for (int step = 0; step < 20; ++step) {
        const QColor text = mixed(color, tokens.text, step / 20.0);
        if (readsOn(text, tokens))
            return text;
    }
    return tokens.text;
}

QColor environmentTextColor(const Connection &connection, const Tokens &tokens)
{
    return environmentTextColor(connection.environment, tokens, connection.environmentColor);
}

} // namespace obdesk
