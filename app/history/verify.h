// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the journal is what was written: the chain of its rows, its count, its claims.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace obdesk {

class Database;

/// What somebody kept outside; without it only the journal itself is asked.
struct VerifyRequest
{
    QByteArray head = {};               ///< hash of row `rows`, hexadecimal; empty: not asked
    qint64 rows = 0;
};

struct VerifyResult
{
    struct Place
    {
        qint64 seq = 0;                 ///< 0: not a row but the count, the claims or the file
        QString field;                  ///< column; "rows" and "head" are the count and the end of the chain
        QString expected;
        QString found;
    };
    bool sound = false;
    qint64 rows = 0;
    QByteArray head;                    ///< hash of the last row, hexadecimal; 64 zeros without rows. To be kept outside
    qint64 badPlaces = 0;
    QList<Place> places = {};           ///< the first of them, at most 100
    QString problem = {};               ///< the file could not be read to its end; technical, English
};

/// Reads every row in one state of the file.
VerifyResult verifyJournal(Database &database, const VerifyRequest &request);

} // namespace obdesk
