// SPDX-License-Identifier: GPL-3.0-or-later
// Steps painted on one canvas, as list items for screen readers: the canvas itself would be one empty area.
#pragma once

#include <QRectF>
#include <QString>

class QAccessibleEvent;
class QWidget;

namespace obdesk {

/// What a view that paints its steps says about each of them. Items are counted from 0 in the order of reading, and mean others after a
/// filter or with another plan.
class AccessibleSteps
{
public:
    virtual ~AccessibleSteps() = default;

    virtual int itemCount() const = 0;
    /// One line: name, state, host, duration, neighbours.
    virtual QString itemText(int item) const = 0;
    /// On the canvas, be it out of sight.
    virtual QRectF itemRect(int item) const = 0;
    /// At a position on the canvas; -1: none.
    virtual int itemAt(QPointF position) const = 0;
    /// The selected one; -1: none.
    virtual int currentItem() const = 0;
    virtual void selectItem(int item) = 0;
    /// Selects it and opens its log, where it has one.
    virtual void openItem(int item) = 0;
    /// The widget that is painted on: the view itself, or its viewport.
    virtual const QWidget *canvas() const = 0;
};

/// The keyboard has moved to this item of `view`, which is an AccessibleSteps. Nothing is said for -1, nor of a view that is hidden.
void announceFocus(QWidget *view, int item);

/// What is said about this item is news. Kept for failures: a reader that hears of every step hears nothing.
void announceFailure(QWidget *view, int item);

/// Tests listen here: QAccessible says nothing while no screen reader runs. Null for QAccessible.
void setAnnouncer(void (*tell)(QAccessibleEvent *event));

/// Lets screen readers into every AccessibleSteps. Call once, before the first view is made.
void installStepAccessibility();

} // namespace obdesk
