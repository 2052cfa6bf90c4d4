// SPDX-License-Identifier: GPL-3.0-or-later
// Every step has exactly one cell, and no cell has two.
#include "task/hostmatrix.h"
#include "task/plans.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// Steps b, c, d belong to hosts 1 to 3, and e, f, g do.
Task threeHosts()
{
    Task task = planFrom(u"a>b a>c a>d b>w c>w d>w w>e w>f w>g e>z f>z g>z"_s);
    const QStringList names { u"bcd"_s, u"efg"_s };
    for (const QString &group : names) {
        for (int i = 0; i < 3; ++i) {
            Subtask &each = step(task, group.mid(i, 1));
            each.name = group;
            each.parallelIdx = i;
        }
    }
    task.context.lists.insert(u"host_ids"_s, { u"31"_s, u"32"_s, u"33"_s });
    return task;
}

HostMatrix matrixOf(const Task &task, const std::function<bool(int)> &isShown = {})
{
    return hostMatrixOf(task, phasesOf(task, TaskGraph(task)), TaskHosts(task, {}), isShown);
}

/// "host31: b0 e2": rows with their steps and the columns these stand in; a step that stands lower has its line behind a slash.
QStringList shown(const Task &task, const HostMatrix &matrix)
{
    QStringList rows;
    for (int row = 0; row < matrix.rows.size(); ++row) {
        const MatrixRow &r = matrix.rows.at(row);
        QList<std::pair<MatrixPlace, QString>> cells;
        for (int subtask = 0; subtask < matrix.places.size(); ++subtask) {
            if (matrix.places.at(subtask).row == row)
                cells.append({ matrix.places.at(subtask), nameOf(task.subtasks.at(subtask).id) });
        }
        std::sort(cells.begin(), cells.end());
        QString text = r.kind == MatrixRow::Kind::Cluster ? u"cluster:"_s
                : r.kind == MatrixRow::Kind::Host         ? u"host%1:"_s.arg(r.label)
                                                          : u"part%1:"_s.arg(r.part);
        for (const auto &[place, name] : cells)
            text += u' ' + name + QString::number(place.column) + (place.line > 0 ? u'/' + QString::number(place.line) : QString());
        rows.append(text);
    }
    return rows;
}

} // namespace

class TestHostMatrix : public QObject
{
    Q_OBJECT

private slots:
    void hostsBelowTheCluster()
    {
        const Task task = threeHosts();
        QCOMPARE(shown(task, matrixOf(task)),
                 (QStringList { u"cluster: a0 w2 z4"_s, u"host31: b1 e3"_s, u"host32: c1 f3"_s, u"host33: d1 g3"_s }));
    }

    void hostsStandAsTheContextLists()
    {
        Task task = threeHosts();
        task.context.lists.insert(u"host_ids"_s, { u"33"_s, u"5"_s, u"31"_s });
        QCOMPARE(shown(task, matrixOf(task)).mid(1), (QStringList { u"host33: b1 e3"_s, u"host5: c1 f3"_s, u"host31: d1 g3"_s }));
    }

    /// Other steps of a parallel group than hosts in the context: nobody knows whose they are, but they stay apart.
    void partsWithoutKnownHosts()
    {
        Task task = threeHosts();
        task.context.lists.clear();
        QCOMPARE(shown(task, matrixOf(task)),
                 (QStringList { u"cluster: a0 w2 z4"_s, u"part0: b1 e3"_s, u"part1: c1 f3"_s, u"part2: d1 g3"_s }));
    }

    void severalInOneCell()
    {
        Task task = planFrom(u"a>b a>c a>d b>e c>e d>e"_s);
        for (const QString &name : { u"b"_s, u"c"_s, u"d"_s })
            step(task, name).name = u"check"_s;
        const HostMatrix matrix = matrixOf(task);
        QCOMPARE(shown(task, matrix), QStringList { u"cluster: a0 b1 c1/1 d1/2 e2"_s });
        QCOMPARE(matrix.rows.first().lines, 3);
    }

    void hiddenStepsLeaveNoHoles()
    {
        const Task task = threeHosts();
        const QString kept = u"cfz"_s;
        const HostMatrix matrix = matrixOf(task, [&](int i) { return kept.contains(nameOf(task.subtasks.at(i).id)); });
        QCOMPARE(shown(task, matrix), (QStringList { u"cluster: z2"_s, u"host32: c0 f1"_s }));
        QCOMPARE(matrix.columns, (QList<int> { 1, 3, 4 }));
        QCOMPARE(matrix.places.at(0), MatrixPlace());
    }

    void bijectionOverRandomPlans()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int round = 0; round < 300; ++round) {
            const int count = 1 + int(random() % 40);
            QStringList words;
            for (int i = 0; i < count; ++i)
                words.append(QString::number(100 + i));
            for (int i = 0; i < count; ++i)
                words.append(u"%1>%2"_s.arg(100 + random() % quint32(count)).arg(100 + random() % quint32(count)));
            Task task = planFrom(words.join(u' '));
            for (Subtask &each : task.subtasks) {
                each.name = QString(QChar(u'a' + int(random() % 3)));
                if (random() % 3)
                    each.parallelIdx = int(random() % 4);
            }
            if (random() % 2)
                task.context.lists.insert(u"host_ids"_s, { u"1"_s, u"2"_s, u"3"_s, u"4"_s });
            const quint32 hide = random() % 3;
            const HostMatrix matrix = matrixOf(task, [&](int i) { return hide == 0 || quint32(i) % 3 != hide; });
            std::set<MatrixPlace> cells;
            QList<int> lines(matrix.rows.size(), 0);
            QSet<int> columns;
            int placed = 0;
            for (int i = 0; i < count; ++i) {
                const MatrixPlace &place = matrix.places.at(i);
                const bool isShown = hide == 0 || quint32(i) % 3 != hide;
                QCOMPARE(place.row >= 0, isShown);
                if (!isShown)
                    continue;
                ++placed;
                QVERIFY(place.row < matrix.rows.size());
                QVERIFY(place.column >= 0 && place.column < matrix.columns.size());
                cells.insert(place);
                columns.insert(place.column);
                lines[place.row] = std::max(lines.at(place.row), place.line + 1);
            }
            QCOMPARE(int(cells.size()), placed);
            QCOMPARE(columns.size(), matrix.columns.size());
            for (int row = 0; row < matrix.rows.size(); ++row)
                QCOMPARE(matrix.rows.at(row).lines, lines.at(row));
            QVERIFY(!lines.contains(0));
        }
    }
};

QTEST_GUILESS_MAIN(TestHostMatrix)
#include "tst_hostmatrix.moc"
