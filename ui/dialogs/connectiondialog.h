// SPDX-License-Identifier: GPL-3.0-or-later
// A connection: address, who, environment, access, whom to trust; with a test that says what is wrong.
#pragma once

#include "console.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace obdesk {

class Banner;

class ConnectionDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `connection`: the one to edit, or empty for a new one.
    ConnectionDialog(Console &console, const std::optional<Connection> &connection, QWidget *parent = nullptr);
    ~ConnectionDialog() override;

signals:
    /// Saved; the secret is as typed, or empty when it was left as it is.
    void saved(const obdesk::Connection &connection, const obdesk::Credentials &credentials);

private:
    Connection edited() const;
    QString problem() const;            ///< why it cannot be saved or tested; empty when it can
    void buildEnvironment(QFormLayout &form, const Connection &start);
    void buildTrust(QFormLayout &form, const Connection &start);
    void update();
    void updateTrust(const Connection &connection);
    void showProxy();
    void chooseAuthorities();
    void showCertificate();
    void test();
    void save();
    void askForSecret();
    void withSecret(std::function<void(const Credentials &)> work);

    Console &m_console;
    const QString m_id;
    const bool m_isNew;
    std::unique_ptr<OcpClient> m_testClient;
    QTimer m_proxyLook;                 // the system may ask a script: not with every letter typed
    QString m_consentFor;               // the host http:// was accepted for
    QByteArray m_authorities;           // PEM
    QByteArray m_certificate;           // PEM
    QFormLayout *m_form = nullptr;

    QLineEdit *m_name = nullptr;
    QLineEdit *m_url = nullptr;
    QLabel *m_urlHint = nullptr;
    QRadioButton *m_basic = nullptr;
    QRadioButton *m_accessKey = nullptr;
    QLabel *m_userLabel = nullptr;
    QLineEdit *m_user = nullptr;
    QLabel *m_secretLabel = nullptr;
    QLineEdit *m_secret = nullptr;
    QComboBox *m_environment = nullptr;
    QLineEdit *m_environmentName = nullptr;
    QLineEdit *m_environmentColor = nullptr;
    QComboBox *m_access = nullptr;
    QCheckBox *m_plainHttp = nullptr;
    QComboBox *m_trust = nullptr;
    QLabel *m_trustInfo = nullptr;
    QWidget *m_trustRow = nullptr;
    QPushButton *m_trustFile = nullptr;
    QPushButton *m_trustShow = nullptr;
    QCheckBox *m_proxy = nullptr;
    QLabel *m_proxyInfo = nullptr;
    QCheckBox *m_signTime = nullptr;
    QLabel *m_skew = nullptr;
    Banner *m_banner = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace obdesk
