// SPDX-License-Identifier: GPL-3.0-or-later
// A console on a real simulator, as the tests of windows need it: own settings folder, quick world, file names instead of dialogs.
#pragma once

#include "console.h"
#include "simulator/embeddedsimulator.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QWidget>

namespace obdesk {

class UiFixture
{
    QTemporaryDir m_folder; // before those who keep files in it

public:
    /// Starts the simulator; `speed` as in EmbeddedOptions.
    explicit UiFixture(const QString &scenario = QStringLiteral("default"), double speed = 100);

    /// A connection to the simulator, opened.
    Session *open(AccessMode mode = AccessMode::Normal, const QString &user = {}, const QString &password = {});

    QString path(const QString &name) const { return m_folder.filePath(name); }

    EmbeddedSimulator simulator;
    SystemScheduler scheduler;
    Theme theme;
    ConnectionStore connections;
    SecretStore secrets;
    std::shared_ptr<Journal> journal;
    QScopeGuard<std::function<void()>> closeJournal { std::function<void()>([this] { journal->close(); }) }; // after the console
    Console console;
    bool started = false;
};

/// The only visible widget of type T (and name, when given) below `parent`; null when there is none.
template<typename T>
T *visibleChild(const QWidget *parent, const QString &objectName = {})
{
    for (T *child : parent->findChildren<T *>(objectName)) {
        if (child->isVisible())
            return child;
    }
    return nullptr;
}

/// The widgets Tab goes to in `window`, in that order, from `first` on.
QList<QWidget *> tabStops(QWidget *window, QWidget *first);

/// The cluster as the session knows it; an empty one when it does not.
Cluster clusterNamed(const Session &session, const QString &name);

} // namespace obdesk
