// SPDX-License-Identifier: GPL-3.0-or-later
// Colours can be read, and glyphs told apart without them.
#include "picture/stateglyph.h"
#include "picture/tokens.h"

#include <QGuiApplication>
#include <QImage>
#include <QMetaEnum>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace obdesk;

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
