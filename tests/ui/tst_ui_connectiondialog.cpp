// SPDX-License-Identifier: GPL-3.0-or-later
// The connection dialog: what can be saved, what the test button says, and that no secret reaches the settings file.
#include "dialogs/connectiondialog.h"
#include "uifixture.h"
#include "widgets/banner.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    Stage() : dialog(new ConnectionDialog(fixture.console, std::nullopt))
    {
        dialog->open();
        banner = dialog->findChild<Banner *>(u"connectionBanner"_s);
        test = dialog->findChild<QPushButton *>(u"testConnection"_s);
        save = dialog->findChild<QPushButton *>(u"saveConnection"_s);
    }
    ~Stage() { delete dialog; }

    void fill(const QString &url, const QString &user, const QString &secret)
    {
        dialog->findChild<QLineEdit *>(u"connectionName"_s)->setText(u"Staging"_s);
        dialog->findChild<QLineEdit *>(u"connectionUrl"_s)->setText(url);
        dialog->findChild<QLineEdit *>(u"connectionUser"_s)->setText(user);
        dialog->findChild<QLineEdit *>(u"connectionSecret"_s)->setText(secret);
    }

    UiFixture fixture;
    QPointer<ConnectionDialog> dialog;
    Banner *banner = nullptr;
    QPushButton *test = nullptr;
    QPushButton *save = nullptr;
};

} // namespace

class TestConnectionDialog final : public QObject
{
    Q_OBJECT

private slots:
    void badAddressesAreNamed_data();
    void badAddressesAreNamed();
    void testSaysItWorks();
    void testNamesTheWrongPort();
    void testNamesTheWrongPassword();
    void accessKeyWorks();
    void savesWithoutTheSecret();
    void newProductionStartsProtected();
};

void TestConnectionDialog::badAddressesAreNamed_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("no scheme") << u"ocp.example.com:8080"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s;
    QTest::newRow("user info") << u"http://admin:pw@ocp.example.com"_s;
    QTest::newRow("no host") << u"http://"_s;
    QTest::newRow("query") << u"http://ocp.example.com/?a=b"_s;
}

void TestConnectionDialog::badAddressesAreNamed()
{
    QFETCH(QString, url);
    Stage stage;
    stage.fill(url, u"admin"_s, u"x"_s);
    QVERIFY(!stage.test->isEnabled());
    QVERIFY(!stage.save->isEnabled());
    QVERIFY(!stage.save->toolTip().isEmpty());
    auto *hint = stage.dialog->findChild<QLabel *>(u"connectionUrlHint"_s);
    QVERIFY(hint->isVisible() && !hint->text().isEmpty());
}

void TestConnectionDialog::testSaysItWorks()
{
    Stage stage;
    stage.fill(stage.fixture.simulator.url().toString(), u"admin"_s, u"simulator"_s);
    stage.test->click();
    QVERIFY(!stage.test->isEnabled());
    QTRY_VERIFY(stage.test->isEnabled());
    QVERIFY2(stage.banner->text().contains(u"8 "_s), qPrintable(stage.banner->text())); // the simulator's world has eight clusters
}

void TestConnectionDialog::testNamesTheWrongPort()
{
    Stage stage;
    const int port = stage.fixture.simulator.url().port();
    stage.fixture.simulator.stop();
    stage.fill(u"http://127.0.0.1:%1"_s.arg(port), u"admin"_s, u"simulator"_s);
    stage.test->click();
    QTRY_VERIFY(stage.test->isEnabled());
    QVERIFY2(stage.banner->text().contains(u"127.0.0.1:%1"_s.arg(port)), qPrintable(stage.banner->text()));
}

void TestConnectionDialog::testNamesTheWrongPassword()
{
    Stage stage;
    stage.fill(stage.fixture.simulator.url().toString(), u"admin"_s, u"wrong"_s);
    stage.test->click();
    QTRY_VERIFY(stage.test->isEnabled());
    QVERIFY2(stage.banner->text().contains(u"IAM10004"_s), qPrintable(stage.banner->text()));
}

void TestConnectionDialog::accessKeyWorks()
{
    Stage stage;
    const SimCredentials login = EmbeddedSimulator::credentials();
    stage.dialog->findChild<QRadioButton *>(u"authAccessKey"_s)->setChecked(true);
    stage.fill(stage.fixture.simulator.url().toString(), login.accessKey, login.accessKeySecret);
    stage.test->click();
    QTRY_VERIFY(stage.test->isEnabled());
    QVERIFY2(stage.banner->text().contains(u"8 "_s), qPrintable(stage.banner->text()));
}

void TestConnectionDialog::savesWithoutTheSecret()
{
    Stage stage;
    stage.fill(stage.fixture.simulator.url().toString(), u"admin"_s, u"CANARY-7f3a"_s);
    QSignalSpy saved(stage.dialog, &ConnectionDialog::saved);
    stage.save->click();
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(stage.fixture.connections.all().size(), 1);
    QFile file(stage.fixture.path(u"obdesk.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.contains("Staging"));
    QVERIFY(!written.contains("CANARY"));
    QVERIFY(!written.contains(QByteArray("CANARY-7f3a").toBase64()));
}

void TestConnectionDialog::newProductionStartsProtected()
{
    Stage stage;
    auto *environment = stage.dialog->findChild<QComboBox *>(u"connectionEnvironment"_s);
    auto *access = stage.dialog->findChild<QComboBox *>(u"connectionAccess"_s);
    QCOMPARE(Environment(environment->currentData().toInt()), Environment::Production);
    QCOMPARE(AccessMode(access->currentData().toInt()), AccessMode::Protected);
    environment->setCurrentIndex(environment->findData(int(Environment::Development)));
    QCOMPARE(AccessMode(access->currentData().toInt()), AccessMode::Normal);
}

QTEST_MAIN(TestConnectionDialog)
#include "tst_ui_connectiondialog.moc"
