// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/accessiblesteps.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>
#include <QWindow>

#include <vector>

namespace obdesk {

namespace {

/// The widget may die before a screen reader lets go of its items.
struct View
{
    explicit View(QWidget *view) : widget(view), steps(dynamic_cast<AccessibleSteps *>(view)) { }
    explicit operator bool() const { return widget && steps; }

    QPointer<QWidget> widget;
    AccessibleSteps *steps;
};

class StepInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    StepInterface(const View &view, int item) : m_view(view), m_item(item) { }

    bool isValid() const override { return m_view && m_item < m_view.steps->itemCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? m_view.widget->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view.widget.data()); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override { }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_view.steps->itemText(m_item) : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect onCanvas = m_view.steps->itemRect(m_item).toAlignedRect();
        return { m_view.steps->canvas()->mapToGlobal(onCanvas.topLeft()), onCanvas.size() };
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        if (isValid()) {
            state.selected = m_view.steps->currentItem() == m_item;
            state.focused = state.selected && m_view.widget->hasFocus();
            state.offscreen = !m_view.steps->canvas()->rect().intersects(m_view.steps->itemRect(m_item).toAlignedRect());
        }
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    QStringList actionNames() const override { return { pressAction(), setFocusAction() }; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        if (name == pressAction())
            m_view.steps->openItem(m_item);
        else
            m_view.steps->selectItem(m_item);
    }

private:
    const View m_view;
    const int m_item;
};

class StepsInterface final : public QAccessibleWidget
{
public:
    explicit StepsInterface(const View &view) : QAccessibleWidget(view.widget, QAccessible::List), m_view(view) { }
    ~StepsInterface() override
    {
        for (const QAccessible::Id id : m_children) {
            if (id)
                QAccessible::deleteAccessibleInterface(id);
        }
    }

    // Where no step is shown, a label in the view says why.
    int childCount() const override { return hasSteps() ? m_view.steps->itemCount() : QAccessibleWidget::childCount(); }

    QAccessibleInterface *child(int item) const override
    {
        if (!hasSteps())
            return QAccessibleWidget::child(item);
        if (item < 0 || item >= childCount())
            return nullptr;
        if (size_t(item) >= m_children.size())
            m_children.resize(size_t(childCount()), 0);
        QAccessible::Id &id = m_children.at(size_t(item));
        if (!id)
            id = QAccessible::registerAccessibleInterface(new StepInterface(m_view, item));
        return QAccessible::accessibleInterface(id);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (size_t i = 0; i < m_children.size(); ++i) {
            if (m_children.at(i) && QAccessible::accessibleInterface(m_children.at(i)) == child)
                return int(i);
        }
        return QAccessibleWidget::indexOfChild(child);
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        if (!hasSteps())
            return QAccessibleWidget::childAt(x, y);
        return child(m_view.steps->itemAt(m_view.steps->canvas()->mapFromGlobal(QPoint(x, y))));
    }

    QAccessibleInterface *focusChild() const override
    {
        return hasSteps() && m_view.widget->hasFocus() ? child(m_view.steps->currentItem()) : QAccessibleWidget::focusChild();
    }

private:
    bool hasSteps() const { return m_view && m_view.steps->itemCount() > 0; }

    const View m_view;
    mutable std::vector<QAccessible::Id> m_children;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    const View view(qobject_cast<QWidget *>(object));
    return view ? new StepsInterface(view) : nullptr;
}

void tellReaders(QAccessibleEvent *event)
{
    if (QAccessible::isActive()) // else the interfaces would be made for nobody
        QAccessible::updateAccessibility(event);
}

void (*announcer)(QAccessibleEvent *) = tellReaders;

void announce(QWidget *view, int item, QAccessible::Event what)
{
    if (item < 0 || !view->isVisible())
        return;
    QAccessibleEvent event(view, what);
    event.setChild(item);
    announcer(&event);
}

} // namespace

void announceFocus(QWidget *view, int item)
{
    announce(view, item, QAccessible::Focus);
}

void announceFailure(QWidget *view, int item)
{
    announce(view, item, QAccessible::NameChanged);
}

void setAnnouncer(void (*tell)(QAccessibleEvent *event))
{
    announcer = tell ? tell : tellReaders;
}

void installStepAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

} // namespace obdesk
