// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewmemory.h"

#include <QSettings>

namespace obdesk {

bool ViewMemory::flag(const QString &key) const
{
    return !m_file.isEmpty() && QSettings(m_file, QSettings::IniFormat).value(key).toBool();
}

void ViewMemory::setFlag(const QString &key, bool on)
{
    if (!m_file.isEmpty())
        QSettings(m_file, QSettings::IniFormat).setValue(key, on);
}

QByteArray ViewMemory::bytes(const QString &key) const
{
    return m_file.isEmpty() ? QByteArray() : QSettings(m_file, QSettings::IniFormat).value(key).toByteArray();
}

void ViewMemory::setBytes(const QString &key, const QByteArray &value)
{
    if (!m_file.isEmpty())
        QSettings(m_file, QSettings::IniFormat).setValue(key, value);
}

} // namespace obdesk
