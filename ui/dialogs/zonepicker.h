// SPDX-License-Identifier: GPL-3.0-or-later
// The zones of a cluster as cards of which one is chosen: state, IDC, region, OBServers now -> after.
#pragma once

#include "domain/cluster.h"
#include "theme/theme.h"

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace obdesk {

class ZoneCard final : public QAbstractButton
{
    Q_OBJECT
public:
    ZoneCard(const Theme &theme, QWidget *parent = nullptr);
    void setZone(const Zone &zone, int added, const QString &refusal);
    const QString &zoneName() const { return m_zone.name; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Zone m_zone;
    int m_added = 0;
    QString m_refusal;
};

class ZonePicker final : public QWidget
{
    Q_OBJECT
public:
    explicit ZonePicker(const Theme &theme, QWidget *parent = nullptr);

    /// Keeps the choice when the zone is still there; chooses a lone zone by itself.
    void setZones(const QList<Zone> &zones);
    /// May come before the zones do: the choice is made when they are there.
    void choose(const QString &zoneName);
    /// Empty: none.
    QString chosen() const;
    /// How many hosts would be added to the chosen zone.
    void setAdded(int count);
    /// OCP's refusal of the chosen zone; empty takes it away.
    void setRefusal(const QString &text);

signals:
    void chosenChanged();

private:
    void showZones();

    const Theme &m_theme;
    QHBoxLayout *m_layout = nullptr;
    QButtonGroup *m_group = nullptr;
    QList<Zone> m_zones;
    QList<ZoneCard *> m_cards;
    int m_added = 0;
    QString m_refusal;
    QString m_wanted;
};

} // namespace obdesk
