// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Unicode's "East Asian Wide" blocks, as far as names and messages use them.
bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) || (c >= 0x3041 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

QString padded(const QString &text, int width, bool right)
{
    const QString blanks(std::max(0, width - terminalWidth(text)), u' ');
    return right ? blanks + text : text + blanks;
}

} // namespace

int terminalWidth(const QString &text)
{
    int width = 0;
    for (const uint c : text.toUcs4()) {
        if (QChar::category(c) != QChar::Mark_NonSpacing)
            width += isWide(c) ? 2 : 1;
    }
    return width;
}

QString alignedText(const TextTable &table)
{
    QList<QStringList> lines;
    if (!table.titles.isEmpty())
        lines.append(table.titles);
    lines.append(table.rows);
    QList<int> widths;
    for (const QStringList &line : std::as_const(lines)) {
        for (qsizetype column = 0; column < line.size(); ++column) {
            if (column == widths.size())
                widths.append(0);
            widths[column] = std::max(widths.at(column), terminalWidth(line.at(column)));
        }
    }
    QString text;
    for (const QStringList &line : std::as_const(lines)) {
        QString joined;
        for (qsizetype column = 0; column < line.size(); ++column) {
            if (column > 0)
                joined += u"  "_s;
            joined += padded(line.at(column), widths.at(column), table.numbers.contains(int(column)));
        }
        while (joined.endsWith(u' '))
            joined.chop(1);
        text += joined + u'\n';
    }
    return text;
}

void Output::text(const QString &lines)
{
    if (m_json)
        return;
    QByteArray bytes = lines.toUtf8();
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    write(bytes);
}

void Output::table(const TextTable &table)
{
    if (!m_json)
        write(alignedText(table).toUtf8());
}

void Output::facts(const QList<std::pair<QString, QString>> &facts)
{
    TextTable lines;
    for (const auto &[label, value] : facts) {
        if (!value.isEmpty())
            lines.rows.append({ label, value });
    }
    table(lines);
}

void Output::document(const QString &schema, QJsonObject content)
{
    content.insert("schema"_L1, schema);
    content.insert("version"_L1, 1);
    document(QJsonDocument(content).toJson());
}

void Output::document(const QByteArray &json)
{
    if (!m_json || std::exchange(m_written, true))
        return;
    write(json);
    if (!json.endsWith('\n'))
        write("\n");
    std::fflush(stdout); // a program that reads from a pipe need not wait for our end
}

void Output::note(const QString &lines)
{
    std::fflush(stdout); // on a terminal both appear in the order they were written
    QByteArray bytes = lines.toUtf8();
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

bool Output::flush()
{
    return std::fflush(stdout) == 0 && !std::ferror(stdout);
}

void Output::write(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout); // errors stay in ferror() until flush()
}

} // namespace obdesk
