// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real obdesk as a child process, in an environment of its own: no display, no keyring, no saved connections but its own.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace obdesk::test {

struct Ran
{
    int status = -1;                    ///< -1: it did not start, or crashed
    QByteArray out;
    QByteArray err;
    /// The one document on standard output; empty when there is anything else.
    QJsonObject json() const;
};

/// For test failures.
QByteArray told(const Ran &ran);

class Program
{
public:
    Program();

    /// An empty folder for files of this test.
    QString file(const QString &name) const { return m_folder.filePath(name); }
    QByteArray contents(const QString &name) const;
    void setPassword(const QString &password);
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }
    /// Where the program looks for saved connections.
    QString configFolder() const { return m_folder.filePath(QStringLiteral("config/obdesk")); }
    /// Where the program keeps its journal.
    QString dataFile() const { return m_folder.filePath(QStringLiteral("data/obdesk/obdesk.db")); }

    /// To its end.
    Ran run(const QStringList &arguments) const;
    /// Started; the caller talks to it. With `terminal`, the path of a pseudo terminal, that is the one the program asks on.
    std::unique_ptr<QProcess> start(const QStringList &arguments, const QByteArray &terminal = {}) const;
    static Ran ended(QProcess &process);

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

/// "--url URL --user admin"
QStringList toServer(const QUrl &url);

} // namespace obdesk::test
