// SPDX-License-Identifier: GPL-3.0-or-later
// Colours can be read and told apart, by the colour-blind too, and glyphs told apart without them.
#include "picture/stateglyph.h"
#include "picture/tokens.h"

#include <QGuiApplication>
#include <QImage>
#include <QMetaEnum>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

/// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

using Token = QColor Tokens::*;

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

Vector times(const Matrix &matrix, const Vector &v)
{
    Vector result {};
    for (size_t row = 0; row < 3; ++row)
        result[row] = matrix[row][0] * v[0] + matrix[row][1] * v[1] + matrix[row][2] * v[2];
    return result;
}

/// What a colour turns into for somebody who lacks one kind of cone: Machado, Oliveira and Fernandes (2009), "A Physiologically-based
/// Model for Simulation of Color Vision Deficiency", the matrices of severity 1.0, on linear RGB.
struct Sight
{
    const char *name;
    Matrix seen;
};

constexpr Sight sights[] = {
    { "all cones", { { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } } },
    { "protanopia", { { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } } } },
    { "deuteranopia", { { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } } } },
    { "tritanopia", { { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } } } },
};

/// CIE L*a*b* under D65 of linear sRGB (IEC 61966-2-1), clipped to what a screen shows.
Vector labOf(const Vector &linear)
{
    constexpr Matrix toXyz { { { 0.4124564, 0.3575761, 0.1804375 }, { 0.2126729, 0.7151522, 0.0721750 }, { 0.0193339, 0.1191920, 0.9503041 } } };
    constexpr Vector white { 0.95047, 1, 1.08883 };
    Vector f = times(toXyz, { std::clamp(linear[0], 0.0, 1.0), std::clamp(linear[1], 0.0, 1.0), std::clamp(linear[2], 0.0, 1.0) });
    for (size_t i = 0; i < 3; ++i) {
        const double part = f[i] / white[i];
        f[i] = part > 216.0 / 24389 ? std::cbrt(part) : (24389.0 / 27 * part + 16) / 116;
    }
    return { 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]) };
}

Vector linearOf(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return { linear(color.redF()), linear(color.greenF()), linear(color.blueF()) };
}

/// CIEDE2000, after Sharma, Wu and Dalal (2005): about 1 is what an eye just notices.
double ciede2000(const Vector &one, const Vector &other)
{
    using std::pow, std::cos, std::sin, std::sqrt;
    const auto radians = [](double degrees) { return qDegreesToRadians(degrees); };
    const auto pull = [](double chroma) { return sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25.0, 7))); };
    const double g = 0.5 * (1 - pull((std::hypot(one[1], one[2]) + std::hypot(other[1], other[2])) / 2));
    const double a1 = one[1] * (1 + g), a2 = other[1] * (1 + g);
    const double c1 = std::hypot(a1, one[2]), c2 = std::hypot(a2, other[2]);
    const auto hue = [](double b, double a) { return std::fmod(qRadiansToDegrees(std::atan2(b, a)) + 360, 360); };
    const double h1 = hue(one[2], a1), h2 = hue(other[2], a2);
    const bool grey = c1 * c2 == 0;
    double dh = grey ? 0 : h2 - h1;
    if (dh > 180)
        dh -= 360;
    else if (dh < -180)
        dh += 360;
    double mean = h1 + h2;
    if (!grey) {
        if (std::abs(h1 - h2) > 180)
            mean += mean < 360 ? 360 : -360;
        mean /= 2;
    }
    const double lightness = (one[0] + other[0]) / 2, chroma = (c1 + c2) / 2;
    const double t = 1 - 0.17 * cos(radians(mean - 30)) + 0.24 * cos(radians(2 * mean)) + 0.32 * cos(radians(3 * mean + 6))
        - 0.20 * cos(radians(4 * mean - 63));
    const double off = pow(lightness - 50, 2);
    const double l = (other[0] - one[0]) / (1 + 0.015 * off / sqrt(20 + off));
    const double c = (c2 - c1) / (1 + 0.045 * chroma);
    const double h = 2 * sqrt(c1 * c2) * sin(radians(dh / 2)) / (1 + 0.015 * chroma * t);
    const double turn = -2 * pull(chroma) * sin(radians(60 * std::exp(-pow((mean - 275) / 25, 2))));
    return sqrt(l * l + c * c + h * h + turn * c * h);
}

QList<StepState> allStates()
{
    QList<StepState> states;
    const auto states_ = QMetaEnum::fromType<StepState>();
    for (int i = 0; i < states_.keyCount(); ++i)
        states.append(StepState(states_.value(i)));
    return states;
}

QImage glyph(StepState state, int size)
{
    Tokens ink;     // one colour on paper
    for (Token token : {&Tokens::successful, &Tokens::running, &Tokens::failed, &Tokens::pending, &Tokens::warning})
        ink.*token = Qt::black;
    ink.panel = Qt::white;
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintStateGlyph(painter, image.rect(), state, ink);
    return image;
}

/// Mean difference of brightness per pixel, 0 to 1.
double difference(const QImage &a, const QImage &b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) / 255.0;
    }
    return sum / (a.width() * a.height());
}

} // namespace

class TestTokens final : public QObject
{
    Q_OBJECT

private slots:
    void textIsReadable_data() { columns(); }
    void textIsReadable();
    void graphicsStandOut_data() { columns(); }
    void graphicsStandOut();
    void statesReadOnTheirFill_data() { columns(); }
    void statesReadOnTheirFill();
    void distancesAreRight_data();
    void distancesAreRight();
    void statesDifferForTheColourBlind_data();
    void statesDifferForTheColourBlind();
    void columnsDiffer();
    void glyphsDifferWithoutColour_data();
    void glyphsDifferWithoutColour();
    void glyphStaysInItsRect();

private:
    void columns()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
};

void TestTokens::textIsReadable()
{
    QFETCH(const bool, dark);
    const Tokens &tokens = dark ? darkTokens() : lightTokens();
    for (Token text : {&Tokens::text, &Tokens::dimText}) {
        for (Token back : {&Tokens::window, &Tokens::panel, &Tokens::hover, &Tokens::selection, &Tokens::successfulFill,
                           &Tokens::runningFill, &Tokens::failedFill, &Tokens::warningFill, &Tokens::pendingFill})
            QCOMPARE_GE(contrast(tokens.*text, tokens.*back), 4.5);
    }
    for (Token text : {&Tokens::accent, &Tokens::successful, &Tokens::running, &Tokens::failed, &Tokens::warning}) {
        for (Token back : {&Tokens::window, &Tokens::panel, &Tokens::hover})
            QCOMPARE_GE(contrast(tokens.*text, tokens.*back), 4.5);
    }
    QCOMPARE_GE(contrast(tokens.onAccent, tokens.accent), 4.5);
}

void TestTokens::graphicsStandOut()
{
    QFETCH(const bool, dark);
    const Tokens &tokens = dark ? darkTokens() : lightTokens();
    for (Token graphic : {&Tokens::edge, &Tokens::pending, &Tokens::focus, &Tokens::productionBand, &Tokens::simulator, &Tokens::accent}) {
        for (Token back : {&Tokens::window, &Tokens::panel})
            QCOMPARE_GE(contrast(tokens.*graphic, tokens.*back), 3.0);
    }
}

void TestTokens::statesReadOnTheirFill()
{
    QFETCH(const bool, dark);
    const Tokens &tokens = dark ? darkTokens() : lightTokens();
    for (StepState state : allStates()) {
        QVERIFY(stateColor(tokens, state).isValid());
        QCOMPARE_GE(contrast(stateTextColor(tokens, state), stateFill(tokens, state)), 4.5);
        QCOMPARE_GE(contrast(stateColor(tokens, state), stateFill(tokens, state)), 3.0);
    }
}

void TestTokens::distancesAreRight_data()
{
    QTest::addColumn<QList<double>>("one");
    QTest::addColumn<QList<double>>("other");
    QTest::addColumn<double>("apart");
    // Pairs 1, 7, 16, 19 and 25 of the test data published with Sharma, Wu and Dalal (2005).
    QTest::newRow("1") << QList<double> { 50, 2.6772, -79.7751 } << QList<double> { 50, 0, -82.7485 } << 2.0425;
    QTest::newRow("7") << QList<double> { 50, 0, 0 } << QList<double> { 50, -1, 2 } << 2.3669;
    QTest::newRow("16") << QList<double> { 50, 2.5, 0 } << QList<double> { 50, 0, -2.5 } << 4.3065;
    QTest::newRow("19") << QList<double> { 50, 2.5, 0 } << QList<double> { 56, -27, -3 } << 31.9030;
    QTest::newRow("25") << QList<double> { 60.2574, -34.0099, 36.2677 } << QList<double> { 60.4626, -34.1751, 39.4387 } << 1.2644;
}

void TestTokens::distancesAreRight()
{
    QFETCH(const QList<double>, one);
    QFETCH(const QList<double>, other);
    QFETCH(const double, apart);
    QCOMPARE_LT(std::abs(ciede2000({ one[0], one[1], one[2] }, { other[0], other[1], other[2] }) - apart), 1e-4);
}

void TestTokens::statesDifferForTheColourBlind_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("sight");
    for (bool dark : { false, true }) {
        for (int i = 0; i < int(std::size(sights)); ++i)
            QTest::addRow("%s, %s", dark ? "dark" : "light", sights[i].name) << dark << i;
    }
}

void TestTokens::statesDifferForTheColourBlind()
{
    QFETCH(const bool, dark);
    QFETCH(const int, sight);
    const Tokens &tokens = dark ? darkTokens() : lightTokens();
    constexpr Token states[] = { &Tokens::successful, &Tokens::running, &Tokens::failed, &Tokens::pending, &Tokens::warning };
    for (size_t i = 0; i < std::size(states); ++i) {
        for (size_t j = i + 1; j < std::size(states); ++j) {
            const auto seen = [&](Token token) { return labOf(times(sights[sight].seen, linearOf(tokens.*token))); };
            const double apart = ciede2000(seen(states[i]), seen(states[j]));
            QVERIFY2(apart >= 12, qPrintable(u"%1 and %2: %3"_s.arg((tokens.*states[i]).name(), (tokens.*states[j]).name()).arg(apart)));
        }
    }
}

void TestTokens::columnsDiffer()
{
    QCOMPARE_GT(luminance(lightTokens().window), 0.8);
    QCOMPARE_LT(luminance(darkTokens().window), 0.05);
    QVERIFY(lightTokens() != darkTokens());
}

void TestTokens::glyphsDifferWithoutColour_data()
{
    QTest::addColumn<int>("size");
    for (int size : {14, 16, 32, 64})
        QTest::addRow("%d px", size) << size;
}

void TestTokens::glyphsDifferWithoutColour()
{
    QFETCH(const int, size);
    QImage blank(size, size, QImage::Format_ARGB32_Premultiplied);
    blank.fill(Qt::white);
    const QList<StepState> states = allStates();
    QCOMPARE(states.size(), 9);
    for (qsizetype i = 0; i < states.size(); ++i) {
        QVERIFY(difference(glyph(states[i], size), blank) > 0.05);
        for (qsizetype j = i + 1; j < states.size(); ++j) {
            const double apart = difference(glyph(states[i], size), glyph(states[j], size));
            QVERIFY2(apart > 0.03, qPrintable(QDebug::toString(states[i]) + QDebug::toString(states[j])
                                              + QString::number(apart)));
        }
    }
}

void TestTokens::glyphStaysInItsRect()
{
    for (StepState state : allStates()) {
        QImage image(60, 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setPen(Qt::red);
        paintStateGlyph(painter, QRectF(20, 4, 20, 32), state, lightTokens());  // the largest square is 20 by 20
        QCOMPARE(painter.pen().color(), QColor(Qt::red));
        painter.end();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (!QRect(20, 10, 20, 20).contains(x, y))
                    QCOMPARE(image.pixel(x, y), qRgb(255, 255, 255));
            }
        }
    }
}

QTEST_MAIN(TestTokens)
#include "tst_picture_tokens.moc"
