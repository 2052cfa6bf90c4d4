// SPDX-License-Identifier: GPL-3.0-or-later
// The file of saved connections, as somebody else may have written it. The bytes are the file.
#include "fuzz/fuzztarget.h"

#include "session/connectionstore.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>

namespace obdesk::fuzz {

using namespace Qt::StringLiterals;

namespace {

/// QSettings remembers files it has read by name, time and size, the last 30 of them: names come round later than that.
QString nextFile()
{
    static const QTemporaryDir folder;
    static int number = 0;
    number = (number + 1) % 64;
    return folder.filePath(u"%1.ini"_s.arg(number));
}

void checkConnection(const Connection &connection)
{
    require(!connection.id.isEmpty(), "a connection has an id");
    const QUrl &url = connection.url;
    require(url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1), "an address is http or https");
    require(!url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment(), "an address is a host and a path");
    require(connection.trust.kind != ServerTrust::Kind::System || connection.trust.pem.isEmpty(), "the system's trust needs no certificate");
    require(!needsPlainHttpConsent(connection) || url.scheme() == "http"_L1, "https needs no consent");
    AddressProblem problem = AddressProblem::None;
    QUrl again;
    problem = checkAddress(url.toString(QUrl::FullyEncoded), &again);
    require(problem == AddressProblem::None && again == url, "an address that was read can be written");
}

/// What was read once is saved under a new id and read again.
void checkSaving(ConnectionStore &store, const QString &file)
{
    const QList<Connection> before = store.all();
    Connection copy = before.first();
    copy.id = u"fuzz"_s;
    if (store.byId(copy.id))
        return;
    if (!store.save(copy))
        return; // refused: nothing is changed
    // Under its own name QSettings would not read it again when it is as large as before and no tick of the clock has passed.
    const QString kept = nextFile();
    QFile::remove(kept);
    if (!QFile::copy(file, kept))
        throw Violation("no room for a temporary file");
    const ConnectionStore again(kept);
    require(again.all() == before + QList<Connection> { copy }, "saving adds one connection and leaves the others");
}

} // namespace

int connections(const uint8_t *data, size_t size)
{
    const QByteArray bytes = Input(data, size).rest();
    const QString name = nextFile();
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        throw Violation("no room for a temporary file");
    file.close();
    ConnectionStore store(name);
    QSet<QString> ids;
    for (const Connection &connection : store.all()) {
        checkConnection(connection);
        require(!ids.contains(connection.id), "an id is there once");
        ids.insert(connection.id);
        require(store.byId(connection.id) != nullptr, "a connection is found by its id");
    }
    // Writing takes much longer than reading: for some inputs only, always the same ones.
    if (!ids.isEmpty() && qHash(bytes, 0) % 256 == 0)
        checkSaving(store, name);
    return 0;
}

} // namespace obdesk::fuzz
