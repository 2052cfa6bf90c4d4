// SPDX-License-Identifier: GPL-3.0-or-later
// Every step of the graph as a list item for screen readers: the canvas itself would be one empty area.
#include "graph/graphview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace obdesk {

namespace {

class StepInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    StepInterface(GraphView *view, int place) : m_view(view), m_place(place) { }

    bool isValid() const override { return m_view && m_view->isLaidOut() && m_place < m_view->picture().nodeCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view.data()); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override { }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_view->scene().describe(m_place) : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect inView = m_view->rectOfNode(m_place).toAlignedRect();
        return { m_view->mapToGlobal(inView.topLeft()), inView.size() };
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        if (isValid()) {
            state.selected = m_view->currentNode() == m_place;
            state.focused = state.selected && m_view->hasFocus();
            state.offscreen = !m_view->rect().intersects(m_view->rectOfNode(m_place).toAlignedRect());
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
        m_view->selectNode(m_place, true);
        if (const int subtask = m_view->scene().subtaskOf(m_place); name == pressAction() && subtask >= 0)
            emit m_view->activated(subtask);
    }

private:
    QPointer<GraphView> m_view;
    const int m_place;
};

class GraphInterface final : public QAccessibleWidget
{
public:
    explicit GraphInterface(GraphView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view) { }
    ~GraphInterface() override
    {
        for (const QAccessible::Id id : m_children) {
            if (id)
                QAccessible::deleteAccessibleInterface(id);
        }
    }

    int childCount() const override { return m_view->isLaidOut() ? m_view->picture().nodeCount() : 0; }

    QAccessibleInterface *child(int place) const override
    {
        if (place < 0 || place >= childCount())
            return nullptr;
        if (size_t(place) >= m_children.size())
            m_children.resize(size_t(childCount()), 0);
        QAccessible::Id &id = m_children.at(size_t(place));
        if (!id)
            id = QAccessible::registerAccessibleInterface(new StepInterface(m_view, place));
        return QAccessible::accessibleInterface(id);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (size_t i = 0; i < m_children.size(); ++i) {
            if (m_children.at(i) && QAccessible::accessibleInterface(m_children.at(i)) == child)
                return int(i);
        }
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(m_view->nodeAt(m_view->mapFromGlobal(QPoint(x, y))));
    }

private:
    GraphView *m_view; // owns nothing; the interface dies with the view
    mutable std::vector<QAccessible::Id> m_children;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<GraphView *>(object);
    return view ? new GraphInterface(view) : nullptr;
}

} // namespace

void installGraphAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

} // namespace obdesk
