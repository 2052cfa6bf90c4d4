// SPDX-License-Identifier: GPL-3.0-or-later
// How a person likes the views of a task: remembered from one task, and one run of the program, to the next. Nothing of the tasks themselves.
#pragma once

#include <QByteArray>
#include <QString>

namespace obdesk {

class ViewMemory final
{
public:
    /// `file`: an INI file, made when something is first remembered; empty: nothing is kept.
    explicit ViewMemory(const QString &file = {}) : m_file(file) { }

    bool flag(const QString &key) const;
    void setFlag(const QString &key, bool on);
    QByteArray bytes(const QString &key) const;
    void setBytes(const QString &key, const QByteArray &value);

private:
    QString m_file;
};

} // namespace obdesk
