// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters of one name, and what is said about replies that could not be read whole.
#include "words/clusterwords.h"
#include "words/readingwords.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

Cluster cluster(qint64 id, const QString &name, const QString &type)
{
    Cluster cluster;
    cluster.id = ClusterId(id);
    cluster.name = name;
    cluster.type = type;
    return cluster;
}

QStringList labels(const QList<Cluster> &all)
{
    QStringList labels;
    for (const Cluster &one : all)
        labels.append(clusterLabel(one, all));
    return labels;
}

} // namespace

class TestWordsClusters : public QObject
{
    Q_OBJECT

private slots:
    void nameAloneWhereItIsUnique()
    {
        QCOMPARE(labels({ cluster(1, u"obtrade"_s, u"PRIMARY"_s), cluster(2, u"obpay"_s, u"STANDBY"_s) }), (QStringList { u"obtrade"_s, u"obpay"_s }));
        // The list may hold the cluster itself or not.
        QCOMPARE(clusterLabel(cluster(1, u"obtrade"_s, u"PRIMARY"_s), {}), u"obtrade"_s);
    }

    void roleTellsPrimaryAndStandbyApart()
    {
        QCOMPARE(labels({ cluster(1, u"obtrade"_s, u"PRIMARY"_s), cluster(2, u"obtrade"_s, u"STANDBY"_s) }),
                 (QStringList { u"obtrade (primary)"_s, u"obtrade (standby)"_s }));
    }

    void idWhereTheRoleIsTheSameOrMissing()
    {
        QCOMPARE(labels({ cluster(1, u"obtrade"_s, u"PRIMARY"_s), cluster(2, u"obtrade"_s, u"STANDBY"_s), cluster(3, u"obtrade"_s, u"STANDBY"_s) }),
                 (QStringList { u"obtrade (primary)"_s, u"obtrade #2"_s, u"obtrade #3"_s }));
        QCOMPARE(labels({ cluster(1, u"obtrade"_s, {}), cluster(2, u"obtrade"_s, {}) }), (QStringList { u"obtrade #1"_s, u"obtrade #2"_s }));
    }

    void aClusterThatIsReallyCalledLikeThat()
    {
        QCOMPARE(labels({ cluster(1, u"a"_s, u"PRIMARY"_s), cluster(2, u"a"_s, u"STANDBY"_s), cluster(3, u"a (standby)"_s, u"PRIMARY"_s) }),
                 (QStringList { u"a (primary)"_s, u"a #2"_s, u"a (standby)"_s }));
    }

    void withoutAName()
    {
        QCOMPARE(clusterLabel(cluster(7, {}, u"PRIMARY"_s), {}), u"#7"_s);
    }

    void clusterOfATask()
    {
        const QList<Cluster> all { cluster(1, u"obtrade"_s, u"PRIMARY"_s), cluster(2, u"obtrade"_s, u"STANDBY"_s) };
        QCOMPARE(clusterLabel(ClusterRef { ClusterId(2), u"obtrade"_s, {} }, all), u"obtrade (standby)"_s);
        QCOMPARE(clusterLabel(ClusterRef { ClusterId(2), {}, {} }, all), u"obtrade (standby)"_s);   // form B
        QCOMPARE(clusterLabel(ClusterRef { ClusterId(9), u"obtrade"_s, {} }, all), u"obtrade #9"_s); // gone; another has its name now
        QCOMPARE(clusterLabel(ClusterRef { ClusterId(9), u"obgone"_s, {} }, all), u"obgone"_s);
        QCOMPARE(clusterLabel(ClusterRef { {}, u"obgone"_s, {} }, all), u"obgone"_s);
        QCOMPARE(clusterLabel(ClusterRef { ClusterId(9), {}, {} }, {}), u"#9"_s);
        Task task;
        task.id = TaskId(5);
        QCOMPARE(targetLabel(task, all), u"5"_s);
        task.cluster = ClusterRef { ClusterId(1), u"obtrade"_s, {} };
        QCOMPARE(targetLabel(task, all), u"obtrade (primary)"_s);
        task.cluster = ClusterRef { {}, {}, 1009 };
        QCOMPARE(targetLabel(task, all), u"5"_s);
    }

    void unreadEntries()
    {
        QCOMPARE(unreadWords({}), QString());
        QVERIFY(unreadWords({ 1, { u"data.contents[3].id: expected an integer, found nothing"_s } }).contains("data.contents[3].id: expected an integer"_L1));
        const QString many = unreadWords({ 7, { u"a"_s, u"b"_s, u"c"_s, u"d"_s } });
        QVERIFY(many.contains(u'7'));
        QVERIFY(many.endsWith(u"a; b; c; …"_s));
    }

    void odditiesOfATask()
    {
        Task task;
        QVERIFY(oddityLines(task).isEmpty());
        task.oddities = { u"no list of subtasks"_s };
        Subtask step;
        step.id = SubtaskId(12);
        step.oddities = { u"runTime: expected an integer, found \"x\""_s };
        task.subtasks = { Subtask(), step };
        const QStringList lines = oddityLines(task);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.at(0).contains("no list of subtasks"_L1));
        QVERIFY(lines.at(1).contains("12"_L1) && lines.at(1).contains("runTime"_L1));
    }
};

QTEST_GUILESS_MAIN(TestWordsClusters)
#include "tst_words_clusters.moc"
