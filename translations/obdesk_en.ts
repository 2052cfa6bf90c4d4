<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActionWords</name>
    <message numerus="yes">
        <source>OCP runs the %n failed step(s) of task %1 again, then goes on with the steps behind them.</source>
        <translation>
            <numerusform>OCP runs the %n failed step of task %1 again, then goes on with the steps behind them.</numerusform>
            <numerusform>OCP runs the %n failed steps of task %1 again, then goes on with the steps behind them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>OCP undoes the %n step(s) of task %1 that have run, from the failed ones backwards. The hosts become free again; the change is not made.</source>
        <translation>
            <numerusform>OCP undoes the %n step of task %1 that has run, from the failed ones backwards. The hosts become free again; the change is not made.</numerusform>
            <numerusform>OCP undoes the %n steps of task %1 that have run, from the failed ones backwards. The hosts become free again; the change is not made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>OCP tries the %n step(s) of task %1 again whose rollback failed. Its engine may refuse that; rolling back again is what it accepts.</source>
        <translation>
            <numerusform>OCP tries the step of task %1 again whose rollback failed. Its engine may refuse that; rolling back again is what it accepts.</numerusform>
            <numerusform>OCP tries the %n steps of task %1 again whose rollback failed. Its engine may refuse that; rolling back again is what it accepts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>OCP goes on with undoing task %1: %n step(s) are left, those whose rollback failed first. The hosts become free again; the change is not made.</source>
        <translation>
            <numerusform>OCP goes on with undoing task %1: %n step is left. The hosts become free again; the change is not made.</numerusform>
            <numerusform>OCP goes on with undoing task %1: %n steps are left, those whose rollback failed first. The hosts become free again; the change is not made.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceWords</name>
    <message numerus="yes">
        <source>%n of the hosts is or are in the zone already.</source>
        <translation>
            <numerusform>%n of the hosts is in the zone already.</numerusform>
            <numerusform>%n of the hosts are in the zone already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FitnessWords</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) chosen</source>
        <translation>
            <numerusform>%n host chosen</numerusform>
            <numerusform>%n hosts chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalWords</name>
    <message numerus="yes">
        <source>Add %n OBServer(s) to %1 of %2</source>
        <translation>
            <numerusform>Add %n OBServer to %1 of %2</numerusform>
            <numerusform>Add %n OBServers to %1 of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The journal is sound: %n row(s), each bound to the one before.</source>
        <translation>
            <numerusform>The journal is sound: %n row.</numerusform>
            <numerusform>The journal is sound: %n rows, each bound to the one before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The journal was changed in %n place(s).</source>
        <translation>
            <numerusform>The journal was changed in %n place.</numerusform>
            <numerusform>The journal was changed in %n places.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more.</source>
        <translation>
            <numerusform>… and %n more.</numerusform>
            <numerusform>… and %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingWords</name>
    <message numerus="yes">
        <source>%n entry(s) could not be read: %1</source>
        <translation>
            <numerusform>%n entry could not be read: %1</numerusform>
            <numerusform>%n entries could not be read: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShownLogWords</name>
    <message numerus="yes">
        <source>… %n earlier line(s) left out here; obdesk task log prints all of them.</source>
        <translation>
            <numerusform>… %n earlier line left out here; obdesk task log prints all of them.</numerusform>
            <numerusform>… %n earlier lines left out here; obdesk task log prints all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepText</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepWords</name>
    <message numerus="yes">
        <source>Its log has not grown for %n minute(s).</source>
        <translation>
            <numerusform>Its log has not grown for %n minute.</numerusform>
            <numerusform>Its log has not grown for %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ran %n time(s).</source>
        <translation>
            <numerusform>It ran %n time.</numerusform>
            <numerusform>It ran %n times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Holds back %n step(s)</source>
        <translation>
            <numerusform>Holds back %n step</numerusform>
            <numerusform>Holds back %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <comment>as in: Holds back 22 steps on 3 hosts</comment>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <comment>as in: Holds back 22 steps on 3 hosts</comment>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineRows</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n done</numerusform>
            <numerusform>%n done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::AddServerDialog</name>
    <message numerus="yes">
        <source>%n host(s) are hidden. The column “Why” says what is in the way of each.</source>
        <translation>
            <numerusform>%n host is hidden. The column “Why” says what is in the way of each.</numerusform>
            <numerusform>%n hosts are hidden. The column “Why” says what is in the way of each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n OBServer(s)</source>
        <translation>
            <numerusform>Add %n OBServer</numerusform>
            <numerusform>Add %n OBServers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirmed for another %n minute(s)</source>
        <translation>
            <numerusform>Confirmed for another minute</numerusform>
            <numerusform>Confirmed for another %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The request of %1 to add %n host(s) to %2 has no known outcome.</source>
        <translation>
            <numerusform>The request of %1 to add %n host to %2 has no known outcome.</numerusform>
            <numerusform>The request of %1 to add %n hosts to %2 has no known outcome.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::ClusterPage</name>
    <message numerus="yes">
        <source>in %n zone(s)</source>
        <translation>
            <numerusform>in %n zone</numerusform>
            <numerusform>in %n zones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::ConfirmActionDialog</name>
    <message numerus="yes">
        <source>%1 was confirmed; its name need not be typed for another %n minute(s).</source>
        <translation>
            <numerusform>%1 was confirmed; its name need not be typed for another minute.</numerusform>
            <numerusform>%1 was confirmed; its name need not be typed for another %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::ConnectionDialog</name>
    <message numerus="yes">
        <source>It works: %n cluster(s), answered in %1 ms.</source>
        <translation>
            <numerusform>It works: %n cluster, answered in %1 ms.</numerusform>
            <numerusform>It works: %n clusters, answered in %1 ms.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n certificate(s)</source>
        <translation>
            <numerusform>%n certificate</numerusform>
            <numerusform>%n certificates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::GraphScene</name>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n done</numerusform>
            <numerusform>%n done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::GraphView</name>
    <message numerus="yes">
        <source>Laying out %n step(s)…</source>
        <translation>
            <numerusform>Laying out %n step…</numerusform>
            <numerusform>Laying out %n steps…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::JournalCommand</name>
    <message numerus="yes">
        <source>%n change(s) begin with %1: write more of the id.</source>
        <translation>
            <numerusform>%n change begins with %1: write more of the id.</numerusform>
            <numerusform>%n changes begin with %1: write more of the id.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::JournalPage</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::JournalVerifyCommand</name>
    <message numerus="yes">
        <source>The journal is sound: %n row(s).</source>
        <translation>
            <numerusform>The journal is sound: %n row.</numerusform>
            <numerusform>The journal is sound: %n rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The journal is not as it was written: %n place(s).</source>
        <translation>
            <numerusform>The journal is not as it was written: %n place.</numerusform>
            <numerusform>The journal is not as it was written: %n places.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::MainWindow</name>
    <message numerus="yes">
        <source>%n task(s) running</source>
        <translation>
            <numerusform>%n task running</numerusform>
            <numerusform>%n tasks running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::NavigatorModel</name>
    <message numerus="yes">
        <source>%n server(s)</source>
        <translation>
            <numerusform>%n server</numerusform>
            <numerusform>%n servers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::NothingShown</name>
    <message numerus="yes">
        <source>This task has %n step(s).</source>
        <translation>
            <numerusform>This task has %n step.</numerusform>
            <numerusform>This task has %n steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::ServerAddCommand</name>
    <message numerus="yes">
        <source>%n host(s) are RUNNING OBServers of %1.</source>
        <translation>
            <numerusform>%n host is a RUNNING OBServer of %1.</numerusform>
            <numerusform>%n hosts are RUNNING OBServers of %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::StepModel</name>
    <message numerus="yes">
        <source>%1 … %n in total</source>
        <translation>
            <numerusform>%1 … %n in total</numerusform>
            <numerusform>%1 … %n in total</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::StepPane</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Holds back %n step(s).</source>
        <translation>
            <numerusform>Holds back %n step.</numerusform>
            <numerusform>Holds back %n steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::StepToolbar</name>
    <message numerus="yes">
        <source>%1 of %n step(s)</source>
        <translation>
            <numerusform>%1 of %n step</numerusform>
            <numerusform>%1 of %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::TaskListPage</name>
    <message numerus="yes">
        <source>%n task(s), page %1 of %2</source>
        <translation>
            <numerusform>%n task, page %1 of %2</numerusform>
            <numerusform>%n tasks, page %1 of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n task(s), page %1 of %2</source>
        <translation>
            <numerusform>at most %n task, page %1 of %2</numerusform>
            <numerusform>at most %n tasks, page %1 of %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::TaskPage</name>
    <message numerus="yes">
        <source>%n more oddities in the plan.</source>
        <translation>
            <numerusform>%n more oddities in the plan.</numerusform>
            <numerusform>%n more oddities in the plan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::ZoneColumn</name>
    <message numerus="yes">
        <source>%n OBServer(s)</source>
        <translation>
            <numerusform>%n OBServer</numerusform>
            <numerusform>%n OBServers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::ZoneServersModel</name>
    <message numerus="yes">
        <source>up %n day(s)</source>
        <translation>
            <numerusform>up %n day</numerusform>
            <numerusform>up %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up %n hour(s)</source>
        <translation>
            <numerusform>up %n hour</numerusform>
            <numerusform>up %n hours</numerusform>
        </translation>
    </message>
</context>
</TS>
