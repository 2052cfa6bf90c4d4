// SPDX-License-Identifier: GPL-3.0-or-later
// Talks to a Simulator in the tests: requests as values, replies as JSON, time by hand.
#pragma once

#include "domain/clock.h"
#include "simulator/simcredentials.h"
#include "simulator/simulator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <memory>

namespace obdesk {

using namespace Qt::StringLiterals;

class SimClient
{
public:
    explicit SimClient(const Scenario &scenario = {}, quint32 seed = 1)
        : clock(QDateTime(QDate(2026, 3, 2), QTime(3, 6, 34, 345), QTimeZone::utc())), simulator(std::make_unique<Simulator>(scenario, clock, seed))
    {
    }

    static SimRequest request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
    {
        const qsizetype mark = target.indexOf('?');
        SimRequest request { method, mark < 0 ? target : target.first(mark), mark < 0 ? QByteArray() : target.sliced(mark + 1), {}, body };
        request.headers = { { "Host", "127.0.0.1:8080" }, { "Content-Type", "application/json" }, { "Authorization", basic("admin:simulator") } };
        return request;
    }
    static QByteArray basic(const QByteArray &userAndPassword) { return "Basic " + userAndPassword.toBase64(); }

    SimResponse send(const SimRequest &request) { return last = simulator->handle(request); }

    /// The whole envelope.
    QJsonObject get(const QByteArray &target) { return json(send(request("GET", target))); }
    QJsonObject post(const QByteArray &target, const QByteArray &body = {}) { return json(send(request("POST", target, body))); }
    QJsonObject data(const QByteArray &target) { return get(target).value("data"_L1).toObject(); }
    QJsonArray contents(const QByteArray &target) { return data(target).value("contents"_L1).toArray(); }

    static QJsonObject json(const SimResponse &response) { return QJsonDocument::fromJson(response.body).object(); }
    /// "OBE11007"; "0" when the framework refused; empty when nobody did.
    static QString codeOf(const QJsonObject &envelope)
    {
        const QJsonValue code = envelope.value("error"_L1)["code"_L1];
        return code.isDouble() ? QString::number(code.toInteger()) : code.toString();
    }
    static QString messageOf(const QJsonObject &envelope) { return envelope.value("error"_L1)["message"_L1].toString(); }
    /// As another user.
    static SimRequest requestOf(const QByteArray &userAndPassword, const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
    {
        SimRequest request = SimClient::request(method, target, body);
        request.headers.last().second = basic(userAndPassword);
        return request;
    }

    static QByteArray taskPath(qint64 id) { return "/api/v2/tasks/instances/" + QByteArray::number(id); }
    static QByteArray stepPath(qint64 id, qint64 step, const QByteArray &action)
    {
        return taskPath(id) + "/subtasks/" + QByteArray::number(step) + '/' + action;
    }

    QJsonObject task(qint64 id) { return data(taskPath(id)); }
    QString log(qint64 id, qint64 step) { return data(stepPath(id, step, "log")).value("log"_L1).toString(); }

    qint64 clusterId(const QString &name)
    {
        return contents("/api/v2/ob/clusters?name=" + name.toLatin1()).at(0).toObject().value("id"_L1).toInteger();
    }
    /// Hosts of that alias in an IDC, by id.
    QList<qint64> hosts(const QString &alias, const QString &idc)
    {
        QList<qint64> ids;
        const QJsonArray all = contents("/api/v2/compute/hosts?size=2000&sort=id,asc");
        for (const QJsonValue &host : all) {
            if (host["alias"_L1].toString() == alias && host["idcName"_L1].toString() == idc)
                ids.append(host["id"_L1].toInteger());
        }
        return ids;
    }
    static QByteArray order(const QString &zone, const QList<qint64> &hosts)
    {
        QJsonArray ids;
        for (const qint64 id : hosts)
            ids.append(id);
        return QJsonDocument(QJsonObject { { u"zoneName"_s, zone }, { u"servers"_s, ids } }).toJson(QJsonDocument::Compact);
    }
    QJsonObject add(const QString &cluster, const QString &zone, const QList<qint64> &hosts)
    {
        return post("/api/v2/ob/clusters/" + QByteArray::number(clusterId(cluster)) + "/servers", order(zone, hosts));
    }

    /// Lets time pass, asking every `step` (which must not matter), until the task has ended; at most two simulated hours.
    QJsonObject waitForEnd(qint64 id, std::chrono::milliseconds step = std::chrono::milliseconds(500))
    {
        for (std::chrono::milliseconds spent { 0 }; spent < std::chrono::hours(2); spent += step) {
            const QJsonObject now = task(id);
            if (now.value("status"_L1) != QJsonValue("RUNNING"_L1))
                return now;
            clock.advance(step);
        }
        return task(id);
    }

    ManualClock clock;
    std::unique_ptr<Simulator> simulator;
    SimResponse last;
};

} // namespace obdesk
