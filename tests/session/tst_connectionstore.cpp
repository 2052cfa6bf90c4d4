// SPDX-License-Identifier: GPL-3.0-or-later
// The saved connections: what is written comes back, what cannot be understood becomes harmless, and no secret gets in.
#include "session/connectionstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>
#include <vector>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

Connection sample(const QString &id, const QString &name)
{
    Connection connection;
    connection.id = id;
    connection.name = name;
    connection.url = QUrl(u"https://ocp.example.com:8443/prefix/a%20b"_s);
    connection.authKind = AuthKind::AccessKey;
    connection.user = u"ak,with=odd;signs\\ \"1\" %2F"_s;
    connection.environment = Environment::Staging;
    connection.accessMode = AccessMode::Protected;
    return connection;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestConnectionStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        m_file = m_dir->filePath(u"sub/connections.ini"_s);
    }

    void nothingYet()
    {
        const ConnectionStore store(m_file);
        QVERIFY(store.all().isEmpty());
        QVERIFY(!store.byId(u"a"_s));
        QVERIFY(!store.byName(u"a"_s));
        QVERIFY(!QFile::exists(m_file)); // reading leaves no trace
    }

    void roundTrip()
    {
        QList<Connection> connections;
        {
            ConnectionStore store(m_file);
            QSignalSpy changed(&store, &ConnectionStore::changed);
            for (const AuthKind kind : { AuthKind::Basic, AuthKind::AccessKey }) {
                for (const Environment environment : { Environment::Development, Environment::Staging, Environment::Production, Environment::Simulator }) {
                    for (const AccessMode mode : { AccessMode::Normal, AccessMode::Protected, AccessMode::ReadOnly }) {
                        Connection connection = sample(ConnectionStore::newId(), u"生产, \"A\" = [%1]"_s.arg(connections.size()));
                        connection.authKind = kind;
                        connection.environment = environment;
                        connection.accessMode = mode;
                        connections.append(connection);
                        QVERIFY(store.save(connection));
                    }
                }
            }
            QCOMPARE(changed.count(), 24);
            QCOMPARE(store.all(), connections);
        }
        QCOMPARE(ConnectionStore(m_file).all(), connections);
    }

    void replaceAndRemove()
    {
        ConnectionStore store(m_file);
        QVERIFY(store.save(sample(u"a"_s, u"A"_s)));
        QVERIFY(store.save(sample(u"b"_s, u"B"_s)));
        QVERIFY(store.save(sample(u"c"_s, u"C"_s)));
        QVERIFY(store.save(sample(u"b"_s, u"Renamed"_s)));
        QCOMPARE(store.all(), QList<Connection>({ sample(u"a"_s, u"A"_s), sample(u"b"_s, u"Renamed"_s), sample(u"c"_s, u"C"_s) }));
        QSignalSpy changed(&store, &ConnectionStore::changed);
        QVERIFY(store.remove(u"a"_s));
        QCOMPARE(changed.count(), 1);
        QVERIFY(!store.byId(u"a"_s));
        QCOMPARE(*store.byId(u"b"_s), sample(u"b"_s, u"Renamed"_s));
        QCOMPARE(ConnectionStore(m_file).all(), store.all());
        QVERIFY(store.remove(u"b"_s));
        QVERIFY(store.remove(u"c"_s));
        QVERIFY(ConnectionStore(m_file).all().isEmpty());
    }

    void byName()
    {
        ConnectionStore store(m_file);
        store.save(sample(u"a"_s, u"Prod"_s));
        store.save(sample(u"b"_s, u"Test"_s));
        QCOMPARE(store.byName(u"prod"_s)->id, u"a"_s);
        QVERIFY(!store.byName(u"Pro"_s));
        store.save(sample(u"c"_s, u"PROD"_s));
        QVERIFY(!store.byName(u"Prod"_s)); // which one is meant?
    }

    void ids()
    {
        QVERIFY(ConnectionStore::newId() != ConnectionStore::newId());
        QCOMPARE(ConnectionStore::newId().size(), 36);
    }

    void unknownWordsAreTakenForTheSafest()
    {
        write("[connections]\n"
              "1\\id=a\n1\\name=A\n1\\url=https://a\n1\\user=u\n1\\auth=token\n1\\environment=mars\n1\\access=sometimes\n"
              "2\\id=b\n2\\url=https://b\n"
              "3\\id=c\n3\\url=https://c\n3\\auth=Basic\n3\\environment=SIMULATOR\n3\\access=Normal\n"
              "size=3\n");
        const ConnectionStore store(m_file);
        QCOMPARE(store.all().size(), 3);
        for (const Connection &connection : store.all()) {
            QCOMPARE(connection.accessMode, AccessMode::ReadOnly);
            QCOMPARE(connection.environment, Environment::Production);
            QCOMPARE(connection.authKind, AuthKind::AccessKey); // its secret does not travel
        }
        QCOMPARE(store.all().at(0).user, u"u"_s);
    }

    void brokenEntriesAreSkipped()
    {
        write("[connections]\n"
              "1\\id=a\n1\\url=\n"
              "2\\id=b\n2\\url=ftp://b\n"
              "3\\id=c\n3\\url=https://root:s3cret@c\n"
              "4\\url=https://d\n"
              "5\\id=e\n5\\name=E\n5\\url=https://e\n"
              "6\\id=e\n6\\name=again\n6\\url=https://f\n"
              "7\\id=g\n7\\url=https://g/?x=1\n"
              "9\\id=h\n9\\url=https://h\n"
              "size=9\n");
        const ConnectionStore store(m_file);
        QStringList ids;
        for (const Connection &connection : store.all())
            ids.append(connection.id + connection.name);
        QCOMPARE(ids, QStringList({ u"eE"_s, u"h"_s }));
    }

    void garbage()
    {
        static constexpr char bytes[] = "\0\xff[connections\n1\\id=\x80\nsize=9999999\n";
        write(QByteArray(bytes, sizeof bytes - 1));
        QVERIFY(ConnectionStore(m_file).all().isEmpty());
    }

    void unwritableFileChangesNothing()
    {
        QVERIFY(ConnectionStore(m_file).save(sample(u"a"_s, u"A"_s)));
        ConnectionStore store(m_file);
        // A folder in its place stops even a privileged user.
        QVERIFY(QFile::remove(m_file));
        QVERIFY(QDir().mkpath(m_file + u"/x"_s));
        QSignalSpy changed(&store, &ConnectionStore::changed);
        QVERIFY(!store.save(sample(u"b"_s, u"B"_s)));
        QVERIFY(!store.remove(u"a"_s));
        QCOMPARE(store.all(), QList<Connection>({ sample(u"a"_s, u"A"_s) }));
        QCOMPARE(changed.count(), 0);

        QVERIFY(QDir(m_file).removeRecursively());
        QVERIFY(store.save(sample(u"c"_s, u"C"_s)));
        QCOMPARE(ConnectionStore(m_file).all(), QList<Connection>({ sample(u"a"_s, u"A"_s), sample(u"c"_s, u"C"_s) }));
    }

    void everyFieldComesBack()
    {
        Connection connection = sample(u"a"_s, u"A"_s);
        connection.environment = Environment::Custom;
        connection.environmentName = u"客户, \"Bank\""_s;
        connection.environmentColor = u"#123abc"_s;
        connection.plainHttpAccepted = true;
        connection.useSystemProxy = false;
        connection.signWithServerTime = true;
        for (const ServerTrust::Kind kind : { ServerTrust::Kind::Authority, ServerTrust::Kind::Certificate, ServerTrust::Kind::System }) {
            connection.trust.kind = kind;
            connection.trust.pem = kind == ServerTrust::Kind::System ? QByteArray() : QByteArray("-----BEGIN CERTIFICATE-----\nTUlJ+/=\n");
            QVERIFY(ConnectionStore(m_file).save(connection));
            QCOMPARE(ConnectionStore(m_file).all(), QList<Connection>({ connection }));
        }
    }

    /// A file of the version before this one has none of the newer keys.
    void olderFile()
    {
        write("[connections]\n1\\id=a\n1\\name=A\n1\\url=https://a\n1\\auth=basic\n1\\environment=staging\n1\\access=normal\nsize=1\n");
        const ConnectionStore store(m_file);
        QCOMPARE(store.all().size(), 1);
        const Connection &connection = store.all().first();
        QCOMPARE(connection.trust, ServerTrust());
        QVERIFY(!connection.plainHttpAccepted && connection.useSystemProxy && !connection.signWithServerTime);
    }

    void aNewerFileKeepsWhatWeDoNotKnow()
    {
        write("[General]\nversion=9\n[connections]\n"
              "1\\id=a\n1\\name=A\n1\\url=https://a\n1\\environment=moonbase\n1\\vault=hashi\n1\\auth=basic\n1\\access=normal\n"
              "2\\id=b\n2\\url=quic://b\n2\\name=B\n"
              "3\\id=c\n3\\name=C\n3\\url=https://c\n3\\auth=basic\n3\\access=normal\n"
              "size=3\n[other]\nx=1\n");
        {
            ConnectionStore store(m_file);
            QCOMPARE(store.all().size(), 2);
            Connection a = *store.byId(u"a"_s);
            QCOMPARE(a.environment, Environment::Production);
            a.name = u"AA"_s;
            QVERIFY(store.save(a));
            QVERIFY(store.remove(u"c"_s));
            QVERIFY(store.save(sample(u"d"_s, u"D"_s)));
        }
        const QSettings settings(m_file, QSettings::IniFormat);
        QCOMPARE(settings.value("version"_L1).toString(), u"9"_s);
        QCOMPARE(settings.value("other/x"_L1).toString(), u"1"_s);
        QCOMPARE(settings.value("connections/1/name"_L1).toString(), u"AA"_s);
        QCOMPARE(settings.value("connections/1/environment"_L1).toString(), u"moonbase"_s);
        QCOMPARE(settings.value("connections/1/vault"_L1).toString(), u"hashi"_s);
        QCOMPARE(settings.value("connections/2/url"_L1).toString(), u"quic://b"_s);
        QCOMPARE(settings.value("connections/2/name"_L1).toString(), u"B"_s);
        const ConnectionStore store(m_file);
        QVERIFY(store.byId(u"a"_s) && store.byId(u"d"_s));
        QCOMPARE(store.all().size(), 2);
    }

    /// Two windows of two processes, each with its own picture of the file.
    void twoStores()
    {
        ConnectionStore one(m_file), two(m_file);
        QVERIFY(one.save(sample(u"a"_s, u"A"_s)));
        QVERIFY(two.save(sample(u"b"_s, u"B"_s)));
        QVERIFY(one.save(sample(u"c"_s, u"C"_s)));
        QVERIFY(two.remove(u"a"_s));
        QCOMPARE(two.all().size(), 2);
        QVERIFY(one.save(sample(u"c"_s, u"CC"_s)));
        QVERIFY(!one.byId(u"a"_s));
        QCOMPARE(one.all(), ConnectionStore(m_file).all());
        QCOMPARE(one.byId(u"c"_s)->name, u"CC"_s);
    }

    void manyProcesses()
    {
        std::vector<pid_t> children;
        constexpr int count = 4, each = 5;
        for (int child = 0; child < count; ++child) {
            const pid_t pid = ::fork();
            if (pid == 0) {
                ConnectionStore store(m_file);
                bool fine = true;
                for (int i = 0; i < each; ++i)
                    fine = store.save(sample(u"%1-%2"_s.arg(child).arg(i), u"C"_s)) && fine;
                ::_exit(fine ? 0 : 1);
            }
            QVERIFY(pid > 0);
            children.push_back(pid);
        }
        for (const pid_t pid : children) {
            int status = -1;
            QCOMPARE(::waitpid(pid, &status, 0), pid);
            QCOMPARE(status, 0);
        }
        QCOMPARE(ConnectionStore(m_file).all().size(), count * each);
        const QStringList left = QDir(QFileInfo(m_file).path()).entryList(QDir::Files | QDir::Hidden);
        QCOMPARE(left, QStringList({ u"connections.ini"_s }));
    }

    void aHeldLockIsNotBroken()
    {
        ConnectionStore store(m_file);
        QVERIFY(store.save(sample(u"a"_s, u"A"_s)));
        QLockFile lock(m_file + u".guard"_s);
        QVERIFY(lock.lock());
        const QByteArray before = contentOf(m_file);
        QVERIFY(!store.save(sample(u"b"_s, u"B"_s)));
        QCOMPARE(contentOf(m_file), before);
        QCOMPARE(store.all().size(), 1);
    }

    void saveOverGarbage()
    {
        const QByteArray garbage("this is no INI file at all\n[connections\n1\\id");
        write(garbage);
        ConnectionStore store(m_file);
        QVERIFY(store.save(sample(u"a"_s, u"A"_s)));
        QCOMPARE(ConnectionStore(m_file).all().size(), 1);
        QCOMPARE(contentOf(m_file + u".unreadable"_s), garbage);
    }

    void noSecretInTheFile()
    {
        ConnectionStore store(m_file);
        Connection connection = sample(u"a"_s, u"A"_s);
        connection.url = QUrl(u"https://root:s3cret@ocp.example.com"_s);
        QVERIFY(store.save(connection));
        const QByteArray content = contentOf(m_file);
        QVERIFY(content.contains("ocp.example.com"));
        QVERIFY2(!content.contains("s3cret") && !content.contains("root"), content.constData());
        QCOMPARE(ConnectionStore(m_file).all().size(), 1);
    }

    void onlyTheOwnerReadsIt()
    {
        for (const mode_t mask : { 0077, 0022, 0 }) {
            const mode_t before = ::umask(mask);
            const bool saved = ConnectionStore(m_file).save(sample(u"a"_s, u"%1"_s.arg(int(mask))));
            ::umask(before);
            QVERIFY(saved);
            struct stat info {};
            QCOMPARE(::stat(QFile::encodeName(m_file).constData(), &info), 0);
            QCOMPARE(int(info.st_mode & 0777), 0600);
        }
    }

private:
    void write(const QByteArray &content)
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_file).path()));
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;
};

QTEST_GUILESS_MAIN(TestConnectionStore)
#include "tst_connectionstore.moc"
