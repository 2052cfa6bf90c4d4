// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/trustdialog.h"

#include "ocp/tlspolicy.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/wrappedtext.h"
#include "words/plain.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Two lines of sixteen bytes: what a person can compare without losing the place.
QString inTwoLines(const QString &fingerprint)
{
    constexpr qsizetype half = 16 * 3 - 1;
    return fingerprint.size() > half ? fingerprint.first(half) + u'\n' + fingerprint.sliced(half + 1) : fingerprint;
}

QString nameOf(const QStringList &commonNames, const QStringList &organizations)
{
    QStringList parts { commonNames.value(0), organizations.value(0) };
    parts.removeAll(QString());
    return displayText(parts.join(u", "_s), false, 200);
}

QString dateText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd hh:mm 'UTC'"_s);
}

} // namespace

TrustDialog::TrustDialog(const ServerIdentity &identity, const QSslCertificate &before, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"trustDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    const QSslCertificate &shown = identity.chain.first();
    const bool changed = !before.isNull() && before != shown;
    setWindowTitle(changed ? tr("The server's certificate has changed") : tr("Trust this certificate?"));

    auto *title = plainLabel(windowTitle(), this, u"trustTitle"_s);
    makeTitle(title, 1.2);
    const QString host = displayText(u"%1:%2"_s.arg(identity.host).arg(identity.port), false, 200);
    auto *what = new WrappedLabel(this, u"trustProblem"_s);
    what->setText(identity.systemProblem.isEmpty() ? tr("%1 shows a certificate that this computer's authorities vouch for.").arg(host)
                                                   : tr("%1 shows a certificate that cannot be verified: %2.").arg(host, displayText(identity.systemProblem)));

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    if (changed)
        grid->addWidget(plainLabel(tr("Shown now"), this), 0, 0, 1, 2);
    addFacts(*grid, shown, u"trust"_s);
    if (changed) {
        grid->addWidget(plainLabel(tr("Trusted until now"), this), grid->rowCount(), 0, 1, 2);
        addFacts(*grid, before, u"trustOld"_s);
    }
    auto *advice = plainLabel(tr("Ask whoever runs this OCP for the fingerprint, by another way than this network, and compare."), this);
    advice->setWordWrap(true);
    advice->setProperty("dim", true);
    m_compared = new QCheckBox(tr("I compared the fingerprint: it is the right one"), this);
    m_compared->setObjectName(u"trustCompared"_s);
    m_compared->setAccessibleName(m_compared->text());

    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"trustCancel"_s);
    m_trust = new QPushButton(tr("Trust"), this);
    m_trust->setObjectName(u"trustAccept"_s);
    m_trust->setProperty("danger", true);
    m_trust->setAutoDefault(false);
    m_trust->setEnabled(false);
    cancel->setDefault(true);
    auto *buttons = controlRow();
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_trust);
    for (QPushButton *button : { cancel, m_trust })
        button->setAccessibleName(button->text());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(what);
    layout->addLayout(grid);
    layout->addWidget(advice);
    layout->addWidget(m_compared);
    layout->addLayout(buttons);

    connect(m_compared, &QCheckBox::toggled, m_trust, &QPushButton::setEnabled);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_trust, &QPushButton::clicked, this, [this, pem = identity.pem()] {
        emit trusted(pem);
        accept();
    });
    cancel->setFocus();
}

void TrustDialog::addFacts(QGridLayout &grid, const QSslCertificate &certificate, const QString &prefix)
{
    const auto add = [&](const QString &name, const QString &value, const QString &objectName, bool fixed = false) {
        const int row = grid.rowCount();
        auto *label = plainLabel(name, this);
        label->setProperty("dim", true);
        auto *text = new WrappedText(this, prefix + objectName);
        text->setPlain(value);
        text->setAccessibleName(name);
        text->setAccessibleDescription(value);
        if (fixed)
            text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        grid.addWidget(label, row, 0, Qt::AlignTop);
        grid.addWidget(text, row, 1);
    };
    using Info = QSslCertificate;
    add(tr("For"), displayText(certificateNames(certificate).join(u", "_s), false, 300), u"Names"_s);
    add(tr("Subject"), nameOf(certificate.subjectInfo(Info::CommonName), certificate.subjectInfo(Info::Organization)), u"Subject"_s);
    const QString issuer = nameOf(certificate.issuerInfo(Info::CommonName), certificate.issuerInfo(Info::Organization));
    add(tr("Issuer"), certificate.isSelfSigned() ? tr("itself") : issuer, u"Issuer"_s);
    add(tr("Valid"), tr("%1 to %2").arg(dateText(certificate.effectiveDate()), dateText(certificate.expiryDate())), u"Validity"_s);
    add(tr("SHA-256"), inTwoLines(certificateFingerprint(certificate)), u"Fingerprint"_s, true);
    add(tr("SHA-256 of the key"), inTwoLines(keyFingerprint(certificate)), u"KeyFingerprint"_s, true);
}

} // namespace obdesk
