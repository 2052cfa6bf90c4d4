// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for a secret in bytes and files, however it may have been written down.
#pragma once

#include <QByteArray>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QStringConverter>
#include <QUrl>

namespace obdesk::test {

struct Needle
{
    QByteArray encoding;
    QByteArray bytes;
};

/// The ways in which `secret` (of `user`) may stand somewhere. `core` is its plain ASCII start, long enough to be unique.
inline QList<Needle> needlesFor(const QString &core, const QString &secret, const QString &user)
{
    const QByteArray plain = core.toUtf8();
    QList<Needle> needles { { "raw", plain } };
    needles.append({ "UTF-16 LE", QStringEncoder(QStringConverter::Utf16LE).encode(core) });
    needles.append({ "UTF-16 BE", QStringEncoder(QStringConverter::Utf16BE).encode(core) });
    for (int shift = 0; shift < 3; ++shift) {
        // Without the characters that depend on the neighbours.
        const QByteArray shifted = (QByteArray(shift, ' ') + plain).toBase64(QByteArray::OmitTrailingEquals);
        const int ahead = shift ? 4 : 0;
        needles.append({ "base64, shift " + QByteArray::number(shift), shifted.mid(ahead, shifted.size() - ahead - 4) });
    }
    const QByteArray login = (user.toUtf8() + ':' + secret.toUtf8()).toBase64(QByteArray::OmitTrailingEquals);
    needles.append({ "base64(user:password)", login.chopped(4) });
    needles.append({ "URL", QUrl::toPercentEncoding(secret) });
    needles.append({ "hex", plain.toHex() });
    QByteArray escaped;
    for (const QChar c : secret) {
        if (c.unicode() < 128 && c != u'"' && c != u'\\')
            escaped += char(c.unicode());
        else
            escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    needles.append({ "JSON escapes", escaped });
    return needles;
}

/// Everything zlib-compressed that stands in PDF streams, and the text as pdftotext reads it where that is installed.
inline QByteArray insideOfPdf(const QByteArray &pdf, const QString &path)
{
    QByteArray inside;
    for (qsizetype at = pdf.indexOf("stream"); at >= 0; at = pdf.indexOf("stream", at + 6)) {
        qsizetype from = at + 6;
        while (from < pdf.size() && (pdf.at(from) == '\r' || pdf.at(from) == '\n'))
            ++from;
        const qsizetype to = pdf.indexOf("endstream", from);
        if (to > from && quint8(pdf.at(from)) == 0x78) { // zlib; 1 MiB is only where qUncompress() begins to guess
            inside += qUncompress(QByteArray("\0\x10\0\0", 4) + pdf.sliced(from, to - from));
            at = to + 3;
        }
    }
    const QString tool = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    if (!tool.isEmpty()) {
        QProcess process;
        process.start(tool, { QStringLiteral("-raw"), path, QStringLiteral("-") });
        process.waitForFinished(30'000);
        inside += process.readAllStandardOutput();
    }
    return inside;
}

/// Names of the encodings that were found.
inline QByteArrayList foundIn(const QByteArray &bytes, const QList<Needle> &needles)
{
    QByteArrayList found;
    const QByteArray lower = bytes.toLower(); // hex and %4f come in both cases
    for (const Needle &needle : needles) {
        if (bytes.contains(needle.bytes) || ((needle.encoding == "hex" || needle.encoding == "URL") && lower.contains(needle.bytes.toLower())))
            found.append(needle.encoding);
    }
    return found;
}

/// "file: encoding" for every place below `folder`; `files`: how many were read.
inline QByteArrayList foundBelow(const QString &folder, const QList<Needle> &needles, int *files = nullptr)
{
    QByteArrayList found;
    QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (files)
            ++*files;
        QByteArray bytes = file.readAll();
        if (bytes.startsWith("%PDF"))
            bytes += insideOfPdf(bytes, file.fileName());
        for (const QByteArray &encoding : foundIn(bytes, needles) + foundIn(file.fileName().toUtf8(), needles))
            found.append(file.fileName().toUtf8() + ": " + encoding);
    }
    return found;
}

} // namespace obdesk::test
