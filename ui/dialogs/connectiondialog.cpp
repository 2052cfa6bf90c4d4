// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectiondialog.h"

#include "dialogs/trustdialog.h"
#include "ocp/tlspolicy.h"
#include "widgets/banner.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/wrappedtext.h"
#include "words/errorwords.h"
#include "words/plain.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString addressWords(AddressProblem problem)
{
    switch (problem) {
    case AddressProblem::None:
        return {};
    case AddressProblem::Empty:
        return ConnectionDialog::tr("Enter OCP's address, e.g. http://ocp.example.com:8080.");
    case AddressProblem::NotAUrl:
        return ConnectionDialog::tr("This is not an address; it looks like http://ocp.example.com:8080.");
    case AddressProblem::WrongScheme:
        return ConnectionDialog::tr("The address must begin with http:// or https://.");
    case AddressProblem::NoHost:
        return ConnectionDialog::tr("The address names no host.");
    case AddressProblem::HasUserInfo:
        return ConnectionDialog::tr("Put user and password into their own fields, not into the address.");
    case AddressProblem::HasQuery:
        return ConnectionDialog::tr("The address must end before any “?” or “#”.");
    }
    return {};
}

bool isColor(const QString &text)
{
    static const QRegularExpression form(u"^#[0-9a-fA-F]{6}$"_s);
    return form.match(text).hasMatch();
}

} // namespace

ConnectionDialog::ConnectionDialog(Console &console, const std::optional<Connection> &connection, QWidget *parent)
    : QDialog(parent), m_console(console), m_id(connection ? connection->id : ConnectionStore::newId()), m_isNew(!connection)
{
    setObjectName(u"connectionDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_isNew ? tr("New connection") : tr("Edit connection"));
    setMinimumWidth(540);
    const Connection start = connection.value_or(Connection());

    const auto line = [&](const QString &text, const QString &objectName) {
        auto *edit = new QLineEdit(text, this);
        edit->setObjectName(objectName);
        connect(edit, &QLineEdit::textChanged, this, &ConnectionDialog::update);
        return edit;
    };
    m_name = line(start.name, u"connectionName"_s);
    m_name->setPlaceholderText(tr("e.g. Production Hangzhou"));
    m_url = line(start.url.toDisplayString(), u"connectionUrl"_s);
    m_url->setPlaceholderText(u"http://ocp.example.com:8080"_s);
    m_urlHint = plainLabel({}, this, u"connectionUrlHint"_s);
    m_urlHint->setWordWrap(true);
    m_urlHint->setProperty("dim", true);
    m_basic = new QRadioButton(tr("User and password"), this);
    m_basic->setObjectName(u"authBasic"_s);
    m_accessKey = new QRadioButton(tr("Access key"), this);
    m_accessKey->setObjectName(u"authAccessKey"_s);
    (start.authKind == AuthKind::Basic ? m_basic : m_accessKey)->setChecked(true);
    connect(m_basic, &QRadioButton::toggled, this, &ConnectionDialog::update);
    m_userLabel = plainLabel({}, this);
    m_user = line(start.user, u"connectionUser"_s);
    m_secretLabel = plainLabel({}, this);
    m_secret = line({}, u"connectionSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_signTime = new QCheckBox(tr("Sign with OCP's time"), this);
    m_signTime->setObjectName(u"connectionSignTime"_s);
    m_signTime->setToolTip(tr("OCP takes a signature only within 15 minutes of its own clock."));
    m_signTime->setChecked(start.signWithServerTime);
    m_skew = plainLabel({}, this, u"connectionSkew"_s);
    m_skew->setProperty("dim", true);
    m_plainHttp = new QCheckBox(tr("I know: the network can read and change everything"), this);
    m_plainHttp->setObjectName(u"connectionPlainHttp"_s);
    m_plainHttp->setChecked(start.plainHttpAccepted);
    connect(m_plainHttp, &QCheckBox::toggled, this, &ConnectionDialog::update);
    m_consentFor = start.url.host();
    connect(m_url, &QLineEdit::textChanged, this, [this] {
        // Accepted for one machine; another one is another question.
        if (const QString host = edited().url.host(); host != std::exchange(m_consentFor, host))
            m_plainHttp->setChecked(false);
    });
    m_access = new QComboBox(this);
    m_access->setObjectName(u"connectionAccess"_s);
    m_access->addItem(tr("Protected: changes need the cluster's name and a reason"), int(AccessMode::Protected));
    m_access->addItem(tr("Normal"), int(AccessMode::Normal));
    m_access->addItem(tr("Read-only: no change leaves this program"), int(AccessMode::ReadOnly));
    m_access->setCurrentIndex(m_access->findData(int(m_isNew ? AccessMode::Protected : start.accessMode)));

    auto *kinds = controlRow();
    kinds->addWidget(m_basic);
    kinds->addWidget(m_accessKey);
    kinds->addStretch(1);
    auto *form = new QFormLayout;
    m_form = form;
    form->setContentsMargins(20, 18, 20, 10);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(10);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Address"), m_url);
    form->addRow(QString(), m_urlHint);
    form->addRow(QString(), m_plainHttp);
    buildTrust(*form, start);
    form->addRow(tr("Log in with"), kinds);
    form->addRow(m_userLabel, m_user);
    form->addRow(m_secretLabel, m_secret);
    auto *signing = controlRow();
    signing->addWidget(m_signTime);
    signing->addWidget(m_skew, 1);
    form->addRow(QString(), signing);
    buildEnvironment(*form, start);
    form->addRow(tr("A&ccess"), m_access);

    m_banner = new Banner(console.theme(), this);
    m_banner->setObjectName(u"connectionBanner"_s);
    m_test = new QPushButton(tr("Test connection"), this);
    m_test->setObjectName(u"testConnection"_s);
    m_test->setAutoDefault(false);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelConnection"_s);
    cancel->setAutoDefault(false);
    m_save = new QPushButton(tr("Save and connect"), this);
    m_save->setObjectName(u"saveConnection"_s);
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    auto *buttons = controlRow();
    buttons->setContentsMargins(20, 10, 20, 16);
    buttons->addWidget(m_test);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(form);
    layout->addWidget(m_banner);
    layout->addStretch(1);
    layout->addLayout(buttons);

    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_environment, &QComboBox::currentIndexChanged, this, [this] {
        // Production, and what may be production, starts protected; the person may still choose otherwise.
        const auto environment = Environment(m_environment->currentData().toInt());
        const bool careful = environment == Environment::Production || environment == Environment::Custom;
        if (m_isNew)
            m_access->setCurrentIndex(m_access->findData(int(careful ? AccessMode::Protected : AccessMode::Normal)));
        update();
    });
    connect(m_banner, &Banner::actionTriggered, this, &ConnectionDialog::showCertificate);
    m_proxyLook.setSingleShot(true);
    m_proxyLook.setInterval(std::chrono::milliseconds(300));
    connect(&m_proxyLook, &QTimer::timeout, this, &ConnectionDialog::showProxy);
    for (QWidget *widget : std::initializer_list<QWidget *> { m_name, m_url, m_environment, m_access, m_trust }) {
        if (auto *label = qobject_cast<QLabel *>(form->labelForField(widget)))
            widget->setAccessibleName(label->text().remove(u'&'));
    }
    for (QAbstractButton *button : std::initializer_list<QAbstractButton *> {
             m_basic, m_accessKey, m_plainHttp, m_proxy, m_signTime, m_trustFile, m_trustShow, m_test, cancel, m_save })
        button->setAccessibleName(button->text());
    // From top to bottom, not as they were made.
    const std::array<QWidget *, 16> order { m_name, m_url, m_plainHttp, m_trust, m_trustFile, m_trustShow, m_proxy, m_basic, m_accessKey, m_user,
                                            m_secret, m_signTime, m_environment, m_environmentName, m_environmentColor, m_access };
    for (size_t i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
    update();
}

void ConnectionDialog::buildEnvironment(QFormLayout &form, const Connection &start)
{
    m_environment = new QComboBox(this);
    m_environment->setObjectName(u"connectionEnvironment"_s);
    for (const Environment environment : { Environment::Production, Environment::Staging, Environment::Development, Environment::Custom })
        m_environment->addItem(environmentWord(environment), int(environment));
    m_environment->setCurrentIndex(std::max(0, m_environment->findData(int(start.environment))));
    m_environmentName = new QLineEdit(start.environmentName, this);
    m_environmentName->setObjectName(u"connectionEnvironmentName"_s);
    m_environmentName->setPlaceholderText(tr("e.g. Disaster recovery"));
    m_environmentName->setAccessibleName(tr("Its name"));
    m_environmentName->setMaxLength(40);
    connect(m_environmentName, &QLineEdit::textChanged, this, &ConnectionDialog::update);
    m_environmentColor = new QLineEdit(start.environmentColor, this);
    m_environmentColor->setObjectName(u"connectionEnvironmentColor"_s);
    m_environmentColor->setPlaceholderText(u"#7a3e9d"_s);
    m_environmentColor->setAccessibleName(tr("Its colour"));
    m_environmentColor->setToolTip(tr("Red, green and blue as on the web, e.g. #7a3e9d"));
    connect(m_environmentColor, &QLineEdit::textChanged, this, &ConnectionDialog::update);
    form.addRow(tr("&Environment"), m_environment);
    form.addRow(tr("Its name"), m_environmentName);
    form.addRow(tr("Its colour"), m_environmentColor);
}

void ConnectionDialog::buildTrust(QFormLayout &form, const Connection &start)
{
    if (start.trust.kind == ServerTrust::Kind::Authority)
        m_authorities = start.trust.pem;
    else if (start.trust.kind == ServerTrust::Kind::Certificate)
        m_certificate = start.trust.pem;
    m_trust = new QComboBox(this);
    m_trust->setObjectName(u"connectionTrust"_s);
    m_trust->addItem(tr("What this computer's authorities vouch for"), int(ServerTrust::Kind::System));
    m_trust->addItem(tr("What the authorities in a file vouch for"), int(ServerTrust::Kind::Authority));
    m_trust->addItem(tr("This one certificate"), int(ServerTrust::Kind::Certificate));
    m_trust->setCurrentIndex(m_trust->findData(int(start.trust.kind)));
    connect(m_trust, &QComboBox::currentIndexChanged, this, &ConnectionDialog::update);
    m_trustInfo = new WrappedLabel(this, u"connectionTrustInfo"_s);
    m_trustFile = new QPushButton(tr("Choose file…"), this);
    m_trustFile->setObjectName(u"connectionTrustFile"_s);
    m_trustFile->setAutoDefault(false);
    connect(m_trustFile, &QPushButton::clicked, this, &ConnectionDialog::chooseAuthorities);
    m_trustShow = new QPushButton(tr("Show certificate…"), this);
    m_trustShow->setObjectName(u"connectionTrustShow"_s);
    m_trustShow->setAutoDefault(false);
    connect(m_trustShow, &QPushButton::clicked, this, &ConnectionDialog::showCertificate);
    m_trustRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_trustRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_trustInfo, 1);
    row->addWidget(m_trustFile);
    row->addWidget(m_trustShow);
    form.addRow(tr("Certi&ficate"), m_trust);
    form.addRow(QString(), m_trustRow);

    m_proxy = new QCheckBox(tr("Use the system's proxy"), this);
    m_proxy->setObjectName(u"connectionProxy"_s);
    m_proxy->setChecked(start.useSystemProxy);
    connect(m_proxy, &QCheckBox::toggled, this, &ConnectionDialog::update);
    m_proxyInfo = plainLabel({}, this, u"connectionProxyInfo"_s);
    m_proxyInfo->setProperty("dim", true);
    auto *proxyRow = controlRow();
    proxyRow->addWidget(m_proxy);
    proxyRow->addWidget(m_proxyInfo, 1);
    form.addRow(QString(), proxyRow);
}

ConnectionDialog::~ConnectionDialog() = default;

Connection ConnectionDialog::edited() const
{
    Connection connection;
    connection.id = m_id;
    connection.name = m_name->text().trimmed();
    checkAddress(m_url->text().trimmed(), &connection.url);
    connection.authKind = m_basic->isChecked() ? AuthKind::Basic : AuthKind::AccessKey;
    connection.user = m_user->text().trimmed();
    connection.environment = Environment(m_environment->currentData().toInt());
    connection.accessMode = AccessMode(m_access->currentData().toInt());
    if (connection.environment == Environment::Custom) {
        connection.environmentName = m_environmentName->text().trimmed();
        connection.environmentColor = m_environmentColor->text().trimmed();
    }
    connection.trust.kind = ServerTrust::Kind(m_trust->currentData().toInt());
    if (connection.trust.kind == ServerTrust::Kind::Authority)
        connection.trust.pem = m_authorities;
    else if (connection.trust.kind == ServerTrust::Kind::Certificate)
        connection.trust.pem = m_certificate;
    connection.plainHttpAccepted = m_plainHttp->isChecked() && connection.url.scheme() == "http"_L1 && !isLoopback(connection.url);
    connection.useSystemProxy = m_proxy->isChecked();
    connection.signWithServerTime = m_signTime->isChecked() && connection.authKind == AuthKind::AccessKey;
    if (connection.name.isEmpty())
        connection.name = connection.url.host();
    return connection;
}

QString ConnectionDialog::problem() const
{
    if (const QString words = addressWords(checkAddress(m_url->text().trimmed())); !words.isEmpty())
        return words;
    if (m_user->text().trimmed().isEmpty())
        return m_basic->isChecked() ? tr("Enter the user.") : tr("Enter the access key id.");
    if (m_isNew && m_secret->text().isEmpty())
        return m_basic->isChecked() ? tr("Enter the password.") : tr("Enter the access key secret.");
    const Connection connection = edited();
    if (needsPlainHttpConsent(connection))
        return tr("http:// is not encrypted: use https://, or confirm that you know.");
    if (connection.url.scheme() == "https"_L1 && !trustProblem(connection.trust).isEmpty())
        return connection.trust.kind == ServerTrust::Kind::Authority ? tr("Choose a file with the authorities' certificates.")
                                                                     : tr("Look at the server's certificate and trust it first.");
    if (!connection.environmentColor.isEmpty() && !isColor(connection.environmentColor))
        return tr("A colour looks like #7a3e9d.");
    return {};
}

void ConnectionDialog::update()
{
    const bool basic = m_basic->isChecked();
    m_userLabel->setText(basic ? tr("User") : tr("Access key id"));
    m_user->setAccessibleName(m_userLabel->text());
    m_secretLabel->setText(basic ? tr("Password") : tr("Access key secret"));
    m_secret->setAccessibleName(m_secretLabel->text());
    m_secret->setPlaceholderText(m_isNew ? QString() : tr("unchanged"));
    const QString typed = m_url->text().trimmed();
    const AddressProblem address = checkAddress(typed);
    QString hint = typed.isEmpty() ? QString() : addressWords(address);
    if (hint.isEmpty() && typed.startsWith("http://"_L1, Qt::CaseInsensitive))
        hint = basic ? tr("http:// is not encrypted: the password can be read on the way. An access key never travels.")
                     : tr("http:// is not encrypted: what you read and change can be seen on the way.");
    m_urlHint->setText(hint);
    m_urlHint->setVisible(!hint.isEmpty());
    m_urlHint->setMinimumHeight(2 * fontMetrics().lineSpacing() + 4); // a form gives a wrapped label one line and cuts the rest
    const Connection connection = edited();
    Connection unaccepted = connection;
    unaccepted.plainHttpAccepted = false;
    m_form->setRowVisible(m_plainHttp, address == AddressProblem::None && needsPlainHttpConsent(unaccepted));
    const bool custom = connection.environment == Environment::Custom;
    m_form->setRowVisible(m_environmentName, custom);
    m_form->setRowVisible(m_environmentColor, custom);
    m_signTime->setVisible(!basic);
    m_skew->setVisible(!basic);
    updateTrust(connection);
    m_proxyLook.start();
    const QString reason = problem();
    m_test->setEnabled(reason.isEmpty());
    m_save->setEnabled(reason.isEmpty());
    m_test->setToolTip(reason);
    m_save->setToolTip(reason);
}

void ConnectionDialog::updateTrust(const Connection &connection)
{
    const bool encrypted = connection.url.scheme() == "https"_L1;
    m_form->setRowVisible(m_trust, encrypted);
    m_form->setRowVisible(m_trustRow, encrypted);
    const ServerTrust::Kind kind = connection.trust.kind;
    m_trustFile->setVisible(kind == ServerTrust::Kind::Authority);
    m_trustShow->setVisible(kind == ServerTrust::Kind::Certificate);
    QStringList names;
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(connection.trust.pem);
    for (const QSslCertificate &certificate : certificates)
        names.append(displayText(certificate.subjectInfo(QSslCertificate::CommonName).value(0, tr("no name")), false, 60));
    if (kind == ServerTrust::Kind::System)
        m_trustInfo->clear();
    else if (names.isEmpty())
        m_trustInfo->setText(tr("none yet"));
    else if (kind == ServerTrust::Kind::Authority)
        m_trustInfo->setText(names.size() > 3 ? tr("%n certificate(s)", nullptr, int(names.size())) : names.join(u", "_s));
    else
        m_trustInfo->setText(tr("%1, until %2").arg(names.first(), certificates.first().expiryDate().toUTC().date().toString(Qt::ISODate)));
    m_form->setRowVisible(m_trustRow, encrypted && kind != ServerTrust::Kind::System);
}

void ConnectionDialog::showProxy()
{
    const Connection connection = edited();
    const QString proxy = connection.url.isEmpty() ? QString() : proxyInUse(connection);
    if (!m_proxy->isChecked() || connection.url.isEmpty())
        m_proxyInfo->clear();
    else if (isLoopback(connection.url))
        m_proxyInfo->setText(tr("never for this computer itself"));
    else
        m_proxyInfo->setText(proxy.isEmpty() ? tr("none for this address") : displayText(proxy, false, 100));
}

void ConnectionDialog::chooseAuthorities()
{
    m_console.chooseFileToOpen(this, tr("Certificates of the authorities (PEM)"), {}, [this](const QString &path) {
        QFile file(path);
        constexpr qint64 most = 1024 * 1024; // a hundred times what a bank has
        const QByteArray pem = file.open(QIODevice::ReadOnly) ? file.read(most) : QByteArray();
        if (const qsizetype count = QSslCertificate::fromData(pem).size(); count == 0) {
            m_banner->show(Banner::Kind::Error, tr("There is no certificate in %1; PEM files begin with “-----BEGIN CERTIFICATE-----”.")
                                                    .arg(displayText(QFileInfo(path).fileName(), false, 100)));
            return;
        }
        m_authorities.clear(); // nothing but certificates: a key in the same file stays where it is
        for (const QSslCertificate &certificate : QSslCertificate::fromData(pem))
            m_authorities += certificate.toPem();
        m_banner->hide();
        update();
    });
}

void ConnectionDialog::showCertificate()
{
    const Connection connection = edited();
    if (connection.url.scheme() != "https"_L1)
        return;
    m_banner->show(Banner::Kind::Running, tr("Asking %1 for its certificate…").arg(displayText(connection.url.host(), false, 100)));
    probeServer(connection, this, [this](const Result<Fetched<ServerIdentity>> &result) {
        if (!result) {
            m_banner->show(Banner::Kind::Error, explain(result.error()).all());
            return;
        }
        m_banner->hide();
        auto *dialog = new TrustDialog(result->value, QSslCertificate(m_certificate), this);
        connect(dialog, &TrustDialog::trusted, this, [this](const QByteArray &pem) {
            m_certificate = pem;
            m_trust->setCurrentIndex(m_trust->findData(int(ServerTrust::Kind::Certificate)));
            update();
            m_banner->show(Banner::Kind::Info, tr("This connection will trust that certificate and no other, once it is saved."));
        });
        dialog->open();
    });
}

void ConnectionDialog::withSecret(std::function<void(const Credentials &)> work)
{
    if (!m_secret->text().isEmpty()) {
        work(Credentials(m_secret->text()));
        return;
    }
    m_console.secrets().read(m_id, this, [this, work = std::move(work)](const Credentials &kept) {
        if (kept.isEmpty())
            askForSecret();
        else
            work(kept);
    });
}

/// An empty one is a failed login, and those lock the account.
void ConnectionDialog::askForSecret()
{
    m_test->setEnabled(true);
    m_banner->show(Banner::Kind::Error, m_basic->isChecked() ? tr("No password is at hand: enter it. Nothing was sent.")
                                                             : tr("No access key secret is at hand: enter it. Nothing was sent."));
    m_secret->setFocus();
}

void ConnectionDialog::test()
{
    m_test->setEnabled(false);
    m_banner->show(Banner::Kind::Running, tr("Asking %1…").arg(edited().url.toDisplayString()));
    withSecret([this](const Credentials &secret) {
        m_testClient = std::make_unique<OcpClient>(edited(), secret);
        // A list of clusters needs the login to be right; one page would do, and most OCPs have no more.
        m_testClient->fetchClusters({}, this, [this](const Result<Fetched<QList<Cluster>>> &result) {
            m_test->setEnabled(true);
            const auto skew = result ? result->meta.clockSkew : std::optional<std::chrono::milliseconds>(result.error().clockSkew);
            if (skew)
                m_skew->setText(tr("OCP's clock: %1 s").arg(std::chrono::round<std::chrono::seconds>(*skew).count()));
            if (!result) {
                using Kind = ApiError::Kind;
                const bool certificate = result.error().kind == Kind::Tls || result.error().kind == Kind::CertificateChanged;
                m_banner->show(Banner::Kind::Error, explain(result.error()).all(), certificate ? tr("Show certificate…") : QString());
                return;
            }
            QString text = tr("It works: %n cluster(s), answered in %1 ms.", nullptr, int(result->value.size()))
                                   .arg(result->meta.roundTrip.count());
            if (result->meta.clockSkew && std::abs(result->meta.clockSkew->count()) >= 60'000)
                text += u' ' + tr("The clocks differ by %1 s.").arg(std::abs(result->meta.clockSkew->count()) / 1000);
            m_banner->show(Banner::Kind::Info, text);
        }, Patience::Once);
    });
}

void ConnectionDialog::save()
{
    const Connection connection = edited();
    if (!m_console.connections().save(connection)) {
        m_banner->show(Banner::Kind::Error, tr("The connection could not be saved: the settings file cannot be written."));
        return;
    }
    if (m_secret->text().isEmpty()) {
        m_console.secrets().read(m_id, this, [this, connection](const Credentials &secret) {
            emit saved(connection, secret);
            accept();
        });
        return;
    }
    const Credentials secret(m_secret->text());
    m_console.secrets().write(m_id, secret, this, [this, connection, secret](SecretStore::Kept) {
        emit saved(connection, secret);
        accept();
    });
}

} // namespace obdesk
