// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/farpicture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace obdesk {

namespace {

constexpr qreal leastLine = 3;  ///< pixels; shorter ones lie under the boxes of their ends

QRgb mixed(const QColor &color, const QColor &background, qreal part)
{
    const auto mix = [&](int a, int b) { return int(std::lround(a * part + b * (1 - part))); };
    return qRgb(mix(color.red(), background.red()), mix(color.green(), background.green()), mix(color.blue(), background.blue()));
}

} // namespace

FarPicture::FarPicture(QImage image, QPointF origin, qreal scale, const Tokens &tokens)
    : m_image(std::move(image)), m_bits(m_image.bits()), m_stride(m_image.bytesPerLine()), m_origin(origin), m_scale(scale), m_tokens(tokens)
{
    m_image.fill(tokens.window);
}

void FarPicture::drawLines(const EdgeScene &scene, const EdgeStrokes &strokes)
{
    std::array<QRgb, 4> colors;
    for (int kind = 0; kind < 4; ++kind)
        colors[size_t(kind)] = EdgeStrokes::colorOf(kind, m_tokens).rgb();
    const QRectF exposed(m_origin, QSizeF(m_image.size()) / m_scale);
    strokes.forEachLine(scene, exposed, leastLine / m_scale,
                        [&](QPointF from, QPointF to, int kind) { line(from, to, colors[size_t(kind)]); });
}

void FarPicture::drawNodes(const EdgeScene &scene, std::span<const int> visible)
{
    std::array<std::vector<int>, statesByWeight.size()> byState;
    std::vector<int> faded;
    for (const int node : visible) {
        if (!scene.marks.empty() && (scene.marks[size_t(node)] & nodemark::faded))
            faded.push_back(node);
        else
            byState[size_t(scene.states[size_t(node)])].push_back(node);
    }
    for (const int node : faded)
        box(scene.layout.nodes[node], 1, mixed(boxColor(m_tokens, scene.states[size_t(node)]), m_tokens.window, fadedOpacity));
    for (const StepState state : statesByWeight) {
        const QRgb color = boxColor(m_tokens, state).rgb();
        const int least = state == StepState::Failed ? 3 : 2;
        for (const int node : byState[size_t(state)])
            box(scene.layout.nodes[node], least, color);
    }
    if (scene.marks.empty())
        return;
    // The critical path as a dark spine through its boxes, what is found or held back as a frame in its colour.
    for (const int node : visible) {
        const NodeMarks marks = scene.marks[size_t(node)];
        const QRectF &rect = scene.layout.nodes[node];
        if (marks & nodemark::critical)
            box(QRectF(rect.left(), rect.center().y() - rect.height() / 8, rect.width(), rect.height() / 4), 1, m_tokens.text.rgb());
        if (marks & nodemark::match)
            box(QRectF(rect.left(), rect.bottom() - rect.height() / 5, rect.width(), rect.height() / 5), 1, m_tokens.warning.rgb());
        if (marks & nodemark::blocked)
            box(QRectF(rect.left(), rect.top(), rect.width() / 8, rect.height()), 1, m_tokens.failed.rgb());
    }
}

void FarPicture::box(const QRectF &rect, int least, QRgb color)
{
    int left = int(std::floor((rect.left() - m_origin.x()) * m_scale));
    int top = int(std::floor((rect.top() - m_origin.y()) * m_scale));
    const int width = std::max(least, int(std::lround(rect.width() * m_scale)));
    const int height = std::max(least, int(std::lround(rect.height() * m_scale)));
    const int right = std::min(left + width, m_image.width());
    const int bottom = std::min(top + height, m_image.height());
    left = std::max(left, 0);
    top = std::max(top, 0);
    for (int y = top; y < bottom && left < right; ++y) {
        std::fill(row(y) + left, row(y) + right, color);
    }
}

void FarPicture::line(QPointF from, QPointF to, QRgb color)
{
    const QPointF a = (from - m_origin) * m_scale;
    const QPointF d = (to - m_origin) * m_scale - a;
    // The part inside the image, by Liang and Barsky.
    double enter = 0;
    double leave = 1;
    const auto clip = [&](double move, double room) {
        if (move == 0)
            return room >= 0;
        const double at = room / move;
        if (move < 0)
            enter = std::max(enter, at);
        else
            leave = std::min(leave, at);
        return enter <= leave;
    };
    if (!clip(-d.x(), a.x()) || !clip(d.x(), m_image.width() - 1 - a.x()) || !clip(-d.y(), a.y()) || !clip(d.y(), m_image.height() - 1 - a.y()))
        return;
    // Steps are counted from the line's own start, so that a part of the picture shows the same pixels as the whole.
    const double length = std::max({std::abs(d.x()), std::abs(d.y()), 1.0});
    const int first = int(std::ceil(enter * length));
    const int last = int(std::floor(leave * length));
    for (int i = first; i <= last; ++i) {
        const int x = int(a.x() + d.x() * i / length);
        const int y = int(a.y() + d.y() * i / length);
        row(y)[x] = color;
    }
}

} // namespace obdesk
