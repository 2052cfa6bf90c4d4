// SPDX-License-Identifier: GPL-3.0-or-later
// Reads JSON objects. Strictly: a member is there with its type, or allowed to be missing, or the whole is not what is documented, and
// then the path of the first such place is known. With tolerance, for what OCP sends: what only decorates is read as far as its meaning
// is plain, else noted and left out, and an entry of a list that nothing identifies costs that entry.
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <QStringList>

#include <array>
#include <chrono>
#include <optional>
#include <type_traits>
#include <utility>

namespace obdesk {

/// Shared by all readers of one reply.
struct JsonContext
{
    QString path;                       ///< of the first problem, e.g. "data.subtasks[3].id"
    QString problem;                    ///< e.g. expected an integer, found "abc"; empty: all is well
    std::chrono::seconds assumedOffset { 0 }; ///< for times without a zone; that of the envelope's timestamp
    bool tolerant = false;
    bool refused = false;               ///< the problem is one of the whole reply: no list goes on without the entry it is in

    /// What was odd about the object that is read, each with its path; at most mostOddities. See OddityScope.
    QStringList oddities;
    static constexpr qsizetype mostOddities = 20;

    bool ok() const { return problem.isEmpty(); }
    /// The object that is read cannot be used.
    void fail(const QString &where, const QString &what);
    /// The same for the whole reply.
    void refuse(const QString &where, const QString &what);
    /// Nothing when not tolerant.
    void note(const QString &where, const QString &what);
};

/// What a value is, for messages: a short text for scalars, a noun for the rest.
QString describe(const QJsonValue &value);

/// The integer when it is one, exactly: 64 bits, or a text of digits (OCP documents some ids as text).
std::optional<qint64> exactInteger(const QJsonValue &value);

/// One object. After a problem every read still answers something harmless, so that decoders are straight lines; the caller
/// looks at JsonContext::ok() at the end. null counts as missing everywhere.
/// With tolerance only id() and integer() can fail; all others note what they cannot read.
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
    /// Missing: empty list. With tolerance elements that are no ids are left out.
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
                wrong(elementPath(key, i), expectedFound("an integer", element));
        }
        return ids;
    }

    qint64 integer(Key key) const;
    std::optional<qint64> optionalInteger(Key key) const;
    std::optional<int> optionalInt(Key key) const;
    int count(Key key) const { return optionalInt(key).value_or(0); }
    /// Missing: empty. With tolerance numbers and flags are kept as text.
    QString text(Key key) const;
    /// A word of an enum. The tables of some pages call it an integer: that is kept as text.
    QString word(Key key) const;
    /// Missing: false. With tolerance 1, 0 and the words in quotes are understood.
    bool flag(Key key) const;
    /// UTC. With tolerance also a blank for the T, and seconds or milliseconds since 1970; 0 is no time.
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

    /// The objects of an array as decode(JsonReader) makes them. With tolerance those that fail are noted and left out, each told to
    /// left(its value).
    template<typename Decode, typename Left>
    auto list(Key key, Decode decode, Left left) const
    {
        QList<std::decay_t<std::invoke_result_t<Decode, const JsonReader &>>> items;
        const QJsonArray array = this->array(key);
        items.reserve(array.size());
        for (qsizetype i = 0; i < array.size() && m_context->ok(); ++i) {
            const QJsonValue element = array.at(i);
            auto item = decode(JsonReader(element, elementPath(key, i), *m_context));
            if (m_context->ok()) {
                items.append(std::move(item));
            } else if (goOn()) {
                left(element);
            }
        }
        return items;
    }
    template<typename Decode>
    auto list(Key key, Decode decode) const
    {
        return list(key, decode, [](const QJsonValue &) { });
    }

    QString pathOf(Key key) const;
    const QString &path() const { return m_path; }
    JsonContext &context() const { return *m_context; }

private:
    /// What only decorates is not as it should be.
    void wrong(const QString &where, const QString &what) const;
    /// After an entry of a list failed: whether the list can do without it.
    bool goOn() const;
    static QString expectedFound(const char *expected, const QJsonValue &found);
    QLatin1StringView presentName(Key key) const;
    QString elementPath(Key key, qsizetype index) const;

    QJsonObject m_object;
    QString m_path;
    JsonContext *m_context;             // outlives every reader
};

/// The oddities of one object, apart from those of what it is part of.
class OddityScope
{
public:
    explicit OddityScope(const JsonReader &json);
    ~OddityScope();
    Q_DISABLE_COPY_MOVE(OddityScope)
    /// Those noted so far, with paths from the object on: "runTime: expected an integer, found \"x\"".
    QStringList take();

private:
    JsonContext &m_context;
    const QString m_path;
    const QStringList m_outer;
};

} // namespace obdesk
