// SPDX-License-Identifier: GPL-3.0-or-later
// The libFuzzer program of one target, which CMake names.
#include "fuzz/fuzztarget.h"

#include <QCoreApplication>
#include <QtGlobal>

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    qputenv("TZ", "UTC");
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { });
    static QCoreApplication application(*argc, *argv);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return obdesk::fuzz::OBDESK_FUZZ_TARGET(data, size);
}
