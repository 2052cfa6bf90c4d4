// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/zonecolumn.h"

#include "domain/hostaddress.h"
#include "models/servercarddelegate.h"
#include "widgets/labels.h"
#include "words/plain.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

ZoneColumn::ZoneColumn(const QString &zoneName, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_zoneName(zoneName), m_theme(theme)
{
    const QString shownName = displayText(zoneName, false, 80);
    setMinimumWidth(230);
    m_icon = new QLabel(this);
    auto *name = plainLabel(shownName, this, u"zoneName"_s);
    QFont bold = name->font();
    bold.setWeight(QFont::Bold);
    name->setFont(bold);
    m_place = new ElidedLabel(this);
    m_place->setProperty("dim", true);
    m_count = plainLabel({}, this, u"zoneServerCount"_s);
    m_count->setProperty("dim", true);
    m_note = plainLabel({}, this);
    m_note->setProperty("dim", true);
    m_note->setContentsMargins(12, 8, 0, 8);

    m_model = new ZoneServersModel(this);
    m_proxy = new QSortFilterProxyModel(this);
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterRole(Qt::AccessibleTextRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list = new QListView(this);
    m_list->setObjectName(u"servers-%1"_s.arg(zoneName));
    m_list->setAccessibleName(tr("OBServers of %1").arg(shownName));
    m_list->setModel(m_proxy);
    m_list->setItemDelegate(new ServerCardDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setStyleSheet(u"QListView { background: transparent; border: 0; }"_s);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);

    m_add = new QPushButton(tr("Add OBServer to %1…").arg(literalText(shownName)), this);
    m_add->setObjectName(u"addServerTo-%1"_s.arg(zoneName));
    m_add->setProperty("dashed", true);

    auto *head = new QHBoxLayout;
    head->setSpacing(7);
    head->addWidget(m_icon);
    head->addWidget(name);
    head->addWidget(m_place, 1);
    head->addWidget(m_count);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_note);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_add);
    layout->addStretch(0);

    connect(m_add, &QPushButton::clicked, this, [this] { emit addServerWanted(m_zoneName); });
    connect(&theme, &Theme::changed, this, &ZoneColumn::restyle);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &ZoneColumn::fitList);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &ZoneColumn::fitList);
    restyle();
}

void ZoneColumn::setZone(const Zone &zone, bool serversKnown, const QList<ServerOnItsWay> &onTheirWay, const QDateTime &now)
{
    m_health = healthOf(zone);
    QStringList place { displayText(zone.idcName, false, 40), displayText(zone.regionName, false, 40) };
    place.removeAll(QString());
    m_place->setFullText(place.join(u" · "_s));
    int before = zone.serverCount;
    int after = zone.serverCount;
    for (const ServerOnItsWay &way : onTheirWay) {
        const bool listed = std::any_of(zone.servers.cbegin(), zone.servers.cend(), [&](const ObServer &s) { return isSameAddress(s.ip, way.address); });
        before -= listed ? 1 : 0;
        after += listed ? 0 : 1;
    }
    const QString status = zone.status == ObStatus::Running ? QString() : displayText(zone.status.text, false, 40) + u" · "_s;
    m_count->setText(onTheirWay.isEmpty()
                             ? status + tr("%n OBServer(s)", nullptr, zone.serverCount)
                             : status + tr("%1 → %2 OBServers").arg(before).arg(after));
    m_model->setServers(zone.servers, onTheirWay, now);
    m_note->setText(serversKnown ? tr("No OBServer in this zone yet") : tr("Loading OBServers…"));
    m_note->setVisible(m_model->rowCount() == 0);
    restyle();
    fitList();
}

void ZoneColumn::setFilter(const QString &text)
{
    m_proxy->setFilterFixedString(text);
    fitList();
}

void ZoneColumn::setAddBlocked(const QString &reason)
{
    m_add->setEnabled(reason.isEmpty());
    m_add->setToolTip(asToolTip(reason));
    m_add->setAccessibleDescription(reason);
}

void ZoneColumn::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitList();
}

void ZoneColumn::restyle()
{
    m_icon->setPixmap(healthIcon(m_health, m_theme.tokens()).pixmap(QSize(15, 15), devicePixelRatioF()));
    m_icon->setAccessibleName(healthWord(m_health));
}

void ZoneColumn::fitList()
{
    // The list is as tall as its cards, so that the button follows the last one; when there are too many it scrolls.
    const int rows = m_proxy->rowCount();
    const int height = rows ? rows * m_list->sizeHintForRow(0) + 2 : 0;
    m_list->setMaximumHeight(height);
    m_list->setVisible(rows > 0);
}

} // namespace obdesk
