// SPDX-License-Identifier: GPL-3.0-or-later
// A process that writes into a journal and acknowledges on standard output what is safe, a line each. Waits for a byte on standard
// input before it begins, when told to.
//   journalchild loop FILE FIRST      changes on hosts FIRST, FIRST + 1, … until it is killed: "b ID", then "KIND ID"
//   journalchild race FILE COUNT      waits; one change per host 1 to COUNT, a byte read before each: "won HOST", "held HOST" or
//                                     "failed HOST …"
//   journalchild turn FILE FIRST COUNT   waits; COUNT changes from host FIRST on, concluded at once: "b ID", then "accepted ID"
//   journalchild submit FILE URL COUNT   waits; COUNT times "add host 1" to the OCP at URL: "unknown", "held", or what else came of it
//   journalchild migrate FILE VERSION    brings the file to that version of a schema of several steps: "begins", then "v VERSION"
#include "history/growingschema.h"
#include "history/samplechanges.h"
#include "ocp/ocpclient.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QScopeGuard>
#include <QTimer>

#include <future>
#include <memory>
#include <unistd.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    if (::write(STDOUT_FILENO, bytes.constData(), size_t(bytes.size())) < 0)
        std::exit(3);
}

void waitForStart()
{
    char byte = 0;
    (void)!::read(STDIN_FILENO, &byte, 1);
}

std::optional<ApiError> beginNow(Journal &journal, const Intent &intent)
{
    std::promise<std::optional<ApiError>> answer;
    journal.begin(intent, [&answer](const std::optional<ApiError> &error) { answer.set_value(error); });
    return answer.get_future().get();
}

/// Nothing was written when the other process was in the way for longer than the journal waits: on a slow machine that is no news.
std::optional<ApiError> beginInTurn(Journal &journal, const Intent &intent)
{
    while (true) {
        const std::optional<ApiError> error = beginNow(journal, intent);
        if (!error || error->kind != ApiError::Kind::JournalFailed || !error->detail.contains("database is locked"_L1))
            return error;
    }
}

bool concludeNow(Journal &journal, const QString &id, Conclusion::Kind kind)
{
    std::promise<bool> answer;
    journal.conclude(id, concluded(kind), [&answer](bool ok) { answer.set_value(ok); });
    return answer.get_future().get();
}

int loop(Journal &journal, qint64 first)
{
    const QList<Conclusion::Kind> kinds { Conclusion::Kind::Accepted, Conclusion::Kind::Unknown, Conclusion::Kind::Refused };
    for (qint64 host = first;; ++host) {
        const QString id = u"change-%1"_s.arg(host);
        if (beginNow(journal, addServers(id, { host })))
            return 4;
        say(u"b "_s + id);
        if (host % 4 == 3)
            continue; // stays without a conclusion
        const Conclusion::Kind kind = kinds.at(host % 4);
        if (!concludeNow(journal, id, kind))
            return 5;
        say(wordOf(kind) + u' ' + id);
    }
}

int race(Journal &journal, qint64 count)
{
    for (qint64 host = 1; host <= count; ++host) {
        waitForStart();
        const std::optional<ApiError> error = beginInTurn(journal, addServers(u"%1-%2"_s.arg(::getpid()).arg(host), { host }));
        if (!error)
            say(u"won %1"_s.arg(host));
        else if (error->kind == ApiError::Kind::Unsettled)
            say(u"held %1"_s.arg(host));
        else
            say(u"failed %1 %2"_s.arg(host).arg(error->detail));
    }
    return 0;
}

/// What could not be written at first is in the file within a minute.
bool writtenLater(Journal &journal)
{
    QEventLoop loop;
    QObject::connect(&journal, &Journal::stateChanged, &loop, [&] {
        if (journal.state().waiting == 0)
            loop.quit();
    });
    QTimer::singleShot(std::chrono::minutes(1), &loop, [&loop] { loop.exit(1); });
    return journal.state().waiting == 0 || loop.exec() == 0;
}

int turn(Journal &journal, qint64 first, qint64 count)
{
    for (qint64 host = first; host < first + count; ++host) {
        const QString id = u"change-%1"_s.arg(host);
        if (const std::optional<ApiError> error = beginInTurn(journal, addServers(id, { host }))) {
            say(u"failed "_s + error->detail);
            return 4;
        }
        say(u"b "_s + id);
        // False also when the other process is in the way for long: then it is kept and tried again.
        if (!concludeNow(journal, id, Conclusion::Kind::Accepted) && !writtenLater(journal))
            return 5;
        say(u"accepted "_s + id);
    }
    return 0;
}

/// Through the client, as the window and the command line do it.
int submit(const std::shared_ptr<Journal> &journal, const QUrl &url, int count)
{
    Connection connection;
    connection.url = url;
    connection.user = u"admin"_s;
    const auto closeJournal = qScopeGuard([&journal] { journal->close(); }); // the last to hold it may be a callback on its own thread
    OcpClient client(connection, Credentials(u"secret"_s), { .intents = journal });
    for (int i = 0; i < count; ++i) {
        QEventLoop loop;
        client.send(addServersOperation({ ClusterId(21), u"zone2"_s, { HostId(1) } }), {}, &loop, [&loop](const Result<Fetched<std::optional<Task>>> &result) {
            if (result)
                say(u"accepted"_s);
            else if (result.error().kind == ApiError::Kind::Unsettled)
                say(u"held"_s);
            else
                say(result.error().outcome == ApiError::Outcome::Unknown ? u"unknown"_s : u"failed "_s + result.error().detail);
            loop.quit();
        });
        loop.exec();
    }
    return 0;
}

int migrate(const QString &file, int version)
{
    say(u"begins"_s);
    Database database(file, Database::Access::Use, growingSchema(version));
    const DataFileState state = database.open([] { return QString(); });
    if (state.kind != DataFileState::Kind::Ready) {
        say(u"failed "_s + state.reason);
        return 4;
    }
    say(u"v %1"_s.arg(version));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4)
        return 2;
    const QString &mode = arguments.at(1);
    if (mode != "loop"_L1 && mode != "migrate"_L1) {
        say(u"ready"_s);
        waitForStart();
    }
    if (mode == "migrate"_L1)
        return migrate(arguments.at(2), arguments.at(3).toInt());
    if (mode == "submit"_L1)
        return submit(std::make_shared<Journal>(arguments.at(2)), QUrl(arguments.at(3)), arguments.value(4).toInt());
    Journal journal(arguments.at(2));
    if (mode == "loop"_L1)
        return loop(journal, arguments.at(3).toLongLong());
    if (mode == "race"_L1)
        return race(journal, arguments.at(3).toLongLong());
    return turn(journal, arguments.at(3).toLongLong(), arguments.value(4).toLongLong());
}
