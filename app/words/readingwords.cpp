// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/readingwords.h"

#include "words/plain.h"

#include <QCoreApplication>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

class ReadingWords
{
    Q_DECLARE_TR_FUNCTIONS(ReadingWords)
};

constexpr qsizetype mostShown = 3;

/// The first few, and that there are more.
QString shortened(const QStringList &notes)
{
    QString text = displayText(notes.first(std::min(mostShown, notes.size())).join("; "_L1), false, 600);
    if (notes.size() > mostShown)
        text += u"; …"_s;
    return text;
}

} // namespace

QString unreadWords(const ReplyNotes &notes)
{
    if (notes.unread == 0)
        return {};
    return ReadingWords::tr("%n entry(s) could not be read: %1", nullptr, int(notes.unread)).arg(shortened(notes.notes));
}

QString oddityText(const QStringList &oddities)
{
    return oddities.isEmpty() ? QString() : ReadingWords::tr("Odd in what OCP sent: %1").arg(shortened(oddities));
}

QStringList oddityLines(const Task &task)
{
    QStringList lines;
    if (!task.oddities.isEmpty())
        lines.append(oddityText(task.oddities));
    for (const Subtask &subtask : task.subtasks) {
        if (!subtask.oddities.isEmpty())
            lines.append(ReadingWords::tr("Odd in what OCP sent of step %1: %2").arg(subtask.id.toString(), shortened(subtask.oddities)));
    }
    return lines;
}

QStringList oddityLines(const Cluster &cluster)
{
    QStringList lines { oddityText(cluster.oddities) };
    lines.removeAll(QString());
    return lines;
}

QStringList oddityLines(const QList<Zone> &zones)
{
    QStringList lines;
    for (const Zone &zone : zones) {
        if (!zone.oddities.isEmpty())
            lines.append(ReadingWords::tr("Odd in what OCP sent of zone %1: %2").arg(displayText(zone.name, false, 60), shortened(zone.oddities)));
        for (const ObServer &server : zone.servers) {
            if (!server.oddities.isEmpty())
                lines.append(ReadingWords::tr("Odd in what OCP sent of OBServer %1: %2")
                                     .arg(displayText(server.address(), false, 60), shortened(server.oddities)));
        }
    }
    return lines;
}

} // namespace obdesk
