// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the values that maskSecrets() covers, one kind of structure after the other.
#pragma once

#include <QList>
#include <QString>

class QRegularExpression;

namespace obdesk {

class Masker
{
public:
    /// `text` is valid UTF-16 and outlives this.
    explicit Masker(const QString &text) : m_text(text) { }

    /// The text with everything found covered; adjacent findings as one.
    QString masked();

private:
    struct Span
    {
        qsizetype start;
        qsizetype end;
    };
    /// What encloses the place a scan has come to, in its line.
    struct Enclosure
    {
        QChar closer;
        bool map;                       ///< "{k=v" or "(k=v": entries follow each other
    };

    // maskkeys.cpp
    void findKeyed();
    void findDotted();
    void findMarkup();
    void findPairs();
    void findEncodedAndTabled();
    // maskcommands.cpp
    void findOptions();
    void findClientPasswords();
    void findCommands();
    void findFed();
    // masksql.cpp
    void findSql();
    void findInserted();
    void findParameters();
    // maskprose.cpp
    void findTold();
    void findListed();
    void findConnectCalls();
    void findChinese();
    // maskheaders.cpp
    void findHeaders();
    void findTokens();
    void findAddresses();
    void findPasswordFiles();
    void findPrivateKeys();

    void coverAgain();

    Span valueAt(qsizetype start, bool quotedKey) const;
    Span quotedAt(qsizetype start) const;
    Span headerValueAt(qsizetype start) const;
    qsizetype endOfBrackets(qsizetype open, qsizetype most) const;
    qsizetype endOfBare(qsizetype start) const;
    qsizetype endInMap(qsizetype start, QChar closer) const;
    qsizetype lineEnd(qsizetype at) const;
    qsizetype lineEnd(qsizetype at, qsizetype most) const;
    bool startsNextEntry(qsizetype at) const;
    bool closesQuote(qsizetype at, QStringView behind) const;
    Span blockBehind(Span value) const;
    bool endsAt(qsizetype at) const;
    void cover(Span value);
    template<typename Found>
    void each(const QRegularExpression &expression, Found found) const;
    void coverEach(const QRegularExpression &expression, int group);

    const QString &m_text;
    QList<Span> m_spans;
};

} // namespace obdesk
