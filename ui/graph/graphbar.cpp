// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graphbar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

GraphBar::GraphBar(GraphView &graph, QWidget *parent) : QFrame(parent), m_graph(graph)
{
    setObjectName(u"graphBar"_s);
    setProperty("panelLine", u"bottom"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 5, 14, 5);
    row->setSpacing(6);
    buildShow(row);
    buildPlaces(row);
    row->addStretch(1);
    buildZoom(row);
    connect(&graph, &GraphView::historyChanged, this, &GraphBar::updatePlaces);
    updatePlaces();
}

QToolButton *GraphBar::tool(const QString &text, const QString &name, const QString &tip)
{
    auto *made = new QToolButton(this);
    made->setText(text);
    made->setObjectName(name);
    made->setToolTip(tip);
    made->setAccessibleName(text);
    return made;
}

void GraphBar::buildShow(QHBoxLayout *row)
{
    QToolButton *show = tool(tr("Show"), u"showMenu"_s, tr("What the graph shows and how"));
    show->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(show);
    const auto check = [&](const QString &text, const QString &name, bool on, auto act) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::toggled, this, act);
        return action;
    };
    const auto fold = [this] {
        applyFolds();
        emit foldsChosen();
    };
    m_foldParallel = check(tr("&Fold steps that are alike"), u"foldParallel"_s, false, fold);
    m_foldBarriers = check(tr("Fold &barriers (“Wait node”)"), u"foldBarriers"_s, false, fold);
    menu->addSeparator();
    check(tr("&Critical path"), u"showCritical"_s, false, [this](bool on) { m_graph.scene().setCriticalShown(on); });
    check(tr("Only what the &selected step is related to"), u"showRelated"_s, false, [this](bool on) { m_graph.scene().setRelatedOnly(on); });
    menu->addSeparator();
    check(tr("&Overview map"), u"showMinimap"_s, true, [this](bool on) { m_graph.setMinimapWanted(on); });
    check(tr("From &top to bottom"), u"directionSwitch"_s, false, [this](bool on) {
        m_graph.scene().setDirection(on ? LayoutDirection::TopDown : LayoutDirection::LeftRight);
    });
    show->setMenu(menu);
    row->addWidget(show);
}

void GraphBar::buildPlaces(QHBoxLayout *row)
{
    m_back = tool(u"←"_s, u"goBack"_s, tr("Back to the place before the last jump (Alt+Left)"));
    m_back->setAccessibleName(tr("Back"));
    m_back->setShortcut(QKeySequence(u"Alt+Left"_s));
    m_forward = tool(u"→"_s, u"goForward"_s, tr("Forward again (Alt+Right)"));
    m_forward->setAccessibleName(tr("Forward"));
    m_forward->setShortcut(QKeySequence(u"Alt+Right"_s));
    row->addWidget(m_back);
    row->addWidget(m_forward);
    connect(m_back, &QToolButton::clicked, &m_graph, &GraphView::goBack);
    connect(m_forward, &QToolButton::clicked, &m_graph, &GraphView::goForward);
}

void GraphBar::updatePlaces()
{
    m_back->setEnabled(m_graph.canGoBack());
    m_forward->setEnabled(m_graph.canGoForward());
}

void GraphBar::buildZoom(QHBoxLayout *row)
{
    QToolButton *follow = tool(tr("Follow"), u"followSwitch"_s, tr("Keep the running or failed step in view. Moving the picture by hand switches it off."));
    follow->setCheckable(true);
    follow->setChecked(m_graph.isFollowing());
    QToolButton *fit = tool(tr("Fit"), u"fitGraph"_s, tr("Show the whole graph"));
    QToolButton *zoom = tool(tr("100 %"), u"actualSize"_s, tr("Show at 100 %"));
    for (QToolButton *button : { follow, fit, zoom })
        row->addWidget(button);
    connect(follow, &QToolButton::toggled, this, [this](bool on) { m_graph.setFollowing(on); });
    connect(&m_graph, &GraphView::followingChanged, follow, &QToolButton::setChecked);
    connect(fit, &QToolButton::clicked, this, [this] {
        m_graph.setFollowing(false);
        m_graph.fit();
    });
    connect(zoom, &QToolButton::clicked, &m_graph, &GraphView::actualSize);
    connect(&m_graph, &GraphView::scaleChanged, zoom, [zoom](double scale) {
        const double percent = scale * 100;
        zoom->setText(percent < 2 ? tr("%1 %").arg(percent, 0, 'f', 1) : tr("%1 %").arg(int(std::lround(percent))));
    });
}

void GraphBar::applyFolds()
{
    FoldRules rules = m_graph.scene().folds();
    rules.parallel = m_foldParallel->isChecked();
    rules.barriers = m_foldBarriers->isChecked();
    rules.except.clear();
    m_graph.scene().setFolds(rules);
}

bool GraphBar::foldsParallel() const
{
    return m_foldParallel->isChecked();
}

bool GraphBar::foldsBarriers() const
{
    return m_foldBarriers->isChecked();
}

void GraphBar::setFolds(bool parallel, bool barriers)
{
    m_foldParallel->setChecked(parallel);
    m_foldBarriers->setChecked(barriers);
}

} // namespace obdesk
