// SPDX-License-Identifier: GPL-3.0-or-later
// A whole session in which everything the server names is a hostile text: clusters, zones, hosts, tasks, steps, logs, messages. No widget
// takes one for markup, shows what steers or turns the writing, opens the file the texts point at, or pushes the navigator together. Prints one line of figures.
// Long form, OBDESK_LONG=1 in the environment: each text by itself in every widget; else they are mixed.
#include "dialogs/addserverdialog.h"
#include "dialogs/confirmactiondialog.h"
#include "dialogs/settledialog.h"
#include "fault/simback.h"
#include "graph/graphview.h"
#include "pages/clusterpage.h"
#include "pages/taskpage.h"
#include "shell.h"
#include "support/figure.h"
#include "support/hostiletexts.h"
#include "task/steppane.h"
#include "textaudit.h"
#include "uifixture.h"
#include "words/plain.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <sys/inotify.h>
#include <unistd.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The narrowest window in which the navigator keeps its first width, whatever the server's names are.
constexpr int narrowWindow = 1024;
constexpr int navigatorWidth = 270;
constexpr int stepWidth = 360;

/// Knows whether anybody has opened a file.
class Watched
{
public:
    explicit Watched(const QString &file) : m_inotify(inotify_init1(IN_NONBLOCK)) { inotify_add_watch(m_inotify, QFile::encodeName(file).constData(), IN_OPEN); }
    ~Watched() { ::close(m_inotify); }
    Q_DISABLE_COPY_MOVE(Watched)
    int opened() const
    {
        int count = 0;
        alignas(inotify_event) char buffer[4096];
        for (ssize_t size = ::read(m_inotify, buffer, sizeof buffer); size > 0; size = ::read(m_inotify, buffer, sizeof buffer))
            count += int(size / ssize_t(sizeof(inotify_event)));
        return count;
    }

private:
    const int m_inotify;
};

/// Puts hostile texts where the server names and says things, for one name always the same text; ids, states and times stay.
class Poison
{
public:
    explicit Poison(const QStringList &texts) : m_texts(texts) { }

    QByteArray operator()(const QByteArray &json) const
    {
        const QJsonDocument document = QJsonDocument::fromJson(json);
        return document.isObject() ? QJsonDocument(poisoned(QJsonValue(document.object()), {}).toObject()).toJson(QJsonDocument::Compact) : json;
    }

private:
    QJsonValue poisoned(const QJsonValue &value, const QString &key) const
    {
        static const QStringList said { u"name"_s, u"zoneName"_s, u"zone"_s, u"clusterName"_s, u"obClusterName"_s, u"description"_s, u"obVersion"_s, u"version"_s,
                                        u"buildVersion"_s, u"idcName"_s, u"regionName"_s, u"region"_s, u"idc"_s, u"creator"_s, u"executor"_s, u"operator"_s,
                                        u"log"_s, u"message"_s, u"architecture"_s, u"operatingSystem"_s, u"hostName"_s, u"typeName"_s, u"vendor"_s, u"alias"_s,
                                        u"className"_s, u"kind"_s, u"traceId"_s, u"innerIpAddress"_s, u"ip"_s };
        if (value.isObject()) {
            QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                it.value() = poisoned(it.value(), it.key());
            return object;
        }
        if (value.isArray()) {
            QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size(); ++i)
                array[i] = poisoned(array.at(i), key);
            return array;
        }
        return value.isString() && said.contains(key) ? QJsonValue(m_texts.at(qsizetype(qHash(key + value.toString()) % size_t(m_texts.size())))) : value;
    }

    const QStringList m_texts;
};

Intent hostileIntent(const QStringList &texts)
{
    const auto text = [&texts](qsizetype i) { return texts.at(i % texts.size()); };
    Intent intent;
    intent.id = u"id"_s;
    intent.at = QDateTime::currentDateTimeUtc();
    intent.osUser = text(0);
    intent.connectionName = text(1);
    intent.server = QUrl(u"https://ocp.example"_s);
    intent.user = text(2);
    intent.kind = operations::addServers;
    intent.method = "POST";
    intent.path = "/api/v2/ob/clusters/21/servers";
    intent.body = text(3).toUtf8();
    intent.cluster = ClusterId(21);
    intent.targetName = text(4);
    intent.zone = text(5);
    intent.hosts = { HostId(1) };
    intent.claims = claimsOnTargets(intent);
    intent.reason = text(6);
    intent.stateBefore = text(7);
    return intent;
}

} // namespace

class TestUiHostile final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_image = m_folder.filePath(u"red.png"_s);
        QImage red(64, 64, QImage::Format_RGB32);
        red.fill(Qt::red);
        QVERIFY(red.save(m_image));
    }

    /// The two instruments: a label that guesses is found, and so is the file it opens.
    void instruments()
    {
        const Watched watched(m_image);
        QLabel label(u"<img src=\"%1\">"_s.arg(m_image));
        label.grab();
        QVERIFY(watched.opened() > 0);
        label.setToolTip(u"<b>x"_s + QChar(0x202E));
        label.setWindowTitle(u"a\u001b"_s);
        QPushButton button(u"a & b"_s, &label);
        TextAudit audit({ u"a & b"_s });
        audit.look(&label);
        QCOMPARE(audit.problems().size(), 5); // two of the tool tip
        QLabel fine;
        fine.setTextFormat(Qt::PlainText);
        fine.setText(u"<b>x"_s);
        fine.setToolTip(asToolTip(u"<b>x"_s));
        TextAudit none({});
        none.look(&fine);
        QVERIFY2(none.problems().isEmpty(), qPrintable(none.problems().join(u'\n')));
        QCOMPARE(watched.opened(), 0);
    }

    void session_data()
    {
        QTest::addColumn<QStringList>("texts");
        const QStringList texts = hostileTexts(m_image);
        const qsizetype each = qEnvironmentVariableIntValue("OBDESK_LONG") == 1 ? 1 : 12;
        for (qsizetype i = 0; i < texts.size(); i += each)
            QTest::addRow("from %lld", qlonglong(i)) << texts.mid(i, each);
        // Among others it is not always the name that has to be typed.
        QTest::newRow("an ampersand by itself") << QStringList { u"&File &Edit"_s };
        QTest::newRow("a long name by itself") << QStringList { QString(300, u'W') };
    }

    void session()
    {
        QFETCH(QStringList, texts);
        const Watched watched(m_image);
        SimBack back(Scenario {});
        FaultServer server;
        const Poison poison(texts);
        std::mutex mutex;
        server.answer([&](const SeenRequest &request) {
            const std::lock_guard lock(mutex);
            SimResponse response = back.handle(request);
            response.body = poison(response.body);
            return SimBack::play(response);
        });
        UiFixture fixture;
        QVERIFY(fixture.started);
        fixture.journal->begin(hostileIntent(texts), [](const std::optional<ApiError> &) { });
        Connection connection;
        connection.id = u"c"_s;
        connection.name = displayText(texts.constFirst(), false, 60);
        connection.url = server.url();
        connection.user = SimCredentials().user;
        connection.plainHttpAccepted = true;
        connection.accessMode = AccessMode::Protected; // the dialogs ask for more
        Session *session = fixture.console.open(connection, Credentials(SimCredentials().password));
        Shell shell(fixture.console);
        shell.setLanguage(u"en"_s);
        shell.show();
        MainWindow *window = shell.window();
        window->resize(1400, 900);
        QVERIFY(QTest::qWaitForWindowExposed(window));
        const ClusterId trade(1000021);
        QTRY_VERIFY_WITH_TIMEOUT(session->clusters().everLoaded(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!session->openTasks().value.isEmpty(), 20'000);

        window->openCluster(connection.id, trade);
        QTRY_VERIFY_WITH_TIMEOUT(!window->findChild<ClusterPage *>()->findChildren<QListView *>().isEmpty(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!session->zones(trade).value.isEmpty(), 20'000);
        window->openTaskList(connection.id);
        TaskPage *page = window->openTask(connection.id, failedOne(*session));
        QTRY_VERIFY_WITH_TIMEOUT(page->graph()->isLaidOut(), 20'000);
        page->selectNextFailed(true);
        page->grab();
        window->restorePages({ { MainWindow::PageKey::Kind::Journal, {}, 0 } }, 3);
        window->addServer(connection.id, trade, session->zones(trade).value.constFirst().name);
        auto *dialog = window->findChild<AddServerDialog *>();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QTableView *>(u"hostTable"_s)->model()->rowCount() > 0, 20'000);
        const Task &task = *session->follower(page->taskId())->task();
        ConfirmActionDialog confirm(fixture.console, *session, ActionRules::Action::RetryStep, task, &task.subtasks.constFirst(),
                                    displayText(texts.constLast(), false, 60), nullptr, window);
        JournalEntry entry;
        entry.intent = hostileIntent(texts);
        SettleDialog settle(entry, window);
        for (QWidget *shown : { static_cast<QWidget *>(window), static_cast<QWidget *>(dialog), static_cast<QWidget *>(&confirm), static_cast<QWidget *>(&settle) })
            shown->grab(); // paints all of it

        QStringList withAmpersand;
        for (const QString &text : std::as_const(texts)) {
            // As much of it as every widget shows, from its ampersand on.
            const QString part = text.mid(text.indexOf(u'&'), 12);
            if (part.startsWith(u'&') && part.size() > 1)
                withAmpersand.append(displayText(part, false, 12).remove(u'…'));
        }
        TextAudit audit(withAmpersand);
        audit.look(window);
        const auto *pages = window->findChild<QTabWidget *>(u"pages"_s);
        QCOMPARE(pages->count(), 4);
        for (int i = 0; i < pages->count(); ++i) {
            const int width = pages->widget(i)->minimumSizeHint().width();
            QVERIFY2(width <= narrowWindow - navigatorWidth, qPrintable(u"%1 wants %2 px"_s.arg(pages->widget(i)->objectName()).arg(width)));
        }
        for (const QWidget *shown : { static_cast<QWidget *>(window), static_cast<QWidget *>(dialog), static_cast<QWidget *>(&confirm), static_cast<QWidget *>(&settle) })
            QVERIFY2(shown->minimumSizeHint().width() <= narrowWindow, qPrintable(u"%1 wants %2 px"_s.arg(shown->objectName()).arg(shown->minimumSizeHint().width())));
        const int paneWidth = page->findChild<StepPane *>()->minimumSizeHint().width();
        QVERIFY2(paneWidth <= stepWidth, qPrintable(u"the step wants %1 px"_s.arg(paneWidth)));
        m_sessions += 1;
        m_texts += int(texts.size());
        m_seen += audit.texts();
        m_classes += audit.classes();
        m_opened += watched.opened();
        QVERIFY2(audit.problems().isEmpty(), qPrintable(audit.problems().join(u'\n')));
        QCOMPARE(m_opened, 0);
    }

    void cleanupTestCase()
    {
        figure("hostile texts: %d in %d sessions, %d shown texts of %lld classes of widgets looked at; files opened: %d", m_texts, m_sessions, m_seen,
                    qlonglong(m_classes.size()), m_opened);
        for (const char *kind : { "QLabel", "obdesk::ElidedLabel", "QPushButton", "QTabBar", "QTableView", "QPlainTextEdit", "QListView" })
            QVERIFY2(m_sessions == 0 || m_classes.contains(QLatin1StringView(kind)), kind);
    }

private:
    static TaskId failedOne(const Session &session)
    {
        for (const Task &task : session.openTasks().value) {
            if (task.status == TaskStatus::Failed)
                return task.id;
        }
        return session.openTasks().value.constFirst().id;
    }

    const QTemporaryDir m_folder;
    QString m_image;
    int m_sessions = 0;
    int m_texts = 0;
    int m_seen = 0;
    int m_opened = 0;
    QSet<QString> m_classes;
};

QTEST_MAIN(TestUiHostile)
#include "tst_ui_hostile.moc"
