// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include <QFileDialog>
#include <QRandomGenerator>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

void chooseWithDialog(QWidget *parent, const QString &title, const QString &suggestion, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestion);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

void openWithDialog(QWidget *parent, const QString &title, const QString &, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

} // namespace

Console::Console(Scheduler &scheduler, Theme &theme, ConnectionStore &connections, SecretStore &secrets, QObject *parent)
    : QObject(parent), chooseFileToSave(chooseWithDialog), chooseFileToOpen(openWithDialog), m_scheduler(scheduler), m_theme(theme), m_connections(connections),
      m_secrets(secrets)
{
}

Console::~Console() = default;

Session *Console::open(const Connection &connection, const Credentials &credentials)
{
    close(connection.id);
    m_sessions.push_back(std::make_unique<Session>(connection, credentials, nullptr, m_scheduler, rhythm,
                                                   [] { return QRandomGenerator::global()->generateDouble(); }));
    Session *session = m_sessions.back().get();
    for (auto flow = m_flows.begin(); flow != m_flows.end(); ++flow) {
        if (flow.key().first == connection.id && *flow) {
            (*flow)->setParent(session);
            (*flow)->attach(callsOf(session->client()));
        }
    }
    emit sessionOpened(session);
    session->start();
    return session;
}

void Console::close(const QString &connectionId)
{
    const auto it = std::find_if(m_sessions.begin(), m_sessions.end(), [&](const auto &s) { return s->connection().id == connectionId; });
    if (it == m_sessions.end())
        return;
    emit sessionAboutToClose(it->get());
    // What was sent and not answered outlives its connection.
    for (auto flow = m_flows.begin(); flow != m_flows.end(); ++flow) {
        if (flow.key().first == connectionId && *flow && (*flow)->isUnsettled()) {
            (*flow)->setParent(this);
            (*flow)->detach();
        }
    }
    m_sessions.erase(it);
    emit sessionClosed(connectionId);
}

Session *Console::session(const QString &connectionId) const
{
    const auto it = std::find_if(m_sessions.cbegin(), m_sessions.cend(), [&](const auto &s) { return s->connection().id == connectionId; });
    return it == m_sessions.cend() ? nullptr : it->get();
}

AddServersFlow *Console::addFlow(Session &session, ClusterId cluster)
{
    QPointer<AddServersFlow> &known = m_flows[{ session.connection().id, cluster }];
    if (known && known->state() != AddServersFlow::State::Accepted)
        return known;
    auto *flow = new AddServersFlow(callsOf(session.client()), m_scheduler, &session);
    known = flow;
    connect(flow, &AddServersFlow::stateChanged, this, [this, flow, id = session.connection().id] {
        Session *session = this->session(id);
        if (!session)
            return; // detached: told when the connection is open again
        emit addFlowChanged(session, flow);
        if (flow->state() != AddServersFlow::State::Accepted)
            return;
        const AddServersRequest &request = flow->request();
        emit taskCreated(session, *flow->task(),
                         { flow->mutation().reason, u"POST %1\n%2"_s.arg(QString::fromUtf8(request.path()), QString::fromUtf8(request.body())),
                           flow->meta().traceId });
        flow->deleteLater();
    });
    return flow;
}

} // namespace obdesk
