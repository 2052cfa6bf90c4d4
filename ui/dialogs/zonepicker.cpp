// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/zonepicker.h"

#include "theme/health.h"
#include "words/plain.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int cardPadding = 12;
constexpr int lineGap = 5;

QString placeOf(const Zone &zone)
{
    QStringList parts { displayText(zone.idcName, false, 40), displayText(zone.regionName, false, 40) };
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

ZoneCard::ZoneCard(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ZoneCard::setZone(const Zone &zone, int added, const QString &refusal)
{
    m_zone = zone;
    m_added = added;
    m_refusal = refusal;
    const int after = zone.serverCount + (isChecked() ? added : 0);
    setAccessibleName(tr("%1, %2, %3, OBServers %4 to %5")
                              .arg(displayText(zone.name, false, 80), displayText(zone.status.text, false, 40), placeOf(zone))
                              .arg(zone.serverCount).arg(after));
    setAccessibleDescription(refusal);
    setToolTip(asToolTip(refusal));
    update();
}

QSize ZoneCard::sizeHint() const
{
    return { 220, 2 * fontMetrics().height() + 2 * cardPadding + lineGap };
}

QSize ZoneCard::minimumSizeHint() const
{
    return { 190, sizeHint().height() };
}

void ZoneCard::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = isChecked();
    const QRectF card = QRectF(rect()).adjusted(1, 1, -1, -1);
    QColor edge = on ? t.accent : t.line;
    if (!m_refusal.isEmpty())
        edge = t.failed;
    painter.setPen(QPen(edge, on || !m_refusal.isEmpty() ? 2 : 1));
    painter.setBrush(on ? t.selection : underMouse() && isEnabled() ? t.hover : t.panel);
    painter.drawRoundedRect(card, 6, 6);
    if (hasFocus()) {
        painter.setPen(QPen(t.focus, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(card.adjusted(4, 4, -4, -4), 4, 4);
    }

    const Health health = healthOf(m_zone);
    QRectF line = card.adjusted(cardPadding, cardPadding - 1, -cardPadding, 0);
    line.setHeight(fontMetrics().height());
    const QString status = displayText(m_zone.status.text, false, 40);
    const int statusWidth = fontMetrics().horizontalAdvance(status);
    painter.setPen(t.text);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, status);
    const QRectF glyph(line.right() - statusWidth - 20, line.center().y() - 7, 14, 14);
    healthIcon(health, t).paint(&painter, glyph.toRect());
    QFont bold = font();
    bold.setWeight(QFont::Bold);
    painter.setFont(bold);
    painter.drawText(line.adjusted(0, 0, -statusWidth - 26, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(bold).elidedText(displayText(m_zone.name, false, 80), Qt::ElideRight, int(line.width()) - statusWidth - 26));

    painter.setFont(font());
    painter.setPen(t.dimText);
    line.moveTop(line.bottom() + lineGap);
    const int after = m_zone.serverCount + (on ? m_added : 0);
    const QString count = tr("OBServers %1 → %2").arg(m_zone.serverCount).arg(after);
    const int countWidth = fontMetrics().horizontalAdvance(count);
    if (on && m_added > 0)
        painter.setPen(t.accent);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, count);
    painter.setPen(t.dimText);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(placeOf(m_zone), Qt::ElideRight, int(line.width()) - countWidth - 10));
}

ZonePicker::ZonePicker(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    m_layout = new QHBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(10);
    m_group = new QButtonGroup(this);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *, bool on) {
        if (!on)
            return;
        m_refusal.clear();
        showZones();
        emit chosenChanged();
    });
}

void ZonePicker::setZones(const QList<Zone> &zones)
{
    bool same = zones.size() == m_zones.size();
    for (qsizetype i = 0; same && i < zones.size(); ++i)
        same = zones.at(i).name == m_zones.at(i).name;
    const QString before = chosen();
    m_zones = zones;
    if (!same) {
        qDeleteAll(m_cards);
        m_cards.clear();
        for (const Zone &zone : zones) {
            auto *card = new ZoneCard(m_theme, this);
            card->setObjectName(u"zone-%1"_s.arg(zone.name));
            card->setZone(zone, 0, {});
            m_group->addButton(card);
            m_layout->addWidget(card);
            m_cards.append(card);
        }
        if (!before.isEmpty())
            choose(before);
        else if (!m_wanted.isEmpty())
            choose(m_wanted);
        else if (zones.size() == 1)
            choose(zones.constFirst().name);
    }
    showZones();
}

void ZonePicker::choose(const QString &zoneName)
{
    m_wanted = zoneName;
    for (ZoneCard *card : std::as_const(m_cards)) {
        if (card->zoneName() == zoneName)
            card->setChecked(true);
    }
}

QString ZonePicker::chosen() const
{
    const auto *card = qobject_cast<ZoneCard *>(m_group->checkedButton());
    return card ? card->zoneName() : QString();
}

void ZonePicker::setAdded(int count)
{
    m_added = count;
    showZones();
}

void ZonePicker::setRefusal(const QString &text)
{
    m_refusal = text;
    showZones();
}

void ZonePicker::showZones()
{
    for (qsizetype i = 0; i < m_cards.size(); ++i)
        m_cards.at(i)->setZone(m_zones.at(i), m_added, m_cards.at(i)->isChecked() ? m_refusal : QString());
}

} // namespace obdesk
