// SPDX-License-Identifier: GPL-3.0-or-later
// Reads JSON objects strictly: a member is there with its type, or allowed to be missing, or the reply is not what OCP
// documents, and then the path of the first such place is known.
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <array>
#include <chrono>
#include <optional>

namespace obdesk {

/// Shared by all readers of one reply.
struct JsonContext
{
    QString path;                       ///< of the first problem, e.g. "data.subtasks[3].id"
    QString problem;                    ///< e.g. expected an integer, found "abc"; empty: all is well
    std::chrono::seconds assumedOffset { 0 }; ///< for times without a zone; that of the envelope's timestamp

    bool ok() const { return problem.isEmpty(); }
    void fail(const QString &where, const QString &what);
};

/// What a value is, for messages: a short text for scalars, a noun for the rest.
QString describe(const QJsonValue &value);

/// The integer when it is one, exactly: 64 bits, or a text of digits (OCP documents some ids as text).
std::optional<qint64> exactInteger(const QJsonValue &value);

/// One object. After a problem every read still answers something harmless, so that decoders are straight lines; the caller
/// looks at JsonContext::ok() at the end. null counts as missing everywhere.
class JsonReader
{
public:
    /// A member's name, or two spellings of it; the first one that is there is read.
    struct Key
    {
        Key(QLatin1StringView name) : names { name, {} } { }
        Key(QLatin1StringView name, QLatin1StringView otherSpelling) : names { name, otherSpelling } { }
        std::array<QLatin1StringView, 2> names;
    };

    JsonReader(const QJsonObject &object, const QString &path, JsonContext &context)
        : m_object(object), m_path(path), m_context(&context)
    {
    }
    /// As above for a value that must be an object.
    JsonReader(const QJsonValue &value, const QString &path, JsonContext &context);

    bool has(Key key) const { return !value(key).isNull(); }
    /// null when missing.
    QJsonValue value(Key key) const;

    template<typename IdType>
    IdType id(Key key) const
    {
        return IdType(integer(key));
    }
    template<typename IdType>
    std::optional<IdType> optionalId(Key key) const
    {
        const std::optional<qint64> number = optionalInteger(key);
        return number ? std::optional(IdType(*number)) : std::nullopt;
    }
    /// Missing: empty list.
    template<typename IdType>
    QList<IdType> idList(Key key) const
    {
        QList<IdType> ids;
        const QJsonArray array = this->array(key);
        ids.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QJsonValue element = array.at(i);
            if (const std::optional<qint64> number = exactInteger(element))
                ids.append(IdType(*number));
            else
                m_context->fail(elementPath(key, i), expectedFound("an integer", element));
        }
        return ids;
    }

    qint64 integer(Key key) const;
    std::optional<qint64> optionalInteger(Key key) const;
    std::optional<int> optionalInt(Key key) const;
    int count(Key key) const { return optionalInt(key).value_or(0); }
    /// Missing: empty.
    QString text(Key key) const;
    /// A word of an enum. The tables of some pages call it an integer: that is kept as text.
    QString word(Key key) const;
    /// Missing: false.
    bool flag(Key key) const;
    /// UTC.
    std::optional<QDateTime> time(Key key) const;
    std::optional<JsonReader> object(Key key) const;
    /// Missing: empty.
    QJsonArray array(Key key) const;

    /// read(JsonReader) for each object in an array.
    template<typename Read>
    void forEach(Key key, Read read) const
    {
        const QJsonArray array = this->array(key);
        for (qsizetype i = 0; i < array.size(); ++i)
            read(JsonReader(QJsonValue(array.at(i)), elementPath(key, i), *m_context));
    }

    QString pathOf(Key key) const;
    JsonContext &context() const { return *m_context; }

private:
    static QString expectedFound(const char *expected, const QJsonValue &found);
    QLatin1StringView presentName(Key key) const;
    QString elementPath(Key key, qsizetype index) const;

    QJsonObject m_object;
    QString m_path;
    JsonContext *m_context;             // outlives every reader
};

} // namespace obdesk
