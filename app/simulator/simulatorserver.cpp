// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/simulatorserver.h"

#include "simulator/simulator.h"

#include <QAbstractHttpServer>
#include <QHostAddress>
#include <QHttpServerRequest>
#include <QHttpServerResponder>

namespace obdesk {

namespace {

QByteArray methodName(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return "GET";
    case QHttpServerRequest::Method::Put:
        return "PUT";
    case QHttpServerRequest::Method::Delete:
        return "DELETE";
    case QHttpServerRequest::Method::Post:
        return "POST";
    case QHttpServerRequest::Method::Head:
        return "HEAD";
    case QHttpServerRequest::Method::Options:
        return "OPTIONS";
    case QHttpServerRequest::Method::Patch:
        return "PATCH";
    default:
        return "UNKNOWN";
    }
}

SimRequest toSimRequest(const QHttpServerRequest &request)
{
    SimRequest sim;
    sim.method = methodName(request.method());
    sim.path = request.url().path(QUrl::FullyEncoded).toLatin1();
    sim.query = request.url().query(QUrl::FullyEncoded).toLatin1();
    const auto headers = request.headers();
    for (const auto &[key, value] : headers)
        sim.headers.append({ key, value });
    sim.body = request.body();
    sim.peer = request.remoteAddress().toString().toLatin1();
    return sim;
}

} // namespace

/// No routes of its own: every request, whatever its path, goes to the simulator, so that 404 comes as OCP's JSON too.
class SimulatorServer::Front final : public QAbstractHttpServer
{
public:
    Front(Simulator &simulator, QObject *parent) : QAbstractHttpServer(parent), m_simulator(simulator) { }

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override
    {
        const SimResponse response = m_simulator.handle(toSimRequest(request));
        QHttpServerResponder responder = makeResponder(request, socket);
        responder.writeStatusLine(QHttpServerResponder::StatusCode(response.status));
        responder.writeHeader("Content-Type", response.contentType);
        responder.writeHeader("Content-Length", QByteArray::number(response.body.size()));
        for (const auto &[key, value] : response.headers)
            responder.writeHeader(key, value);
        responder.writeBody(response.body);
        return true;
    }

    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override { }     // handleRequest takes everything

private:
    Simulator &m_simulator;
};

SimulatorServer::SimulatorServer(Simulator &simulator, QObject *parent) : QObject(parent), m_front(new Front(simulator, this)) { }

SimulatorServer::~SimulatorServer() = default;

bool SimulatorServer::listen(quint16 port)
{
    m_port = m_front->listen(QHostAddress(QHostAddress::LocalHost), port);
    return m_port != 0;
}

QUrl SimulatorServer::url() const
{
    QUrl url;
    if (m_port == 0)
        return url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_port);
    return url;
}

} // namespace obdesk
