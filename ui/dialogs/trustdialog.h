// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a server's certificate, and asks whether this very one is to be trusted. The person has to compare the fingerprint first.
#pragma once

#include "ocp/serverprobe.h"

#include <QDialog>

class QCheckBox;
class QGridLayout;
class QPushButton;

namespace obdesk {

class TrustDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `before`: the certificate the connection trusted until now; null: none. Deletes itself when closed.
    TrustDialog(const ServerIdentity &identity, const QSslCertificate &before, QWidget *parent = nullptr);

signals:
    void trusted(const QByteArray &pem);

private:
    void addFacts(QGridLayout &grid, const QSslCertificate &certificate, const QString &prefix);

    QCheckBox *m_compared = nullptr;
    QPushButton *m_trust = nullptr;
};

} // namespace obdesk
