// SPDX-License-Identifier: GPL-3.0-or-later
// Canary secrets through whole runs of the real program, with all logging on, in an empty home: afterwards they must stand nowhere,
// in no encoding, and everything written must belong to its owner alone.
#include "secretscan.h"
#include "simback.h"
#include "support/figure.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <atomic>

#include <sys/stat.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Canary
{
    explicit Canary(const QString &what)
        : core(u"CANARY"_s + what + QUuid::createUuid().toString(QUuid::Id128))
        , whole(core + u"\u00e4\"&/"_s)
        , needles(needlesFor(core, whole, u"admin"_s))
    {
    }
    QString core;
    QString whole;                      ///< with characters that encodings change
    QList<Needle> needles;
};

struct Run
{
    QStringList arguments;
    int status = -1;
    QByteArray out;
    QByteArray err;
    QByteArray commandLine;             ///< of the running child, as everybody can read it
    QByteArray environment;
};

} // namespace

class TestFaultSecrets : public QObject
{
    Q_OBJECT

private slots:
    /// The scanner must be able to find what it looks for.
    void scannerFindsWhatIsPlanted()
    {
        const Canary canary(u"planted"_s);
        for (const Needle &needle : canary.needles) {
            QTemporaryDir folder;
            QFile file(folder.filePath(u"x.bin"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("before " + needle.bytes + " after");
            file.close();
            QVERIFY2(!foundBelow(folder.path(), canary.needles).isEmpty(), needle.encoding);
        }
        // As real encoders write it, with neighbours.
        for (const QByteArray &before : { QByteArray(), QByteArray("x"), QByteArray("xy") })
            QVERIFY(!foundIn((before + canary.whole.toUtf8() + "tail").toBase64(), canary.needles).isEmpty());
        QVERIFY(foundIn(("admin:" + canary.whole.toUtf8()).toBase64(), canary.needles).contains("base64(user:password)"));
        QVERIFY(!foundIn(QJsonDocument(QJsonArray { canary.whole }).toJson(), canary.needles).isEmpty());
        QTemporaryDir folder;
        QFile pdf(folder.filePath(u"x.pdf"_s));
        QVERIFY(pdf.open(QIODevice::WriteOnly));
        pdf.write("%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + qCompress("(" + canary.core.toUtf8() + ") Tj").sliced(4) + "\nendstream\n");
        pdf.close();
        QVERIFY(!foundBelow(folder.path(), canary.needles).isEmpty());
    }

    void nothingLeaks_data()
    {
        QTest::addColumn<int>("mask");
        QTest::addColumn<bool>("accessKey");
        QTest::newRow("password, umask 022") << 022 << false;
        QTest::newRow("access key, umask 000") << 0 << true;
    }

    void nothingLeaks()
    {
        QFETCH(int, mask);
        QFETCH(bool, accessKey);
        m_mask = mask;
        m_accessKey = accessKey;
        const Canary secret(u"login"_s), proxy(u"proxy"_s), context(u"context"_s), log(u"log"_s);
        QTemporaryDir outside; // the password file belongs to the person and stands elsewhere
        QTemporaryDir root;
        m_home = root.filePath(u"home"_s);
        QVERIFY(QDir().mkpath(m_home));
        QVERIFY(QFile::setPermissions(m_home, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        m_passwordFile = outside.filePath(u"password"_s);
        QFile file(m_passwordFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(secret.whole.toUtf8() + '\n');
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        m_proxy = u"http://someone:%1@127.0.0.1:1"_s.arg(proxy.core);

        // A task succeeds, with secrets in its context and in its logs.
        Scenario scenario;
        scenario.speed = 50;
        SimBack back(scenario);
        FaultServer elsewhere;
        FaultServer server;
        std::atomic<bool> authorised = false;
        const auto works = [&](const SeenRequest &request) {
            SeenRequest known = request;
            authorised = authorised || !request.header("Authorization").isEmpty();
            known.headers.removeIf([](const auto &header) { return header.first.compare("authorization", Qt::CaseInsensitive) == 0; });
            known.headers.append({ "Authorization", "Basic " + QByteArray("admin:simulator").toBase64() });
            back.advance(100ms);
            SimResponse response = back.handle(known);
            const QByteArray secrets = "stringMap={root_password=" + context.core.toUtf8() + ", sys.secret_key=" + context.core.toUtf8() + ", ";
            if (!response.body.contains("stringMap={") && request.path().startsWith("/api/v2/tasks/instances/"))
                response.body.replace(R"("data":{)", R"x("data":{"context":"Context(parallelIdx=-1, stringMap={a=b}, listMap={})",)x");
            response.body.replace("stringMap={", secrets);
            response.body.replace(R"("log":")", R"("log":"login with password=)" + log.core.toUtf8() + R"(\nAuthorization: Basic )" + log.core.toUtf8().toBase64() + R"(\n)");
            return SimBack::play(response);
        };
        server.answer(works);
        m_url = server.url().toString();

        QList<Run> runs;
        const auto run = [&](const QStringList &command) { runs.append(execute(command)); return runs.last(); };
        run({ u"cluster"_s, u"list"_s });
        run({ u"cluster"_s, u"show"_s, u"ob_trade"_s, u"--json"_s });
        run({ u"host"_s, u"list"_s, u"--json"_s });
        const Run added = run({ u"server"_s, u"add"_s, u"--cluster"_s, u"ob_trade"_s, u"--zone"_s, u"zone1"_s, u"--host"_s, u"3000000131"_s, u"--wait"_s,
                                u"--interval"_s, u"0.1"_s, u"--reason"_s, u"more room"_s, u"--report"_s, m_home + u"/after.html"_s });
        QVERIFY2(added.status == 0, added.err.right(800));
        QVERIFY2(authorised, "nobody logged in, so nothing was tried");
        const Run listed = run({ u"task"_s, u"list"_s, u"--json"_s });
        const QString task = firstId(listed.out, "tasks"_L1);
        QVERIFY2(!task.isEmpty(), listed.out);
        const Run shown = run({ u"task"_s, u"show"_s, task, u"--json"_s });
        QVERIFY2(shown.status == 0, shown.err.right(800));
        run({ u"task"_s, u"show"_s, task });
        QStringList exported { u"task"_s, u"export"_s, task };
        for (const char *ending : { "html", "pdf", "svg", "png", "csv", "json", "md", "dot" })
            exported += { u"--output"_s, m_home + u"/report."_s + QLatin1StringView(ending) };
        const Run written = run(exported);
        QVERIFY2(written.status == 0, written.err.right(800));
        const QByteArray json = [this] {
            QFile saved(m_home + u"/report.json"_s);
            return saved.open(QIODevice::ReadOnly) ? saved.readAll() : QByteArray();
        }();
        QVERIFY2(json.contains("root_password"), "the masked context is not even there: this run proves nothing");
        const Run logShown = run({ u"task"_s, u"log"_s, task, firstId(shown.out, "subtasks"_L1) });
        QVERIFY2(logShown.out.contains("password="), logShown.out + logShown.err.right(800));
        run({ u"report"_s, m_home + u"/report.json"_s, u"--output"_s, m_home + u"/again.html"_s });
        run({ u"journal"_s, u"list"_s });

        // Errors of all kinds.
        const auto fails = [&](const Script &script) {
            server.answer(script);
            run({ u"cluster"_s, u"list"_s });
            run({ u"task"_s, u"retry"_s, task });
        };
        for (const int status : { 401, 403, 404, 409, 429, 500 })
            fails(scripts::reply(status, R"({"successful":false,"error":{"code":1,"message":"password=)" + context.core.toUtf8() + R"( was refused"}})"));
        fails(scripts::proxyPage(502));
        fails(scripts::proxyPage(200));
        fails(scripts::close());
        fails(scripts::ok({}));
        fails(scripts::redirect(302, elsewhere.url().toEncoded() + "/api/v2/info"));
        fails(scripts::redirect(307, elsewhere.url().toEncoded() + "/api/v2/info"));
        run({ u"no-such-command"_s });
        QCOMPARE(elsewhere.count(), 0);

        QByteArrayList places;
        int files = 0;
        for (const Canary *canary : { &secret, &proxy, &context, &log }) {
            int read = 0;
            for (const QByteArray &place : foundBelow(root.path(), canary->needles, &read))
                places.append(canary->core.toUtf8().left(12) + " in " + place);
            files = read;
            for (const Run &ran : std::as_const(runs)) {
                const QByteArray what = canary->core.toUtf8().left(12) + ", " + ran.arguments.join(u' ').toUtf8() + ": ";
                for (const QByteArray &encoding : foundIn(ran.out + ran.err, canary->needles))
                    places.append(what + "output, " + encoding);
                for (const QByteArray &encoding : foundIn(ran.commandLine, canary->needles))
                    places.append(what + "arguments, " + encoding);
                // The proxy comes in by the environment: that one place is the person's own.
                if (canary != &proxy) {
                    for (const QByteArray &encoding : foundIn(ran.environment, canary->needles))
                        places.append(what + "environment, " + encoding);
                }
            }
        }
        int looked = 0;
        for (const Run &ran : std::as_const(runs))
            looked += ran.commandLine.isEmpty() ? 0 : 1;
        QByteArrayList open;
        openBelow(root.path(), open);
        figure("secrets: 4 canaries, %lld forms, %lld runs (%d seen in /proc), %d files: found in %lld places; %lld files or folders open to others",
                    qlonglong(secret.needles.size()), qlonglong(runs.size()), looked, files, qlonglong(places.size()), qlonglong(open.size()));
        QVERIFY2(places.isEmpty(), places.join('\n'));
        QVERIFY2(open.isEmpty(), open.join('\n'));
        QCOMPARE_GE(files, 9); // eight formats and one more report
        QCOMPARE_GT(looked, runs.size() / 2);
    }

private:
    /// Of the first element of the list `name`, at the top or one level down; empty when there is none.
    static QString firstId(const QByteArray &json, QLatin1StringView name)
    {
        const QJsonObject top = QJsonDocument::fromJson(json).object();
        QJsonArray list = top.value(name).toArray();
        for (const QJsonValue &inner : top) {
            if (list.isEmpty())
                list = inner.toObject().value(name).toArray();
        }
        return list.isEmpty() ? QString() : list.first().toObject().value("id"_L1).toVariant().toString();
    }

    Run execute(const QStringList &command)
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        environment.insert(u"HOME"_s, m_home);
        environment.insert(u"TMPDIR"_s, m_home);
        environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        environment.insert(u"TZ"_s, u"UTC"_s);
        environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        environment.insert(u"http_proxy"_s, m_proxy);
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.setWorkingDirectory(m_home);
        process.setChildProcessModifier([mask = m_mask] { ::umask(mode_t(mask)); });
        Run run;
        run.arguments = QStringList { u"--url"_s, m_url, m_accessKey ? u"--access-key"_s : u"--user"_s, u"admin"_s, u"--password-file"_s, m_passwordFile } + command;
        process.start(QStringLiteral(OBDESK_PROGRAM), run.arguments);
        if (!process.waitForStarted())
            return run;
        const auto read = [&](const char *name) {
            QFile file(u"/proc/%1/%2"_s.arg(process.processId()).arg(QLatin1StringView(name)));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        run.commandLine = read("cmdline");
        run.environment = read("environ");
        process.waitForFinished(60'000);
        if (process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit)
            run.status = process.exitCode();
        run.out = process.readAllStandardOutput();
        run.err = process.readAllStandardError();
        return run;
    }

    static void openBelow(const QString &root, QByteArrayList &open)
    {
        QDirIterator it(root, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QByteArray path = it.next().toLocal8Bit();
            struct stat found;
            if (::lstat(path.constData(), &found) == 0 && !S_ISLNK(found.st_mode) && (found.st_mode & 0777) != (S_ISDIR(found.st_mode) ? 0700 : 0600))
                open.append(path + ": " + QByteArray::number(found.st_mode & 0777, 8));
        }
    }

    QString m_home;
    QString m_passwordFile;
    QString m_url;
    QString m_proxy;
    int m_mask = 022;
    bool m_accessKey = false;
};

QTEST_GUILESS_MAIN(TestFaultSecrets)
#include "tst_secrets.moc"
