// SPDX-License-Identifier: GPL-3.0-or-later
// One zone of the cluster page: head, OBServers as cards, and the way to add one.
#pragma once

#include "domain/cluster.h"
#include "models/zoneserversmodel.h"
#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QSortFilterProxyModel;

namespace obdesk {

class ElidedLabel;

class ZoneColumn final : public QWidget
{
    Q_OBJECT
public:
    ZoneColumn(const QString &zoneName, const Theme &theme, QWidget *parent = nullptr);

    const QString &zoneName() const { return m_zoneName; }
    /// `serversKnown`: false while only the count is known; the column then says that it is loading.
    void setZone(const Zone &zone, bool serversKnown, const QList<ServerOnItsWay> &onTheirWay, const QDateTime &now);
    /// Shows only cards whose text holds `text`.
    void setFilter(const QString &text);
    /// Empty: the button works. Else it is off and says why.
    void setAddBlocked(const QString &reason);

signals:
    void addServerWanted(const QString &zoneName);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void restyle();
    void fitList();

    const QString m_zoneName;
    const Theme &m_theme;
    Health m_health = Health::Unknown;
    QLabel *m_icon = nullptr;
    ElidedLabel *m_place = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_note = nullptr;
    QListView *m_list = nullptr;
    ZoneServersModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace obdesk
