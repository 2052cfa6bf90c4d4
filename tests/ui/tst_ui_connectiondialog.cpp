// SPDX-License-Identifier: GPL-3.0-or-later
// The connection dialog: what can be saved, what the test button says, and that no secret reaches the settings file.
#include "dialogs/connectiondialog.h"
#include "dialogs/trustdialog.h"
#include "ocp/tlspolicy.h"
#include "support/faultserver.h"
#include "uifixture.h"
#include "widgets/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkProxyFactory>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    explicit Stage(const std::optional<Connection> &connection = std::nullopt) : dialog(new ConnectionDialog(fixture.console, connection))
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

    template<typename T>
    T *find(const QString &name) const
    {
        return dialog->findChild<T *>(name);
    }
    template<typename E>
    void choose(const QString &name, E value)
    {
        auto *box = find<QComboBox>(name);
        box->setCurrentIndex(box->findData(int(value)));
    }
    void pressBannerAction()
    {
        for (QPushButton *button : banner->findChildren<QPushButton *>()) {
            if (button->isVisible())
                button->click();
        }
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
    void tabGoesFromTopToBottom();
    void testSaysItWorks();
    void testNamesTheWrongPort();
    void testNamesTheWrongPassword();
    void anEmptySecretIsNeverSent();
    void accessKeyWorks();
    void savesWithoutTheSecret();
    void newProductionStartsProtected();
    void editingKeepsTheAccess();
    void customEnvironment();
    void plainHttpWantsATick_data();
    void plainHttpWantsATick();
    void anEditedAddressIsAnotherQuestion();
    void proxyIsNamed();
    void signingTimeIsForAccessKeys();
    void authoritiesFromAFile();
    void trustsAServerItWasShown();
    void aChangedCertificateShowsBoth();
    void everyFieldIsSaved();
    void everythingHasAName();
    void aColourReadsAsText();
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

void TestConnectionDialog::tabGoesFromTopToBottom()
{
    Stage stage;
    stage.fill(u"https://ocp.example:8443"_s, u"admin"_s, u"secret"_s);
    stage.choose(u"connectionTrust"_s, ServerTrust::Kind::Authority);
    stage.choose(u"connectionEnvironment"_s, Environment::Custom);
    stage.find<QLineEdit>(u"connectionEnvironmentName"_s)->setText(u"lab"_s);
    stage.find<QLineEdit>(u"connectionEnvironmentColor"_s)->setText(u"#7a3e9d"_s);
    QVERIFY(QTest::qWaitForWindowActive(stage.dialog));
    const QList<QWidget *> stops = tabStops(stage.dialog, stage.find<QLineEdit>(u"connectionName"_s));
    const auto place = [&](const QWidget *widget) { return widget->mapTo(stage.dialog.data(), QPoint(0, widget->height() / 2)); };
    for (qsizetype i = 1; i < stops.size(); ++i) {
        const QPoint before = place(stops.at(i - 1));
        const QPoint here = place(stops.at(i));
        QVERIFY2(here.y() > before.y() + 6 || (std::abs(here.y() - before.y()) <= 6 && here.x() > before.x()),
                 qPrintable(u"%1 comes after %2"_s.arg(stops.at(i)->objectName(), stops.at(i - 1)->objectName())));
    }
    for (const QString &name : { u"connectionTrust"_s, u"connectionTrustFile"_s, u"connectionUser"_s, u"connectionEnvironmentColor"_s,
                                 u"connectionAccess"_s, u"cancelConnection"_s })
        QVERIFY2(stops.contains(stage.find<QWidget>(name)), qPrintable(name));
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
    // Basic is refused by the framework: its sentence, and no code of OCP.
    QVERIFY2(stage.banner->text().contains(u"Bad credentials"_s), qPrintable(stage.banner->text()));
    QVERIFY2(!stage.banner->text().contains(u"IAM1"_s), qPrintable(stage.banner->text()));
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

void TestConnectionDialog::editingKeepsTheAccess()
{
    Connection connection;
    connection.id = u"a"_s;
    connection.url = QUrl(u"https://ocp.example.com"_s);
    connection.user = u"admin"_s;
    connection.environment = Environment::Development;
    connection.accessMode = AccessMode::Normal;
    Stage stage(connection);
    stage.choose(u"connectionEnvironment"_s, Environment::Production);
    QCOMPARE(AccessMode(stage.find<QComboBox>(u"connectionAccess"_s)->currentData().toInt()), AccessMode::Normal);
}

void TestConnectionDialog::anEmptySecretIsNeverSent()
{
    FaultServer server;
    server.answer([](const SeenRequest &) { return scripts::ok("{}"); });
    Connection connection;
    connection.id = u"c1"_s;
    connection.url = server.url();
    connection.user = u"admin"_s;
    Stage stage(connection); // an edited one, whose secret nobody keeps
    stage.test->click();
    QTRY_VERIFY(stage.banner->isVisible() && stage.banner->text().contains(u"Nothing was sent"_s));
    QVERIFY(stage.test->isEnabled());
    QVERIFY(stage.find<QLineEdit>(u"connectionSecret"_s)->hasFocus() || !stage.dialog->isActiveWindow());
    QCOMPARE(server.count(), 0);
}

void TestConnectionDialog::customEnvironment()
{
    Stage stage;
    stage.fill(u"https://ocp.example.com"_s, u"admin"_s, u"x"_s);
    auto *name = stage.find<QLineEdit>(u"connectionEnvironmentName"_s);
    auto *color = stage.find<QLineEdit>(u"connectionEnvironmentColor"_s);
    QVERIFY(!name->isVisible() && !color->isVisible());
    stage.choose(u"connectionEnvironment"_s, Environment::Custom);
    QVERIFY(name->isVisible() && color->isVisible());
    QCOMPARE(AccessMode(stage.find<QComboBox>(u"connectionAccess"_s)->currentData().toInt()), AccessMode::Protected);
    color->setText(u"violet"_s);
    QVERIFY(!stage.save->isEnabled() && !stage.save->toolTip().isEmpty());
    color->setText(u"#7A3e9d"_s);
    QVERIFY(stage.save->isEnabled());
    name->setText(u"  Disaster recovery "_s);
    QSignalSpy saved(stage.dialog, &ConnectionDialog::saved);
    stage.save->click();
    QTRY_COMPARE(saved.count(), 1);
    const Connection connection = stage.fixture.connections.all().value(0);
    QCOMPARE(connection.environment, Environment::Custom);
    QCOMPARE(environmentWord(connection), u"Disaster recovery"_s);
    QCOMPARE(environmentColor(connection, lightTokens()), QColor(0x7a, 0x3e, 0x9d));
}

void TestConnectionDialog::plainHttpWantsATick_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("asks");
    QTest::newRow("http") << u"http://ocp.example.com:8080"_s << true;
    QTest::newRow("https") << u"https://ocp.example.com"_s << false;
    QTest::newRow("this computer") << u"http://127.0.0.1:8080"_s << false;
    QTest::newRow("this computer by name") << u"http://localhost:8080"_s << false;
}

void TestConnectionDialog::plainHttpWantsATick()
{
    QFETCH(QString, url);
    QFETCH(bool, asks);
    Stage stage;
    stage.fill(url, u"admin"_s, u"x"_s);
    auto *tick = stage.find<QCheckBox>(u"connectionPlainHttp"_s);
    QCOMPARE(tick->isVisible(), asks);
    QCOMPARE(stage.save->isEnabled(), !asks);
    QCOMPARE(stage.test->isEnabled(), !asks);
    tick->setChecked(true);
    QVERIFY(stage.save->isEnabled());
    QSignalSpy saved(stage.dialog, &ConnectionDialog::saved);
    stage.save->click();
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(stage.fixture.connections.all().value(0).plainHttpAccepted, asks);
}

void TestConnectionDialog::anEditedAddressIsAnotherQuestion()
{
    Stage stage;
    stage.fill(u"http://one.example.com"_s, u"admin"_s, u"x"_s);
    stage.find<QCheckBox>(u"connectionPlainHttp"_s)->setChecked(true);
    QVERIFY(stage.save->isEnabled());
    stage.find<QLineEdit>(u"connectionUrl"_s)->setText(u"http://two.example.com"_s);
    QVERIFY(!stage.find<QCheckBox>(u"connectionPlainHttp"_s)->isChecked());
    QVERIFY(!stage.save->isEnabled());
    // Only the path: the same machine.
    stage.find<QCheckBox>(u"connectionPlainHttp"_s)->setChecked(true);
    stage.find<QLineEdit>(u"connectionUrl"_s)->setText(u"http://two.example.com/ocp"_s);
    QVERIFY(stage.save->isEnabled());
}

void TestConnectionDialog::proxyIsNamed()
{
    class OneProxy final : public QNetworkProxyFactory
    {
        QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
        {
            return { QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.example.com"_s, 3128, u"user"_s, u"CANARY"_s) };
        }
    };
    QNetworkProxyFactory::setApplicationProxyFactory(new OneProxy);
    const auto restore = qScopeGuard([] { QNetworkProxyFactory::setUseSystemConfiguration(true); });
    Stage stage;
    stage.fill(u"https://ocp.example.com"_s, u"admin"_s, u"x"_s);
    auto *info = stage.find<QLabel>(u"connectionProxyInfo"_s);
    QTRY_COMPARE(info->text(), u"proxy.example.com:3128"_s);
    stage.find<QCheckBox>(u"connectionProxy"_s)->setChecked(false);
    QTRY_COMPARE(info->text(), QString());
    stage.find<QCheckBox>(u"connectionProxy"_s)->setChecked(true);
    stage.find<QLineEdit>(u"connectionUrl"_s)->setText(u"https://127.0.0.1"_s);
    QTRY_VERIFY(!info->text().isEmpty() && !info->text().contains(u"3128"_s));
}

void TestConnectionDialog::signingTimeIsForAccessKeys()
{
    Stage stage;
    auto *sign = stage.find<QCheckBox>(u"connectionSignTime"_s);
    QVERIFY(!sign->isVisible());
    const SimCredentials login = EmbeddedSimulator::credentials();
    stage.find<QRadioButton>(u"authAccessKey"_s)->setChecked(true);
    QVERIFY(sign->isVisible());
    stage.fill(stage.fixture.simulator.url().toString(), login.accessKey, login.accessKeySecret);
    sign->setChecked(true);
    stage.test->click();
    QTRY_VERIFY(stage.test->isEnabled());
    QVERIFY2(stage.find<QLabel>(u"connectionSkew"_s)->text().contains(u"0 s"_s), qPrintable(stage.find<QLabel>(u"connectionSkew"_s)->text()));
}

void TestConnectionDialog::authoritiesFromAFile()
{
    Stage stage;
    stage.fill(u"https://ocp.example.com"_s, u"admin"_s, u"x"_s);
    auto *file = stage.find<QPushButton>(u"connectionTrustFile"_s);
    QVERIFY(!file->isVisible());
    stage.choose(u"connectionTrust"_s, ServerTrust::Kind::Authority);
    QVERIFY(file->isVisible());
    QVERIFY(!stage.save->isEnabled());
    QString path = QStringLiteral(OBDESK_TEST_DATA "/tls/README.md");
    stage.fixture.console.chooseFileToOpen = [&path](QWidget *, const QString &, const QString &, std::function<void(const QString &)> chosen) {
        chosen(path);
    };
    file->click();
    QVERIFY(stage.banner->isVisible() && stage.banner->text().contains(u"README.md"_s));
    QVERIFY(!stage.save->isEnabled());
    path = QStringLiteral(OBDESK_TEST_DATA "/tls/authority.pem");
    file->click();
    QVERIFY(stage.save->isEnabled());
    QCOMPARE(stage.find<QLabel>(u"connectionTrustInfo"_s)->text(), u"obdesk test authority"_s);
    QSignalSpy saved(stage.dialog, &ConnectionDialog::saved);
    stage.save->click();
    QTRY_COMPARE(saved.count(), 1);
    const ServerTrust trust = stage.fixture.connections.all().value(0).trust;
    QCOMPARE(trust.kind, ServerTrust::Kind::Authority);
    QCOMPARE(trustProblem(trust), QString());
}

/// From the failed test over the certificate to a connection that trusts it.
void TestConnectionDialog::trustsAServerItWasShown()
{
    FaultServer server(u"alone"_s);
    server.answer(scripts::ok(R"({"successful":true,"status":200,"data":{"contents":[]}})"));
    Stage stage;
    stage.fill(server.url().toString(), u"admin"_s, u"CANARY"_s);
    stage.test->click();
    QTRY_VERIFY(stage.test->isEnabled());
    QVERIFY2(stage.banner->text().contains(u"self-signed"_s), qPrintable(stage.banner->text()));
    stage.pressBannerAction();
    TrustDialog *trust = nullptr;
    QTRY_VERIFY((trust = stage.find<TrustDialog>(u"trustDialog"_s)));
    QCOMPARE(server.bytesReceived(), 0);
    const auto text = [&](const QString &name) { return trust->findChild<QWidget *>(name)->property("text").toString(); };
    const QSslCertificate shown = QSslCertificate::fromPath(QStringLiteral(OBDESK_TEST_DATA "/tls/alone.pem")).value(0);
    QCOMPARE(text(u"trustFingerprint"_s).replace(u'\n', u':'), certificateFingerprint(shown));
    QCOMPARE(text(u"trustKeyFingerprint"_s).replace(u'\n', u':'), keyFingerprint(shown));
    QCOMPARE(text(u"trustSubject"_s), u"alone.test"_s);
    QVERIFY(text(u"trustValidity"_s).contains(u"21"_s));
    QVERIFY(text(u"trustProblem"_s).contains(u"self-signed"_s) && text(u"trustProblem"_s).contains(u"127.0.0.1"_s));
    auto *accept = trust->findChild<QPushButton *>(u"trustAccept"_s);
    auto *cancel = trust->findChild<QPushButton *>(u"trustCancel"_s);
    QVERIFY(cancel->isDefault() && !accept->isDefault() && !accept->autoDefault());
    QVERIFY(!accept->isEnabled());
    trust->findChild<QCheckBox *>(u"trustCompared"_s)->setChecked(true);
    QVERIFY(accept->isEnabled());
    accept->click();
    QCOMPARE(ServerTrust::Kind(stage.find<QComboBox>(u"connectionTrust"_s)->currentData().toInt()), ServerTrust::Kind::Certificate);
    QVERIFY(stage.find<QLabel>(u"connectionTrustInfo"_s)->text().contains(u"alone.test"_s));
    stage.test->click();
    QTRY_VERIFY(stage.test->isEnabled());
    QVERIFY2(stage.banner->text().contains(u"It works"_s), qPrintable(stage.banner->text()));
}

void TestConnectionDialog::aChangedCertificateShowsBoth()
{
    FaultServer server(u"alone-renewed"_s);
    Connection connection;
    connection.id = u"a"_s;
    connection.url = server.url();
    connection.user = u"admin"_s;
    connection.trust.kind = ServerTrust::Kind::Certificate;
    const QSslCertificate before = QSslCertificate::fromPath(QStringLiteral(OBDESK_TEST_DATA "/tls/alone.pem")).value(0);
    connection.trust.pem = before.toPem();
    Stage stage(connection);
    stage.find<QLineEdit>(u"connectionSecret"_s)->setText(u"CANARY"_s);
    stage.test->click();
    QTRY_VERIFY(stage.test->isEnabled());
    QVERIFY2(stage.banner->text().contains(certificateFingerprint(before)), qPrintable(stage.banner->text()));
    stage.pressBannerAction();
    TrustDialog *trust = nullptr;
    QTRY_VERIFY((trust = stage.find<TrustDialog>(u"trustDialog"_s)));
    const auto text = [&](const QString &name) { return trust->findChild<QWidget *>(name)->property("text").toString().replace(u'\n', u':'); };
    QCOMPARE(text(u"trustOldFingerprint"_s), certificateFingerprint(before));
    QVERIFY(text(u"trustFingerprint"_s) != text(u"trustOldFingerprint"_s));
    QCOMPARE(server.bytesReceived(), 0);
    trust->findChild<QPushButton *>(u"trustCancel"_s)->click();
    QSignalSpy saved(stage.dialog, &ConnectionDialog::saved);
    stage.save->click();
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(stage.fixture.connections.all().value(0).trust, connection.trust); // nothing was trusted by looking
}

void TestConnectionDialog::everyFieldIsSaved()
{
    Connection connection;
    connection.id = u"a"_s;
    connection.name = u"A"_s;
    connection.url = QUrl(u"https://ocp.example.com"_s);
    connection.authKind = AuthKind::AccessKey;
    connection.user = u"AK"_s;
    connection.environment = Environment::Custom;
    connection.environmentName = u"DR"_s;
    connection.environmentColor = u"#102030"_s;
    connection.accessMode = AccessMode::ReadOnly;
    connection.trust.kind = ServerTrust::Kind::Certificate;
    connection.trust.pem = QSslCertificate::fromPath(QStringLiteral(OBDESK_TEST_DATA "/tls/alone.pem")).value(0).toPem();
    connection.useSystemProxy = false;
    connection.signWithServerTime = true;
    Stage stage(connection);
    QSignalSpy saved(stage.dialog, &ConnectionDialog::saved);
    stage.save->click();
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(stage.fixture.connections.all(), QList<Connection>({ connection }));
}

void TestConnectionDialog::everythingHasAName()
{
    Stage stage;
    for (const QWidget *widget : stage.dialog->findChildren<QWidget *>()) {
        if (!qobject_cast<const QAbstractButton *>(widget) && !qobject_cast<const QComboBox *>(widget) && !qobject_cast<const QLineEdit *>(widget))
            continue;
        if (widget->parentWidget() == stage.banner)
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), qPrintable(widget->accessibleName()));
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestConnectionDialog::aColourReadsAsText()
{
    const auto luminance = [](const QColor &color) {
        const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    };
    for (const Tokens *tokens : { &lightTokens(), &darkTokens() }) {
        for (const QString &own : { u"#ffffff"_s, u"#000000"_s, u"#ffff00"_s, u"#808080"_s, u"#0000ff"_s, u"#ff0000"_s, u"nonsense"_s, QString() }) {
            const QColor text = environmentTextColor(Environment::Custom, *tokens, own);
            for (const QColor &back : { tokens->window, tokens->panel, tokens->hover }) {
                const double a = luminance(text), b = luminance(back);
                QVERIFY2((std::max(a, b) + 0.05) / (std::min(a, b) + 0.05) >= 4.5, qPrintable(own + u' ' + back.name()));
            }
        }
        QCOMPARE(environmentColor(Environment::Production, *tokens, u"#ffffff"_s), tokens->productionBand);
        QCOMPARE(environmentColor(Environment::Custom, *tokens, u"url(x)"_s), environmentColor(Environment::Custom, *tokens));
    }
}

QTEST_MAIN(TestConnectionDialog)
#include "tst_ui_connectiondialog.moc"
