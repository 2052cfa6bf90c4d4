// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/verify.h"

#include "history/database.h"
#include "history/journalrow.h"

#include <QMap>
#include <QSet>
#include <QSqlQuery>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostPlaces = 100;
constexpr qsizetype mostShown = 80;

QString shown(const StoredValue &value)
{
    if (value.storageClass == 'n')
        return u"nothing"_s;
    const QString text = QString::fromUtf8(value.bytes);
    return text.size() > mostShown ? text.first(mostShown) + u'…' : text;
}

class Verifier final
{
public:
    explicit Verifier(const VerifyRequest &request) : m_request(request) { m_result.head = firstPrevious(); }

    void take(const StoredRow &stored)
    {
        const qint64 seq = stored.row.number(Column::Seq);
        const bool follows = m_last + 1 == seq;
        if (!follows)
            bad(m_last + 1, nameOf(Column::Seq), u"row %1"_s.arg(m_last + 1), u"row %1"_s.arg(seq));
        const QByteArray hash = hashOf(stored.row);
        bool located = false;
        if (hash != stored.hash) {
            for (size_t i = 0; i < columnCount; ++i)
                located |= compareDigest(stored, Column(i), seq);
            if (!located)
                bad(seq, u"hash"_s, QString::fromLatin1(hash), QString::fromUtf8(stored.hash));
        } else if (digestsOf(stored.row) != stored.digests) {
            bad(seq, u"digests"_s, QString::fromLatin1(digestsOf(stored.row)), QString::fromUtf8(stored.digests));
        }
        // The row before may have lost its hash; then it is enough to follow what it should be.
        const QByteArray previous = stored.row[Column::Previous].bytes;
        if (!located && follows && previous != m_result.head && previous != m_computed)
            bad(seq, nameOf(Column::Previous), QString::fromUtf8(m_result.head), QString::fromUtf8(previous));
        m_last = seq;
        m_computed = hash;
        m_result.head = stored.hash;
        ++m_result.rows;
        if (m_result.rows == m_request.rows)
            m_headThere = stored.hash;
        noteClaims(stored.row);
    }

    void finish(const QVariant &metaRows, const QVariant &metaHead, const QMap<QString, QString> &claims)
    {
        if (metaRows.toLongLong() != m_result.rows)
            bad(0, u"rows"_s, metaRows.toString(), QString::number(m_result.rows));
        if (metaHead.toByteArray() != m_result.head)
            bad(0, u"head"_s, metaHead.toString(), QString::fromLatin1(m_result.head));
        if (!m_request.head.isEmpty()) {
            if (m_result.rows < m_request.rows)
                bad(0, u"rows"_s, u"at least %1"_s.arg(m_request.rows), QString::number(m_result.rows));
            else if (m_headThere.compare(m_request.head.trimmed(), Qt::CaseInsensitive) != 0)
                bad(m_request.rows, u"head"_s, QString::fromLatin1(m_request.head), QString::fromLatin1(m_headThere));
        }
        for (auto it = claims.begin(); it != claims.end(); ++it) {
            if (m_claims.value(it.key()) != it.value())
                bad(0, u"claim"_s, m_claims.contains(it.key()) ? m_claims.value(it.key()) : u"nothing"_s, it.key() + u' ' + it.value());
        }
        for (auto it = m_claims.begin(); it != m_claims.end(); ++it) {
            if (!claims.contains(it.key()))
                bad(0, u"claim"_s, it.key() + u' ' + it.value(), u"nothing"_s);
        }
    }

    VerifyResult result(const QString &problem)
    {
        m_result.problem = problem;
        m_result.sound = m_result.badPlaces == 0 && problem.isEmpty();
        return m_result;
    }

    void bad(qint64 seq, const QString &field, const QString &expected, const QString &found)
    {
        ++m_result.badPlaces;
        if (m_result.places.size() < mostPlaces)
            m_result.places.append({ seq, field, expected, found });
    }

private:
    bool compareDigest(const StoredRow &stored, Column column, qint64 seq)
    {
        const QByteArray kept = digestIn(stored.digests, column);
        if (digestIn(digestsOf(stored.row), column) == kept)
            return false;
        bad(seq, nameOf(column), u"a value with digest %1"_s.arg(QString::fromUtf8(kept)), shown(stored.row[column]));
        return true;
    }

    void noteClaims(const JournalRow &row)
    {
        if (row.text(Column::Event) == "intent"_L1) {
            const Intent intent = intentOf(row);
            for (const QString &target : intent.claims)
                m_claims.insert(serverKey(intent.server) + u' ' + target, intent.id);
        } else if (const auto kind = conclusionKindOf(row.text(Column::Kind)); kind && isConclusive(*kind)) {
            m_claims.removeIf([id = row.text(Column::Intent)](const auto &claim) { return claim.value() == id; });
        }
    }

    const VerifyRequest m_request;
    VerifyResult m_result;
    QByteArray m_computed = firstPrevious();
    QByteArray m_headThere;
    qint64 m_last = 0;
    QMap<QString, QString> m_claims;    // "server target" to the intent that holds it
};

} // namespace

VerifyResult verifyJournal(Database &database, const VerifyRequest &request)
{
    Verifier verifier(request);
    QString problem;
    database.read([&] {
        bool ok = database.run(u"SELECT %1 FROM journal ORDER BY seq"_s.arg(exactColumns()), {},
                               [&verifier](const QSqlQuery &query) { verifier.take(storedRow(query)); });
        QVariant rows;
        QVariant head;
        ok = ok && database.run(u"SELECT rows, head FROM meta"_s, {}, [&](const QSqlQuery &query) {
            rows = query.value(0);
            head = query.value(1);
        });
        QMap<QString, QString> claims;
        ok = ok && database.run(u"SELECT server, target, intent FROM claim"_s, {}, [&claims](const QSqlQuery &query) {
            claims.insert(query.value(0).toString() + u' ' + query.value(1).toString(), query.value(2).toString());
        });
        if (ok)
            verifier.finish(rows, head, claims);
        else
            problem = database.problem().text;
    });
    const QVariant sound = problem.isEmpty() ? database.value(u"PRAGMA integrity_check(1)"_s) : QVariant();
    if (problem.isEmpty() && sound.toString() != "ok"_L1)
        problem = sound.isValid() ? sound.toString() : database.problem().text;
    return verifier.result(problem);
}

} // namespace obdesk
