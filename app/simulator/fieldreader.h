// SPDX-License-Identifier: GPL-3.0-or-later
// Strict reading of one JSON object: every field checked for kind and range, unknown fields refused, errors with the field's path.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace obdesk {

class FieldErrors
{
public:
    void add(const QString &path, const QString &expected, const QString &found);
    bool isEmpty() const { return m_errors.isEmpty(); }
    /// "file: path: expected ..., found ...".
    QString first(const QString &source) const { return source + QStringLiteral(": ") + m_errors.value(0); }

private:
    QStringList m_errors;
};

class FieldReader
{
public:
    FieldReader(const QJsonObject &object, const QString &path, FieldErrors &errors)
        : m_object(object), m_path(path), m_errors(&errors)
    {
    }

    QString requiredText(QLatin1StringView key);
    QString text(QLatin1StringView key, const QString &missing = {});
    qint64 requiredInteger(QLatin1StringView key);
    qint64 integer(QLatin1StringView key, qint64 missing, qint64 low, qint64 high);
    std::optional<int> optionalInteger(QLatin1StringView key, int low, int high);
    double number(QLatin1StringView key, double missing, double low, double high);
    bool flag(QLatin1StringView key, bool missing);
    /// Place of the word in `words`; 0 when the field is missing.
    int word(QLatin1StringView key, const QStringList &words);
    QList<qint64> integers(QLatin1StringView key);
    std::optional<FieldReader> object(QLatin1StringView key);
    QList<FieldReader> objects(QLatin1StringView key);

    QJsonValue peek(QLatin1StringView key) const { return m_object.value(key); }
    /// The value, which counts as read from now on.
    QJsonValue take(QLatin1StringView key) { return m_object.take(key); }
    /// Whatever has not been read by now is an error.
    void noMore();

private:
    QString pathOf(QLatin1StringView key) const;
    void wrong(QLatin1StringView key, const QString &expected, const QJsonValue &found);

    QJsonObject m_object;
    QString m_path;
    FieldErrors *m_errors;      // not owned
};

} // namespace obdesk
