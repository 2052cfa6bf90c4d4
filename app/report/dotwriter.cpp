// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/dotwriter.h"

#include "picture/tokens.h"
#include "files/atomicfile.h"
#include "report/reporttext.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <QIODevice>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// A quoted text. Graphviz reads \N, \G, … as well as entities like &lt; inside labels: both lose their meaning here.
QString quoted(QString text)
{
    text.replace(u'\\', "\\\\"_L1);
    text.replace(u'"', "\\\""_L1);
    text.replace(u'&', "&amp;"_L1);
    text.replace(u'\n', "\\n"_L1);
    return u'"' + text + u'"';
}

QString nodeLine(int node, const StepRow &row, const Subtask &subtask)
{
    const Tokens &tokens = lightTokens();
    QString label = displayText(subtask.name, false, 200);
    if (const QString host = stepHostText(row, subtask); !host.isEmpty())
        label += u'\n' + host;
    label += u'\n' + stateMark(row.state) + u' ' + stateWords(subtask);
    if (row.duration)
        label += u" · "_s + durationText(row.duration);
    return u"  n%1 [id=\"subtask-%2\", label=%3, color=\"%4\", fillcolor=\"%5\"];\n"_s
        .arg(QString::number(node), subtask.id.toString(), quoted(label), stateColor(tokens, row.state).name(),
             stateFill(tokens, row.state).name());
}

} // namespace

QString writeDot(const Run &run, QIODevice &device)
{
    const RunFacts facts(run);
    QList<int> numberOf(facts.graph.count());
    for (qsizetype i = 0; i < facts.steps.size(); ++i)
        numberOf[facts.steps.at(i).index] = int(i);

    QString title = taskTitle(run.task) + u'\n' + stateWords(run.task) + u" · "_s + originWord(facts);
    QString text = "digraph "_L1 + quoted("task "_L1 + run.task.id.toString()) + " {\n"_L1;
    text += "  graph [rankdir=LR, labelloc=t, fontname=\"sans-serif\", label="_L1 + quoted(title) + "];\n"_L1;
    text += "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11];\n"_L1;
    text += "  edge [color=\""_L1 + lightTokens().edge.name() + "\"];\n"_L1;
    for (qsizetype i = 0; i < facts.steps.size(); ++i)
        text += nodeLine(int(i), facts.steps.at(i), facts.subtask(facts.steps.at(i)));
    QList<TaskGraph::Edge> edges;
    for (const TaskGraph::Edge edge : facts.graph.edges())
        edges.append({ numberOf.at(edge.from), numberOf.at(edge.to) });
    std::sort(edges.begin(), edges.end());
    for (const TaskGraph::Edge edge : edges)
        text += u"  n%1 -> n%2;\n"_s.arg(edge.from).arg(edge.to);
    text += "}\n"_L1;
    return writeAll(device, text.toUtf8()) ? QString() : device.errorString();
}

} // namespace obdesk
