// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectiondialog.h"

#include "widgets/banner.h"
#include "widgets/labels.h"
#include "words/errorwords.h"
#include "words/plain.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

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
    m_environment = new QComboBox(this);
    m_environment->setObjectName(u"connectionEnvironment"_s);
    for (const Environment environment : { Environment::Production, Environment::Staging, Environment::Development })
        m_environment->addItem(environmentWord(environment), int(environment));
    m_environment->setCurrentIndex(std::max(0, m_environment->findData(int(start.environment))));
    m_access = new QComboBox(this);
    m_access->setObjectName(u"connectionAccess"_s);
    m_access->addItem(tr("Protected: changes need the cluster's name and a reason"), int(AccessMode::Protected));
    m_access->addItem(tr("Normal"), int(AccessMode::Normal));
    m_access->addItem(tr("Read-only: no change leaves this program"), int(AccessMode::ReadOnly));
    m_access->setCurrentIndex(m_access->findData(int(m_isNew ? AccessMode::Protected : start.accessMode)));

    auto *kinds = new QHBoxLayout;
    kinds->addWidget(m_basic);
    kinds->addWidget(m_accessKey);
    kinds->addStretch(1);
    auto *form = new QFormLayout;
    form->setContentsMargins(20, 18, 20, 10);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(10);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Address"), m_url);
    form->addRow(QString(), m_urlHint);
    form->addRow(tr("Log in with"), kinds);
    form->addRow(m_userLabel, m_user);
    form->addRow(m_secretLabel, m_secret);
    form->addRow(tr("&Environment"), m_environment);
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
    auto *buttons = new QHBoxLayout;
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
        // Production starts protected; the person may still choose otherwise.
        if (m_isNew)
            m_access->setCurrentIndex(m_access->findData(int(Environment(m_environment->currentData().toInt()) == Environment::Production
                                                                     ? AccessMode::Protected : AccessMode::Normal)));
    });
    update();
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
    const QString reason = problem();
    m_test->setEnabled(reason.isEmpty());
    m_save->setEnabled(reason.isEmpty());
    m_test->setToolTip(reason);
    m_save->setToolTip(reason);
}

void ConnectionDialog::withSecret(std::function<void(const Credentials &)> work)
{
    if (!m_secret->text().isEmpty())
        work(Credentials(m_secret->text()));
    else
        m_console.secrets().read(m_id, this, std::move(work));
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
            if (!result) {
                m_banner->show(Banner::Kind::Error, explain(result.error()).all());
                return;
            }
            QString text = tr("It works: %n cluster(s), answered in %1 ms.", nullptr, int(result->value.size()))
                                   .arg(result->meta.roundTrip.count());
            if (result->meta.clockSkew && std::abs(result->meta.clockSkew->count()) >= 60'000)
                text += u' ' + tr("The clocks differ by %1 s.").arg(std::abs(result->meta.clockSkew->count()) / 1000);
            m_banner->show(Banner::Kind::Info, text);
        });
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
