// SPDX-License-Identifier: GPL-3.0-or-later
// Ends while a thread of its own is in OpenSSL; with the argument "careful" as obdesk does.
#include "process/endofprocess.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>

#include <atomic>
#include <cstdio>
#include <thread>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QFile file(app.arguments().last());
    if (!file.open(QIODevice::ReadOnly))
        return 9;
    std::atomic<int> read = 0;
    std::thread([pem = file.readAll(), &read] {
        for (;;) {
            if (!QSslCertificate(pem).isNull())
                ++read;
        }
    }).detach();
    while (read < 20)
        std::this_thread::yield();
    std::fputs("done", stdout);
    return app.arguments().contains(QStringLiteral("careful")) ? obdesk::endOfProcess(7) : 7;
}
