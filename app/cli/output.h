// SPDX-License-Identifier: GPL-3.0-or-later
// Where the commands write: text for people or one JSON document on standard output, everything else on standard error.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace obdesk {

/// Lines of cells under their titles. Cells must be fit for display (displayText).
struct TextTable
{
    QStringList titles;
    QList<QStringList> rows;
    QList<int> numbers = {};            ///< columns aligned to the right
};

/// Columns of a terminal that a text takes: Han, Kana and Hangul take two.
int terminalWidth(const QString &text);

/// Aligned columns, two blanks between them, no blanks at line ends; each line ends with a newline.
QString alignedText(const TextTable &table);

class Output final
{
public:
    explicit Output(bool json) : m_json(json) { }
    bool isJson() const { return m_json; }

    /// A line (or lines) of the result; nothing in JSON mode.
    void text(const QString &lines);
    void table(const TextTable &table);
    /// Labels and values, one below the other; entries without a value are left out.
    void facts(const QList<std::pair<QString, QString>> &facts);
    /// The one document of JSON mode, with "schema" and "version" 1 added; nothing in text mode. A second one is ignored.
    void document(const QString &schema, QJsonObject content);
    /// The same, ready-made.
    void document(const QByteArray &json);
    /// Progress and diagnostics, on standard error.
    void note(const QString &lines);

    /// False when something of standard output could not be written.
    bool flush();

private:
    void write(const QByteArray &bytes);

    const bool m_json;
    bool m_written = false;             // the document
};

} // namespace obdesk
