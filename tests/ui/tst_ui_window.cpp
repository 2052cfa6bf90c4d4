// SPDX-License-Identifier: GPL-3.0-or-later
// The window around the pages: what its menus offer, and what it asks of OCP.
#include "dialogs/connectiondialog.h"
#include "mainwindow.h"
#include "pages/tasklistpage.h"
#include "shell.h"
#include "support/faultserver.h"
#include "support/login.h"
#include "uifixture.h"

#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

Connection savedTo(const QUrl &url)
{
    Connection connection = connectionTo(url);
    connection.id = u"c1"_s;
    connection.name = u"one"_s;
    return connection;
}

} // namespace

class TestWindow final : public QObject
{
    Q_OBJECT

private slots:
    void theJournalIsRefreshedWithoutAConnection()
    {
        UiFixture fixture;
        MainWindow window(fixture.console);
        window.show();
        auto *refresh = window.findChild<QAction *>(u"refresh"_s);
        QVERIFY(refresh && !refresh->isEnabled()); // nothing is there to be refreshed
        window.findChild<QAction *>(u"openJournal"_s)->trigger();
        QVERIFY(refresh->isEnabled());
    }

    void savedWithoutASecretItIsNotOpened()
    {
        UiFixture fixture;
        FaultServer server;
        server.answer([](const SeenRequest &) { return scripts::reply(401, "{}"); });
        QVERIFY(fixture.connections.save(savedTo(server.url())));
        MainWindow window(fixture.console);
        window.show();
        window.editConnection(u"c1"_s);
        auto *dialog = window.findChild<ConnectionDialog *>();
        QVERIFY(dialog);
        QSignalSpy saved(dialog, &ConnectionDialog::saved);
        dialog->findChild<QPushButton *>(u"saveConnection"_s)->click();
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(fixture.console.sessions().empty());
        QCOMPARE(server.count(), 0);
    }

    void ocpIsAskedInTheLanguageOfTheWindow()
    {
        UiFixture fixture;
        FaultServer server;
        server.answer([](const SeenRequest &) { return scripts::reply(500, "{}"); });
        const auto spoken = [&server] { return server.count() > 0 ? server.requests().constLast().header("Accept-Language") : QByteArray(); };
        Shell shell(fixture.console);
        shell.setLanguage(u"zh_CN"_s);
        Session *session = fixture.console.open(savedTo(server.url()), Credentials(u"x"_s));
        QTRY_VERIFY(spoken().startsWith("zh-CN"));
        shell.setLanguage(u"en"_s);
        const auto before = server.count();
        session->refresh();
        QTRY_VERIFY(server.count() > before && spoken().startsWith("en-US"));
    }

    void aSlowOcpStillFillsTheTaskList()
    {
        UiFixture fixture;
        FaultServer server;
        server.answer([](const SeenRequest &request) { return request.path() == "/api/v2/tasks/instances" ? scripts::hang() : scripts::reply(500, "{}"); });
        Session *session = fixture.console.open(savedTo(server.url()), Credentials(u"x"_s));
        TaskListPage page(fixture.console, *session);
        page.show();
        const auto count = [&server](auto fits) {
            const QList<SeenRequest> requests = server.requests();
            return std::count_if(requests.cbegin(), requests.cend(), fits);
        };
        const auto asked = [&count] {
            return count([](const SeenRequest &request) { return request.path() == "/api/v2/tasks/instances" && request.parameter("size") == "50"; });
        };
        QTRY_COMPARE(asked(), 1);
        auto *timer = page.findChild<QTimer *>(u"taskListTimer"_s);
        QVERIFY(timer);
        for (int i = 0; i < 3; ++i)
            QVERIFY(QMetaObject::invokeMethod(timer, "timeout"));
        // What is asked by a person is asked after it, so three more questions of the timer would have come before.
        session->client().fetchStatus(&page, [](const Result<Fetched<QString>> &) { });
        QTRY_COMPARE(count([](const SeenRequest &request) { return request.path() == "/api/status"; }), 1);
        QCOMPARE(asked(), 1);
    }
};

QTEST_MAIN(TestWindow)
#include "tst_ui_window.moc"
