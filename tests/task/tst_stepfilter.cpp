// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/stepfilter.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

StepTraits installOn15()
{
    Subtask step;
    step.id = SubtaskId(129357);
    step.name = u"Install RPM"_s;
    return { StepState::Failed, u"10.20.2.15"_s, 2, searchTextOf(step, u"10.20.2.15"_s) };
}

} // namespace

class TestStepFilter : public QObject
{
    Q_OBJECT

private slots:
    void conditions_data()
    {
        QTest::addColumn<StepFilter>("filter");
        QTest::addColumn<bool>("passing");
        QTest::addColumn<bool>("empty");
        const auto row = [](const char *name, const StepFilter &filter, bool passing, bool empty = false) {
            QTest::newRow(name) << filter << passing << empty;
        };
        row("empty", {}, true, true);
        row("only blanks", { {}, {}, {}, u"  \t"_s }, true, true);
        row("state", { { StepState::Failed }, {}, {}, {} }, true);
        row("one of two states", { { StepState::Running, StepState::Failed }, {}, {}, {} }, true);
        row("other state", { { StepState::Running }, {}, {}, {} }, false);
        row("host", { {}, u"10.20.2.15"_s, {}, {} }, true);
        row("part of a host is another host", { {}, u"10.20.2.1"_s, {}, {} }, false);
        row("phase", { {}, {}, 2, {} }, true);
        row("first phase", { {}, {}, 0, {} }, false);
        row("name in other case, with blanks", { {}, {}, {}, u" install rp "_s }, true);
        row("host as text", { {}, {}, {}, u"2.15"_s }, true);
        row("id as text", { {}, {}, {}, u"9357"_s }, true);
        row("text across fields", { {}, {}, {}, u"rpm10"_s }, false);
        row("all hold", { { StepState::Failed }, u"10.20.2.15"_s, 2, u"RPM"_s }, true);
        row("all but the state hold", { { StepState::Pending }, u"10.20.2.15"_s, 2, u"RPM"_s }, false);
        row("all but the host hold", { { StepState::Failed }, u"10.20.2.16"_s, 2, u"RPM"_s }, false);
        row("all but the phase hold", { { StepState::Failed }, u"10.20.2.15"_s, 1, u"RPM"_s }, false);
        row("all but the text hold", { { StepState::Failed }, u"10.20.2.15"_s, 2, u"mkdir"_s }, false);
    }

    void conditions()
    {
        QFETCH(StepFilter, filter);
        QTEST(passes(filter, installOn15()), "passing");
        QTEST(filter.isEmpty(), "empty");
    }

    void stepWithoutHost()
    {
        StepTraits step = installOn15();
        step.host.clear();
        QVERIFY(!passes({ {}, u"10.20.2.15"_s, {}, {} }, step));
        QVERIFY(passes({}, step));
    }
};

QTEST_GUILESS_MAIN(TestStepFilter)
#include "tst_stepfilter.moc"
