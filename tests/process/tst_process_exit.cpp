// SPDX-License-Identifier: GPL-3.0-or-later
// A program that has done its work does not crash because a thread is still in OpenSSL.
#include "support/figure.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

class TestProcessExit : public QObject
{
    Q_OBJECT

    /// Runs of `runs` that ended with the child's status and all it had said.
    static int sound(int runs, const QString &how)
    {
        int ended = 0;
        for (int i = 0; i < runs; ++i) {
            QProcess child;
            child.start(QStringLiteral(OBDESK_EXIT_CHILD), { how, QStringLiteral(OBDESK_TEST_DATA "/tls/valid.pem") });
            child.waitForFinished(-1);
            ended += child.exitStatus() == QProcess::NormalExit && child.exitCode() == 7 && child.readAllStandardOutput() == "done";
        }
        return ended;
    }

private slots:
    void endsWhileAThreadIsInOpenSsl()
    {
        constexpr int runs = 40;
        const int careful = sound(runs, u"careful"_s);
#ifdef __SANITIZE_ADDRESS__
        obdesk::test::figure("ends while a thread is in OpenSSL: %d/%d sound", careful, runs); // its report of the other way hangs at times
#else
        const int plain = sound(runs, u"plain"_s);
        obdesk::test::figure("ends while a thread is in OpenSSL: %d/%d sound, %d/%d with a plain return from main()", careful, runs, plain, runs);
#endif
        QCOMPARE(careful, runs);
    }
};

QTEST_GUILESS_MAIN(TestProcessExit)
#include "tst_process_exit.moc"
