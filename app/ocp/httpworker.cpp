// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/httpworker.h"

#include "ocp/envelope.h"
#include "ocp/exchange.h"
#include "ocp/signer.h"
#include "ocp/timetext.h"
#include "ocp/tlspolicy.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// An access key goes into a header as it is, between a blank and a colon.
bool isHeaderToken(const QString &text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7f' && c != u':'; });
}

} // namespace

HttpWorker::HttpWorker(const Connection &connection, const Credentials &credentials, const TransportLimits &limits)
    : m_connection(connection)
    , m_credentials(credentials)
    , m_limits(limits)
    , m_tls(std::make_shared<TlsPolicy>(connection.trust))
    , m_lastCertificate(std::make_shared<std::optional<TransportFailure>>())
    , m_retry(limits.retry)
    , m_held(this)
{
    m_clock.start();
    m_held.setSingleShot(true);
    connect(&m_held, &QTimer::timeout, this, &HttpWorker::startWaiting);
}

HttpWorker::~HttpWorker()
{
    for (const auto &[exchange, call] : m_running)
        delete exchange;
}

void HttpWorker::start(Transport::CallId call, const HttpRequest &request, const ReplyHandler &handler)
{
    if (request.isMutation()) {
        begin({ call, request, handler });
        return;
    }
    m_waiting.push_back({ call, request, handler });
    startWaiting();
}

void HttpWorker::startWaiting()
{
    const std::chrono::milliseconds held = m_retry.heldFor(now());
    if (held.count() > 0) {
        if (!m_waiting.empty())
            m_held.start(held);
        return;
    }
    while (!m_closed && m_runningReads < m_limits.parallelReads && !m_waiting.empty()) {
        Call next = std::move(m_waiting.front());
        m_waiting.pop_front();
        begin(std::move(next));
    }
}

void HttpWorker::cancel(Transport::CallId call)
{
    std::erase_if(m_waiting, [call](const Call &waiting) { return waiting.id == call; });
    std::erase_if(m_resting, [call](const auto &entry) { return entry.second.id == call; });
    const auto it = std::find_if(m_running.begin(), m_running.end(), [call](const auto &entry) { return entry.second.id == call; });
    if (it == m_running.end())
        return;
    Exchange *exchange = it->first;
    if (!it->second.request.isMutation())
        --m_runningReads;
    m_running.erase(it);
    delete exchange;                    // never from within its own signals: cancel() is posted
    startWaiting();
}

void HttpWorker::begin(Call call)
{
    if (m_closed)
        return;
    const QUrl url = urlOf(call.request);
    if (const std::optional<TransportFailure> problem = problemOf(call.request, url)) {
        HttpReply reply;
        reply.mutation = call.request.isMutation();
        reply.method = call.request.verb();
        reply.url = url.adjusted(QUrl::RemoveUserInfo);
        reply.received = QDateTime::currentDateTimeUtc();
        reply.failure = problem;
        handle(std::move(call), reply);
        return;
    }
    if (m_running.empty())
        m_lastCertificate->reset();
    ExchangePlan plan;
    plan.manager = managerFor(call.request);
    plan.request = networkRequest(call.request, url);
    plan.mutation = call.request.isMutation();
    plan.isSigned = m_connection.authKind == AuthKind::AccessKey;
    plan.body = call.request.body;
    plan.deadline = plan.mutation ? m_limits.mutationDeadline : m_limits.readDeadline;
    if (call.firstBegan.count() < 0)
        call.firstBegan = now();
    else
        plan.deadline = std::clamp(m_limits.retry.patience - (now() - call.firstBegan), std::chrono::milliseconds(1), plan.deadline);
    call.signedWithSkew = m_skew;
    plan.tls = m_tls;
    plan.lastCertificate = m_lastCertificate;
    plan.connect = m_limits.connect;
    plan.idle = m_limits.idle;
    plan.bodyCap = call.request.large ? m_limits.largeBodyCap : m_limits.bodyCap;
    auto *exchange = new Exchange(plan, [this](Exchange *ended, const HttpReply &reply) { finished(ended, reply); }, this);
    if (!plan.mutation)
        ++m_runningReads;
    m_running.emplace(exchange, std::move(call));
    exchange->start();
}

void HttpWorker::finished(Exchange *exchange, const HttpReply &reply)
{
    exchange->deleteLater();
    const auto it = m_running.find(exchange);
    Call call = std::move(it->second);
    m_running.erase(it);
    if (!call.request.isMutation()) {
        --m_runningReads;
        // A manager that never got to a status line may be stuck in an endless header, and then so is every other request on it.
        const bool stuck = reply.failure && reply.failure->kind == ApiError::Kind::Timeout && reply.status == 0;
        if (stuck)
            m_readManager.reset();      // lives until its last exchange is over
    }
    m_retry.noteRateLimit(reply, now());
    if (m_connection.authKind == AuthKind::Basic)
        m_session.take(reply);
    noteSkew(reply);
    if (!askAgain(call, reply))
        handle(std::move(call), reply);
    startWaiting();
}

void HttpWorker::noteSkew(const HttpReply &reply)
{
    if (!correctsTime())
        return;
    if (const std::optional<std::chrono::milliseconds> skew = measuredSkew(reply))
        m_skew = *skew;
}

/// True when the call was taken over for another attempt.
bool HttpWorker::askAgain(Call &call, const HttpReply &reply)
{
    if (call.request.isMutation() || m_closed)
        return false;
    using std::chrono_literals::operator""s;
    if (reply.status == 401 && !call.signedAnew && std::chrono::abs(m_skew - call.signedWithSkew) >= 60s) {
        // The signature was from a time the server does not take; now its time is known.
        call.signedAnew = true;
        m_waiting.push_front(std::move(call));
        return true;
    }
    const auto wait = m_retry.after(reply, call.attempt, call.request.attempts, now() - call.firstBegan);
    if (!wait)
        return false;
    ++call.attempt;
    const quint64 number = ++m_lastRest;
    m_resting.emplace(number, std::move(call));
    QTimer::singleShot(*wait, this, [this, number] {
        const auto it = m_resting.find(number);
        if (it == m_resting.end())
            return;                     // cancelled
        m_waiting.push_front(std::move(it->second));
        m_resting.erase(it);
        startWaiting();
    });
    return true;
}

void HttpWorker::handle(Call call, const HttpReply &reply)
{
    if (m_closed)
        return;
    if (const std::optional<HttpRequest> next = call.handler(reply))
        start(call.id, *next, call.handler);
}

QUrl HttpWorker::urlOf(const HttpRequest &request) const
{
    QUrl url = m_connection.url;
    QString prefix = url.path(QUrl::FullyEncoded);
    while (prefix.endsWith(u'/'))
        prefix.chop(1);
    url.setPath(prefix + QString::fromLatin1(request.path), QUrl::StrictMode);
    if (!request.query.isEmpty())
        url.setQuery(QString::fromLatin1(encodedQuery(request.query)), QUrl::StrictMode);
    return url;
}

std::optional<TransportFailure> HttpWorker::problemOf(const HttpRequest &request, const QUrl &url) const
{
    const auto invalid = [](const QString &what) { return TransportFailure { ApiError::Kind::InvalidRequest, what }; };
    if (checkAddress(QString::fromLatin1(m_connection.url.toEncoded())) != AddressProblem::None || !url.isValid())
        return invalid(u"the connection's address cannot be used"_s);
    if (!request.path.startsWith('/'))
        return invalid(u"a path that does not start with a slash"_s);
    if (hasControlCharacters(m_connection.user) || hasControlCharacters(m_credentials.reveal())
        || hasControlCharacters(QString::fromLatin1(m_language)))
        return invalid(u"control characters in the credentials or the language"_s);
    if (m_connection.authKind == AuthKind::Basic && m_connection.user.contains(u':'))
        return invalid(u"a user name with a colon cannot be sent"_s);
    if (m_connection.authKind == AuthKind::AccessKey && !isHeaderToken(m_connection.user))
        return invalid(u"the access key has characters that cannot be sent"_s);
    if (needsPlainHttpConsent(m_connection))
        return TransportFailure { ApiError::Kind::PlainHttp, u"http:// to %1 was not accepted"_s.arg(url.host()) };
    if (url.scheme() == "https"_L1) {
        if (const QString problem = trustProblem(m_connection.trust); !problem.isEmpty())
            return TransportFailure { ApiError::Kind::Tls, problem };
    }
    return {};
}

QNetworkRequest HttpWorker::networkRequest(const HttpRequest &request, const QUrl &url) const
{
    static const QByteArray contentType = "application/json";
    QNetworkRequest network(url);
    // Set on every request: Qt would add a form type to a POST without one, which would not be what was signed.
    network.setRawHeader("Content-Type", contentType);
    network.setRawHeader("Accept", "application/json, text/plain, */*");
    // Qt 6.4 reports a cut gzip body as a whole, empty one.
    network.setRawHeader("Accept-Encoding", "identity");
    network.setRawHeader("Accept-Language", m_language);
    network.setRawHeader("User-Agent", "obdesk/" OBDESK_VERSION);
    const QByteArray host = hostHeader(url);
    network.setRawHeader("Host", host);
    if (m_connection.authKind == AuthKind::Basic) {
        // Beside the cookie as well: when its session is over, OCP opens the next one by this, without a login that fails.
        network.setRawHeader("Authorization", basicAuthorization(m_connection.user, m_credentials.reveal()));
        if (const QByteArray cookie = request.isMutation() ? QByteArray() : m_session.headerFor(url); !cookie.isEmpty())
            network.setRawHeader("Cookie", cookie);
    } else {
        SignedParts parts;
        parts.method = request.verb();
        parts.contentType = contentType;
        parts.date = httpDate(QDateTime::currentDateTimeUtc().addMSecs(m_skew.count()));
        parts.host = host;
        parts.pathAndQuery = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
        parts.body = request.body;
        network.setRawHeader("Date", parts.date);
        network.setRawHeader("Authorization", accessKeyAuthorization(parts, m_connection.user, m_credentials.reveal()));
    }
    // Qt's own policy follows to other hosts with all our headers.
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    return network;
}

std::shared_ptr<QNetworkAccessManager> HttpWorker::newManager() const
{
    auto manager = std::make_shared<QNetworkAccessManager>();
    if (!usesSystemProxy(m_connection))
        manager->setProxy(QNetworkProxy::NoProxy);
    return manager;
}

std::shared_ptr<QNetworkAccessManager> HttpWorker::managerFor(const HttpRequest &request)
{
    // A change gets a manager of its own, and with it a connection no one has used: a reused one may be dead already, which is
    // where doubled requests begin. Emptying the shared one's connection cache would do that too, but it strands
    // the reads that are on their way (Qt 6.4.2 stops their thread and never ends them).
    if (request.isMutation())
        return newManager();
    if (!m_readManager)
        m_readManager = newManager();
    return m_readManager;
}

} // namespace obdesk
