// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the scene that says what stands out: what the selected step waits for, what waits for the one under the pointer, the
// critical path, what the search found.
#include "graph/graphscene.h"

#include "task/failurecauses.h"
#include "words/stepwords.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

void GraphScene::setCriticalShown(bool shown)
{
    m_criticalShown = shown;
    updateMarks();
}

void GraphScene::setRelatedOnly(bool related)
{
    m_relatedOnly = related;
    updateMarks();
}

void GraphScene::setBlastOf(int node)
{
    if (node == m_blastOf)
        return;
    m_blastOf = node;
    updateMarks();
}

void GraphScene::setSearch(const QString &needle)
{
    const QString wanted = needle.trimmed().toLower();
    if (wanted == m_search)
        return;
    m_search = wanted;
    updateMarks();
}

QString GraphScene::blastText(int subtask) const
{
    if (subtask < 0)
        return {};
    const BlastRadius radius = blastRadiusOf(m_lens.task(), m_lens.graph(), m_lens.hosts(), subtask);
    return heldBackWords({ int(radius.subtasks.size()), int(radius.hosts.size()) });
}

/// Marks the node of every step that can be reached; each edge is looked at once.
void GraphScene::markReach(std::vector<NodeMarks> &marks, int subtask, bool down, NodeMarks mark) const
{
    QList<bool> seen(m_lens.count(), false);
    seen[subtask] = true;
    QList<int> stack { subtask };
    while (!stack.isEmpty()) {
        const int here = stack.takeLast();
        if (const int node = nodeOf(here); node >= 0)
            marks[size_t(node)] |= mark;
        for (const int next : down ? m_lens.graph().downstreams(here) : m_lens.graph().upstreams(here)) {
            if (!seen.at(next)) {
                seen[next] = true;
                stack.append(next);
            }
        }
    }
}

void GraphScene::updateMarks()
{
    if (!m_laidOut)
        return;
    const bool wasEmpty = m_marks.empty();
    std::vector<NodeMarks> marks(size_t(m_picture->nodeCount()), 0);
    const int selected = m_lens.selected();
    if (m_relatedOnly && selected >= 0) {
        markReach(marks, selected, false, nodemark::upstream);
        markReach(marks, selected, true, nodemark::downstream);
        for (NodeMarks &mark : marks)
            mark |= mark == 0 ? nodemark::faded : 0;
    }
    if (m_blastOf >= 0) {
        const int subtask = m_plan.items.at(m_blastOf).subtask;
        const BlastRadius radius = subtask < 0 ? BlastRadius() : blastRadiusOf(m_lens.task(), m_lens.graph(), m_lens.hosts(), subtask);
        for (const int held : radius.subtasks) {
            if (const int node = nodeOf(held); node >= 0)
                marks[size_t(node)] |= nodemark::blocked;
        }
    }
    if (m_criticalShown) {
        for (int subtask = 0; subtask < m_lens.count(); ++subtask) {
            if (const int node = nodeOf(subtask); node >= 0 && m_lens.insights().isOnPath(subtask))
                marks[size_t(node)] |= nodemark::critical;
        }
    }
    if (!m_search.isEmpty()) {
        for (int subtask = 0; subtask < m_lens.count(); ++subtask) {
            if (const int node = nodeOf(subtask); node >= 0 && m_lens.traits(subtask).searchText.contains(m_search))
                marks[size_t(node)] |= nodemark::match;
        }
    }
    if (std::ranges::all_of(marks, [](NodeMarks mark) { return mark == 0; }))
        marks.clear();
    if (marks == m_marks && (wasEmpty == marks.empty()))
        return;
    m_marks = std::move(marks);
    emit changed();
}

} // namespace obdesk
