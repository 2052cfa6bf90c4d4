// SPDX-License-Identifier: GPL-3.0-or-later
// A connection: address, who, environment, access; with a test that says what is wrong.
#pragma once

#include "console.h"

#include <QDialog>

class QComboBox;
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
    void update();
    void test();
    void save();
    void withSecret(std::function<void(const Credentials &)> work);

    Console &m_console;
    const QString m_id;
    const bool m_isNew;
    std::unique_ptr<OcpClient> m_testClient;

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
    QComboBox *m_access = nullptr;
    Banner *m_banner = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace obdesk
