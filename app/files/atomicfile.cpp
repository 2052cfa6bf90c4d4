// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/atomicfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace obdesk {

namespace {

struct ReportFileWords { Q_DECLARE_TR_FUNCTIONS(ReportFile) };

QString notWritten(const QString &file, const QString &why)
{
    return ReportFileWords::tr("%1 was not written: %2.").arg(QDir::toNativeSeparators(file), why);
}

/// What is in the way; empty when nothing is.
QString obstacle(const QFileInfo &info)
{
    if (info.isDir())
        return ReportFileWords::tr("a folder has this name");
    if (info.exists() && !info.isFile())
        return ReportFileWords::tr("it is not a regular file");
    const QString folder = info.absolutePath();
    if (!QDir().mkpath(folder))
        return ReportFileWords::tr("the folder %1 cannot be created").arg(QDir::toNativeSeparators(folder));
    return {};
}

} // namespace

bool writeAll(QIODevice &device, const QByteArray &bytes)
{
    qint64 written = 0;
    while (written < bytes.size()) {
        const qint64 taken = device.write(bytes.constData() + written, bytes.size() - written);
        if (taken <= 0)
            return false;
        written += taken;
    }
    return true;
}

QString writeAtomically(const QString &file, const QByteArray &bytes)
{
    if (file.isEmpty())
        return ReportFileWords::tr("No file name was given.");
    const QString blocked = obstacle(QFileInfo(file));
    if (!blocked.isEmpty())
        return notWritten(file, blocked);
    QSaveFile save(file);
    // Unbuffered: each write meets the disk, so that a full one is noticed here and not in commit().
    if (!save.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return notWritten(file, save.errorString());
    // Before the first byte. Fails on file systems without permissions, where nothing can be done about it.
    save.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!writeAll(save, bytes)) {
        const QString why = save.errorString();
        save.cancelWriting();
        return notWritten(file, why);
    }
    return save.commit() ? QString() : notWritten(file, save.errorString());
}

} // namespace obdesk
