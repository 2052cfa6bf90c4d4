// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/tokens.h"

namespace obdesk {

namespace {

struct Row
{
    QColor Tokens::*token;
    QRgb light;
    QRgb dark;
};

constexpr Row table[] = {
    {&Tokens::window, 0xfff5f6f8, 0xff16191d},
    {&Tokens::panel, 0xffffffff, 0xff1e2227},
    {&Tokens::line, 0xffdfe3e8, 0xff343a42},
    {&Tokens::edge, 0xff848e9a, 0xff6f7883},
    {&Tokens::text, 0xff1d232b, 0xffe6e9ed},
    {&Tokens::dimText, 0xff606a76, 0xffa3acb8},
    {&Tokens::accent, 0xff1a66dc, 0xff6ea8fe},
    {&Tokens::onAccent, 0xffffffff, 0xff10151c},
    {&Tokens::successful, 0xff11754d, 0xff50dba4},
    {&Tokens::running, 0xff1a66dc, 0xff6ea8fe},
    {&Tokens::failed, 0xff980e1d, 0xfff0776e},
    {&Tokens::pending, 0xff77828f, 0xff8b96a3},
    {&Tokens::warning, 0xff996105, 0xffe3b341},
    {&Tokens::successfulFill, 0xffe3f4ea, 0xff16352a},
    {&Tokens::runningFill, 0xffe8f0fd, 0xff1b2d4b},
    {&Tokens::failedFill, 0xfffdeaea, 0xff451f22},
    {&Tokens::warningFill, 0xfffcf1d9, 0xff3a2f14},
    {&Tokens::pendingFill, 0xfff9fafb, 0xff1a1e22},
    {&Tokens::selection, 0xffe6eefc, 0xff22375a},
    {&Tokens::hover, 0xffeef1f5, 0xff262b32},
    {&Tokens::focus, 0xff1a66dc, 0xff6ea8fe},
    {&Tokens::productionBand, 0xffb42318, 0xfff2726a},
    {&Tokens::simulator, 0xff6941c6, 0xffb79bf5},
};

Tokens column(QRgb Row::*shade)
{
    Tokens tokens;
    for (const Row &row : table)
        tokens.*row.token = QColor::fromRgba(row.*shade);
    return tokens;
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens tokens = column(&Row::light);
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = column(&Row::dark);
    return tokens;
}

QColor stateColor(const Tokens &tokens, StepState state)
{
    switch (state) {
    case StepState::Running:
        return tokens.running;
    case StepState::Failed:
        return tokens.failed;
    case StepState::Successful:
        return tokens.successful;
    case StepState::Canceling:
    case StepState::Skipped:    // the work was not done, and somebody decided so
    case StepState::Unknown:
        return tokens.warning;
    case StepState::Pending:
    case StepState::Ready:
    case StepState::RolledBack:
        break;
    }
    return tokens.pending;
}

QColor stateTextColor(const Tokens &tokens, StepState state)
{
    const QColor color = stateColor(tokens, state);
    return color == tokens.pending ? tokens.dimText : color;
}

QColor stateFill(const Tokens &tokens, StepState state)
{
    switch (state) {
    case StepState::Running:
        return tokens.runningFill;
    case StepState::Failed:
        return tokens.failedFill;
    case StepState::Successful:
        return tokens.successfulFill;
    case StepState::Canceling:
    case StepState::Skipped:
    case StepState::Unknown:
        return tokens.warningFill;
    case StepState::Pending:
    case StepState::Ready:
    case StepState::RolledBack:
        break;
    }
    return tokens.pendingFill;
}

} // namespace obdesk
