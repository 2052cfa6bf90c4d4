// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/decodecontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QVariant>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString scalarText(const QJsonValue &value)
{
    return value.toVariant().toString();
}

TaskContext fromObject(const QJsonObject &object)
{
    TaskContext context;
    const QJsonObject strings = object.value("stringMap"_L1).toObject();
    for (auto it = strings.begin(); it != strings.end(); ++it)
        context.strings.insert(it.key(), scalarText(it.value()));
    const QJsonObject lists = object.value("listMap"_L1).toObject();
    for (auto it = lists.begin(); it != lists.end(); ++it) {
        QStringList values;
        const QJsonArray array = it.value().toArray();
        for (const QJsonValue &element : array)
            values.append(scalarText(element));
        context.lists.insert(it.key(), values);
    }
    return context;
}

/// The inside of "name={…}" up to the brace that closes it; to the end when none does.
QStringView javaMap(QStringView text, QStringView name)
{
    const qsizetype start = text.indexOf(name);
    if (start < 0)
        return {};
    const QStringView rest = text.mid(start + name.size());
    int depth = 1;
    for (qsizetype i = 0; i < rest.size(); ++i) {
        if (rest.at(i) == u'{')
            ++depth;
        else if (rest.at(i) == u'}' && --depth == 0)
            return rest.first(i);
    }
    return rest;
}

/// Java writes entries as "k=v, k2=v2" and quotes nothing: a comma starts an entry only when a key and "=" follow it.
QList<std::pair<QString, QString>> javaEntries(QStringView map)
{
    static const QRegularExpression keyPattern(u"(?:^|, )([\\w.:\\-]+)="_s);
    QList<std::pair<QString, QString>> entries;
    const QString text = map.toString();
    QRegularExpressionMatch match = keyPattern.match(text);
    while (match.hasMatch()) {
        const QRegularExpressionMatch next = keyPattern.match(text, match.capturedEnd());
        const qsizetype end = next.hasMatch() ? next.capturedStart() : text.size();
        entries.append({ match.captured(1), text.mid(match.capturedEnd(), end - match.capturedEnd()) });
        match = next;
    }
    return entries;
}

TaskContext fromJavaText(const QString &text)
{
    TaskContext context;
    const auto strings = javaEntries(javaMap(text, u"stringMap={"));
    for (const auto &[key, value] : strings)
        context.strings.insert(key, value);
    const auto lists = javaEntries(javaMap(text, u"listMap={"));
    for (const auto &[key, value] : lists) {
        QStringView inside(value);
        if (inside.startsWith(u'[') && inside.endsWith(u']'))
            inside = inside.sliced(1, inside.size() - 2);
        context.lists.insert(key, inside.isEmpty() ? QStringList() : inside.toString().split(u", "_s));
    }
    return context;
}

} // namespace

TaskContext decodeTaskContext(const QJsonValue &value)
{
    if (value.isObject())
        return fromObject(value.toObject());
    if (!value.isString())
        return {};
    const QString text = value.toString();
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    TaskContext context = document.isObject() ? fromObject(document.object()) : fromJavaText(text);
    context.raw = text;
    return context;
}

} // namespace obdesk
