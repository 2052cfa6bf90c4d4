// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/markupcheck.h"

#include "fuzz/fuzztarget.h"

#include <QRegularExpression>
#include <QSet>

#include <utility>

namespace obdesk::fuzz {

using namespace Qt::StringLiterals;

namespace {

QString unescaped(QStringView text)
{
    constexpr std::pair<QLatin1StringView, char16_t> entities[] = { { "&lt;"_L1, u'<' }, { "&gt;"_L1, u'>' }, { "&amp;"_L1, u'&' },
                                                                     { "&quot;"_L1, u'"' } };
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'&') {
            plain.append(text.at(i));
            continue;
        }
        bool known = false;
        for (const auto &[entity, character] : entities) {
            if (text.sliced(i).startsWith(entity)) {
                plain.append(QChar(character));
                i += entity.size() - 1;
                known = true;
                break;
            }
        }
        require(known, "an ampersand starts an entity");
    }
    return plain;
}

class HtmlReader
{
public:
    explicit HtmlReader(const QString &html) : m_rest(html) { }

    HtmlText read()
    {
        static constexpr auto start = "<!DOCTYPE html>"_L1;
        require(m_rest.startsWith(start), "a document says what it is");
        m_rest = m_rest.sliced(start.size());
        while (!m_rest.isEmpty()) {
            const qsizetype tag = m_rest.indexOf(u'<');
            takeText(m_rest.first(tag < 0 ? m_rest.size() : tag));
            if (tag < 0)
                break;
            m_rest = m_rest.sliced(tag + 1);
            takeTag();
        }
        require(m_open.isEmpty(), "every element is closed");
        return m_text;
    }

private:
    void takeText(QStringView text)
    {
        require(!text.contains(u'>'), "no stray end of a tag");
        if (!m_open.isEmpty())
            m_open.last().text += unescaped(text);
        else
            require(text.trimmed().isEmpty(), "no text outside the document");
    }

    void takeTag()
    {
        const qsizetype end = m_rest.indexOf(u'>');
        require(end > 0, "a tag ends");
        const QStringView tag = m_rest.first(end);
        m_rest = m_rest.sliced(end + 1);
        if (tag.startsWith(u'/')) {
            require(!m_open.isEmpty() && m_open.constLast().tag == tag.sliced(1), "elements end in order");
            m_text.elements.append(m_open.takeLast());
            return;
        }
        static const QSet<QString> known { u"html"_s, u"head"_s, u"meta"_s, u"title"_s, u"style"_s, u"body"_s, u"header"_s, u"main"_s,
            u"section"_s, u"footer"_s, u"div"_s, u"p"_s, u"b"_s, u"span"_s, u"small"_s, u"h1"_s, u"h2"_s, u"h3"_s, u"dl"_s, u"dt"_s, u"dd"_s,
            u"pre"_s, u"table"_s, u"thead"_s, u"tbody"_s, u"tr"_s, u"th"_s, u"td"_s, u"time"_s, u"a"_s, u"ul"_s, u"li"_s };
        const qsizetype blank = tag.indexOf(u' ');
        HtmlText::Element element { tag.first(blank < 0 ? tag.size() : blank).toString(), {}, {} };
        require(known.contains(element.tag), "only elements of a report");
        takeAttributes(tag.sliced(element.tag.size()), element);
        if (element.tag == "style"_L1) {
            const qsizetype close = m_rest.indexOf("</style>"_L1);
            require(close >= 0, "styles end");
            m_rest = m_rest.sliced(close);
        }
        if (element.tag != "meta"_L1)
            m_open.append(element);
    }

    static void takeAttributes(QStringView attributes, HtmlText::Element &element)
    {
        static const QSet<QString> known { u"lang"_s, u"style"_s, u"charset"_s, u"http-equiv"_s, u"content"_s, u"name"_s, u"class"_s, u"id"_s,
            u"href"_s, u"datetime"_s, u"aria-hidden"_s };
        while (!attributes.isEmpty()) {
            const qsizetype equals = attributes.indexOf("=\""_L1);
            require(attributes.startsWith(u' ') && equals > 1, "attributes have names and quotes");
            const QString name = attributes.sliced(1, equals - 1).toString();
            require(known.contains(name), "only attributes of a report");
            attributes = attributes.sliced(equals + 2);
            const qsizetype close = attributes.indexOf(u'"');
            require(close >= 0, "quotes are closed");
            const QString value = unescaped(attributes.first(close));
            require(name != "href"_L1 || value.startsWith(u'#'), "no reference leads out");
            if (name == "class"_L1)
                element.cssClass = value;
            attributes = attributes.sliced(close + 1);
        }
    }

    QStringView m_rest;
    QList<HtmlText::Element> m_open;
    HtmlText m_text;
};

/// Characters that no backslash makes plain.
qsizetype unescapedCount(const QString &line, QLatin1StringView wanted)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == u'\\')
            ++i;
        else if (wanted.contains(line.at(i)))
            ++count;
    }
    return count;
}

void checkMarkdownLine(const QString &line)
{
    const QString text = line.startsWith("> "_L1) ? line.sliced(2) : line;
    require(!text.contains(u'<') && !text.contains(u'>'), "no HTML in Markdown");
    require(text.trimmed().size() < 2 || std::any_of(text.begin(), text.end(), [](QChar c) { return c != u'-' && c != u' ' && c != u'='; }),
            "no rule and no underline");
    require(unescapedCount(text, "`[]"_L1) == 0, "no link and no code");
    constexpr int columns = 8;
    require(unescapedCount(text, "|"_L1) == (text.startsWith(u'|') ? columns + 1 : 0), "tables are even");
    const qsizetype level = text.indexOf(u' ');
    require(!text.startsWith(u'#') || (level >= 1 && level <= 3 && text.first(level).count(u'#') == level), "headings are the writer's");
    const qsizetype stars = unescapedCount(text, "*"_L1);
    require(stars == (text.startsWith("**"_L1) ? 8 : text.startsWith("- **"_L1) ? 4 : 0), "nothing is bold but what the writer says");
}

} // namespace

bool holdsControls(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        const bool control = (u < 0x20 && u != u'\t' && u != u'\n' && u != u'\r') || (u >= 0x7f && u < 0xa0);
        return control || u == 0x061c || u == 0x200e || u == 0x200f || (u >= 0x2028 && u <= 0x202e) || (u >= 0x2066 && u <= 0x2067);
    });
}

bool startsFormula(const QString &cell)
{
    return !cell.isEmpty() && u"=+-@\t\r\n＝＋－＠"_s.contains(cell.front());
}

QList<QStringList> readCsv(const QString &csv)
{
    QList<QStringList> table { {} };
    qsizetype i = csv.startsWith(QChar(0xfeff)) ? 1 : 0;
    while (i < csv.size()) {
        QString cell;
        if (csv.at(i) == u'"') {
            for (++i;; ++i) {
                require(i < csv.size(), "quotes are closed");
                if (csv.at(i) != u'"') {
                    cell.append(csv.at(i));
                } else if (i + 1 < csv.size() && csv.at(i + 1) == u'"') {
                    cell.append(csv.at(i++));
                } else {
                    ++i;
                    break;
                }
            }
        } else {
            for (; i < csv.size() && csv.at(i) != u',' && csv.at(i) != u'\r'; ++i) {
                require(csv.at(i) != u'"' && csv.at(i) != u'\n', "quotes and line ends are quoted");
                cell.append(csv.at(i));
            }
        }
        table.last().append(cell);
        if (csv.sliced(i).startsWith("\r\n"_L1)) {
            i += 2;
            if (i < csv.size())
                table.append(QStringList());
        } else {
            require(i < csv.size() && csv.at(i) == u',', "cells are separated");
            ++i;
        }
    }
    return table;
}

QStringList HtmlText::ofTag(QLatin1StringView tag) const
{
    QStringList texts;
    for (const Element &element : elements) {
        if (element.tag == tag)
            texts.append(element.text);
    }
    return texts;
}

QStringList HtmlText::ofClass(QLatin1StringView cssClass) const
{
    QStringList texts;
    for (const Element &element : elements) {
        if (element.cssClass == cssClass)
            texts.append(element.text);
    }
    return texts;
}

HtmlText readHtml(const QString &html)
{
    return HtmlReader(html).read();
}

void checkMarkdown(const QString &markdown)
{
    QString fence;
    const QStringList lines = markdown.split(u'\n');
    for (const QString &line : lines) {
        if (!fence.isEmpty()) {
            if (line == fence)
                fence.clear();
            continue;
        }
        if (line.startsWith("```"_L1)) {
            require(line.endsWith("`text"_L1) && line.count(u'`') == line.size() - 4, "a code block says that it is text");
            fence = line.chopped(4);
            continue;
        }
        checkMarkdownLine(line);
    }
    require(fence.isEmpty(), "code blocks end");
    require(lines.filter(QRegularExpression(u"^# "_s)).size() >= 1, "a report has a title");
}

void checkDot(const QString &dot)
{
    static const QRegularExpression text(uR"("(?:[^"\\\n]|\\[\\"n])*")"_s);
    static const QRegularExpression statement(
        u"^(digraph T \\{|  (graph|node|edge|n\\d+) \\[\\w+=(\\w+|T)(, \\w+=(\\w+|T))*\\];|  n\\d+ -> n\\d+;|\\}|)$"_s);
    const QStringList lines = dot.split(u'\n');
    for (QString line : lines) {
        line.replace(text, u"T"_s);
        require(statement.match(line).hasMatch(), "only statements of the writer");
    }
}

} // namespace obdesk::fuzz
