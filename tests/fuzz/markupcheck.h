// SPDX-License-Identifier: GPL-3.0-or-later
// Strict readers of the documents obdesk writes: what a browser or spreadsheet would forgive is a Violation here.
#pragma once

#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QStringList>

namespace obdesk::fuzz {

/// Control characters but for TAB and line ends, and those that turn the reading direction (not the isolates a report puts around names
/// itself, U+2068 and U+2069).
bool holdsControls(const QString &text);

/// A spreadsheet would take the cell for a formula (OWASP, "CSV injection").
bool startsFormula(const QString &cell);
/// RFC 4180, lines ended by CR LF, with or without a byte order mark.
QList<QStringList> readCsv(const QString &csv);

/// The text of an HTML document, element by element.
struct HtmlText
{
    struct Element
    {
        QString tag;
        QString cssClass;
        QString text;                   ///< unescaped; without that of the elements in it
    };
    QList<Element> elements;            ///< in the order they end
    QStringList ofTag(QLatin1StringView tag) const;
    QStringList ofClass(QLatin1StringView cssClass) const;
};
/// Only elements and attributes that a report has, all of them closed, no reference that leads out of the document.
HtmlText readHtml(const QString &html);

/// No markup but the writer's own: headings, tables of even width, code blocks that end where they should.
void checkMarkdown(const QString &markdown);

/// Statements of the writer's own, with texts that stay within their quotes.
void checkDot(const QString &dot);

} // namespace obdesk::fuzz
