// SPDX-License-Identifier: GPL-3.0-or-later
// A paint device that writes SVG 1.1: text stays text, every element carries its own attributes, nodes are groups.
// QSvgGenerator can't name groups, and its documents differ with the screen they were made on.
#pragma once

#include "picture/graphpicture.h"

#include <QByteArray>
#include <QPaintDevice>
#include <QRectF>

#include <memory>

namespace obdesk {

class SvgEngine;

/// Paint on it with a QPainter, end the painter, then ask for document(). Paths, rectangles, ellipses, lines, text and
/// images are written with pen, brush (plain colours), opacity and transformation applied. Clips are ignored: nothing is
/// cut off, as a picture for a report shows whole things. Patterns and gradients become their plain colour. Same calls, same bytes.
class SvgDevice final : public QPaintDevice, public NodeGroups
{
public:
    /// The drawing shows `view` (in painter coordinates) in a document of the same size; `title` is what the document is called.
    SvgDevice(const QRectF &view, const QString &title);
    ~SvgDevice() override;

    /// Groups may nest. Ids are used as they come and must be valid XML names.
    void beginGroup(const QString &id, const QString &title) override;
    void endGroup() override;

    /// The finished document in UTF-8. Groups left open are closed.
    QByteArray document() const;

    QPaintEngine *paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QRectF m_view;
    QString m_title;
    int m_depth = 0;
    std::unique_ptr<SvgEngine> m_engine;
};

/// Text for an XML document: escaped, without the characters XML 1.0 forbids.
QString xmlText(QStringView text);

} // namespace obdesk
