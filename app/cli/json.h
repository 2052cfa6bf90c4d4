// SPDX-License-Identifier: GPL-3.0-or-later
// Values as JSON for other programs. States are the server's words, times UTC (ISO 8601), members without a value are missing.
#pragma once

#include "domain/addchecks.h"
#include "domain/apierror.h"
#include "domain/task.h"
#include "task/taskevidence.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace obdesk {

/// A number; a text of digits where programs with floating-point numbers would round it (beyond 2^53 - 1).
QJsonValue idToJson(qint64 id);
/// Null for no id.
template<typename Id>
QJsonValue idToJson(const std::optional<Id> &id)
{
    return id ? idToJson(id->value) : QJsonValue();
}
/// Leaves out what is empty or null.
void put(QJsonObject &object, QLatin1StringView key, const QJsonValue &value);

QJsonObject clusterToJson(const Cluster &cluster);
QJsonObject zoneToJson(const Zone &zone);
QJsonObject hostToJson(const Host &host);
QJsonObject verdictToJson(const HostVerdict &verdict);
QJsonObject checkToJson(const AddCheck &check, const AddPlan &plan);
/// The head, without steps: they are counted.
QJsonObject taskHeadToJson(const Task &task);
/// The head with `verdict` (proven, open), `reasons` (the names of WeighedTask::Reason) and `evidence`, a sentence.
QJsonObject weighedToJson(const WeighedTask &weighed);
QJsonObject errorToJson(const ApiError &error);

} // namespace obdesk
