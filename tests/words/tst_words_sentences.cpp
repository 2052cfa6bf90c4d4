// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences: nothing that can happen is without words, and no secret gets into them.
#include "words/actionwords.h"
#include "words/errorwords.h"
#include "words/evidencewords.h"
#include "words/fitnesswords.h"
#include "words/taskwords.h"

#include <QMetaEnum>
#include <QSet>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

template<typename E>
QList<E> allOf()
{
    const QMetaEnum meta = QMetaEnum::fromType<E>();
    QList<E> values;
    for (int i = 0; i < meta.keyCount(); ++i)
        values.append(E(meta.value(i)));
    return values;
}

template<typename E>
const char *keyOf(E value)
{
    return QMetaEnum::fromType<E>().valueToKey(int(value));
}

bool isSentence(const QString &text)
{
    return text.size() > 3 && text.at(0) != u' ' && !text.contains(u"%"_s) && !text.contains(u"()"_s) && !text.contains(u" : "_s)
            && !text.contains(u": ."_s) && !text.contains(u"  "_s);
}

ApiError errorOf(ApiError::Kind kind)
{
    ApiError error;
    error.kind = kind;
    error.method = u"GET"_s;
    error.url = QUrl(u"https://ocp.example.com:8080/api/v2/ob/clusters"_s);
    return error;
}

} // namespace

class TestSentences : public QObject
{
    Q_OBJECT

private slots:
    void evidenceOfTheJournalInWords()
    {
        using Reason = WeighedTask::Reason;
        const QMetaEnum all = QMetaEnum::fromType<Reason>();
        for (int i = 0; i < all.keyCount(); ++i) {
            const QList<Reason> one { Reason(all.value(i)) };
            QVERIFY(reasonsOfKeys(evidenceKeys(one)) == one);
            const QString words = evidenceDetailWords(evidenceKeys(one));
            QVERIFY2(!words.isEmpty() && !words.contains(QString::fromLatin1(all.key(i))) && !words.contains(u"evidence:"_s), qPrintable(words));
        }
        const QString chosen = evidenceDetailWords(chosenByPerson + evidenceKeys({ Reason::SameHosts, Reason::OtherCreator }));
        QVERIFY2(chosen.contains(u"person"_s) && chosen.contains(u"exactly these hosts"_s) && chosen.contains(u"somebody else"_s), qPrintable(chosen));
        QVERIFY(!evidenceDetailWords(evidenceKeys({})).contains(u"none"_s));
        // Of a newer obdesk, and what a person wrote: as it is.
        for (const QString &other : { u"evidence: SameHosts, MoonPhase"_s, u"looked in OCP"_s, QString() })
            QCOMPARE(evidenceDetailWords(other), other);
    }

    void errors_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        for (const ApiError::Kind kind : allOf<ApiError::Kind>())
            QTest::newRow(keyOf(kind)) << kind;
    }

    /// What and where, whether OCP said something or not.
    void errors()
    {
        QFETCH(ApiError::Kind, kind);
        ApiError error = errorOf(kind);
        const ErrorWords bare = explain(error);
        QVERIFY2(isSentence(bare.what), qPrintable(bare.what));
        QVERIFY2(bare.what.contains(u"ocp.example.com:8080"_s), qPrintable(bare.what));
        QVERIFY2(bare.advice.isEmpty() || isSentence(bare.advice), qPrintable(bare.advice));
        QCOMPARE(bare.reference, QString());

        error.message = u"Es geht nicht"_s;
        error.detail = u"technical reason"_s;
        error.fieldPath = u"data.subtasks[3].id"_s;
        error.code = u"XYZ1"_s;
        error.httpStatus = 409;
        error.traceId = u"0bc4"_s;
        const ErrorWords full = explain(error);
        QVERIFY2(isSentence(full.what), qPrintable(full.what));
        QVERIFY2(full.what.contains(u"ocp.example.com:8080"_s), qPrintable(full.what));
        QCOMPARE(full.reference, u"XYZ1 · HTTP 409 · trace 0bc4"_s);
        QVERIFY(full.all().startsWith(full.what));
        QVERIFY(full.all().endsWith(full.reference));
        QVERIFY(!full.all().contains(u"\n\n"_s));
    }

    void secretsAndControls()
    {
        for (const ApiError::Kind kind : allOf<ApiError::Kind>()) {
            ApiError error = errorOf(kind);
            error.url = QUrl(u"https://root:s3cret@ocp.example.com/api%0Ax"_s);
            error.message = u"cannot reach http://root:s3cret@10.0.0.1/\u202e\n"_s;
            error.detail = u"via http://root:s3cret@proxy:3128\n"_s;
            error.fieldPath = u"data\nx"_s;
            const ErrorWords words = explain(error);
            for (const QString &text : { words.what, words.advice, words.reference }) {
                QVERIFY2(!text.contains(u"s3cret"_s), qPrintable(text));
                QVERIFY2(!text.contains(u'\n') && !text.contains(QChar(0x202e)), qPrintable(text));
            }
        }
    }

    void withoutAddress()
    {
        for (const ApiError::Kind kind : allOf<ApiError::Kind>()) {
            ApiError error;
            error.kind = kind;
            const QString what = explain(error).what;
            QVERIFY2(isSentence(what), qPrintable(what));
            QVERIFY2(what.contains(u"OCP"_s), qPrintable(what));
        }
    }

    void serverIsQuoted()
    {
        ApiError error = errorOf(ApiError::Kind::Refused);
        error.message = u"last operation %1 still in progress"_s;
        QVERIFY(explain(error).what.contains(u"last operation %1 still in progress"_s));
        error.code = u"OBE11020"_s;
        QVERIFY(explain(error).advice.contains(u"running operation"_s));
        error.code = u"7010"_s;
        const QString numeric = explain(error).advice;
        error.code = u"CMP07010"_s;
        QCOMPARE(explain(error).advice, numeric);
        QVERIFY(numeric.contains(u"OBServer"_s));
    }

    /// Both spellings of a code, where there are two, and something to do for each.
    void codesHaveAdvice()
    {
        const QList<QStringList> same {
            { u"OBE11021"_s, u"11021"_s }, { u"OBE19021"_s, u"19021"_s }, { u"OBE19018"_s, u"OBE19019"_s, u"19018"_s, u"19019"_s },
            { u"OBE11004"_s, u"11004"_s }, { u"OBE11067"_s, u"PKG10014"_s, u"PKG10015"_s },
            { u"OBE11101"_s, u"OBE11102"_s, u"OBE11103"_s, u"OBE12000"_s, u"CRD08000"_s }, { u"CMP07007"_s, u"CMP07008"_s, u"7007"_s },
            { u"CMP07009"_s }, { u"CMP07019"_s, u"CMP07023"_s }, { u"CMP07021"_s }, { u"CMP07050"_s, u"CMP07053"_s }, { u"COM20003"_s }, { u"COM32001"_s } };
        QStringList all;
        for (const QStringList &codes : same) {
            ApiError error = errorOf(ApiError::Kind::Refused);
            error.code = codes.constFirst();
            const QString advice = explain(error).advice;
            QVERIFY2(isSentence(advice), qPrintable(error.code));
            QVERIFY2(!all.contains(advice), qPrintable(error.code));
            all.append(advice);
            for (const QString &code : codes) {
                error.code = code;
                QCOMPARE(explain(error).advice, advice);
            }
        }
    }

    void whatOcpSaysBesides()
    {
        ApiError error = errorOf(ApiError::Kind::Refused);
        error.message = u"must not be null"_s;
        error.debugMessage = u"could not execute; jdbc:mysql://root:s3cret@10.0.0.1/ocp"_s;
        error.subErrors = { { u"r"_s, u"servers[1]"_s, {}, u"must not be null"_s }, { u"r"_s, u"startupParameters[0].name"_s, u"memroy_limit"_s, u"is unknown"_s } };
        const QStringList details = explain(error).details;
        QCOMPARE(details.size(), 3);
        QCOMPARE(details.at(0), u"servers[1]: must not be null"_s);
        QVERIFY(details.at(1).contains(u"startupParameters[0].name: is unknown"_s) && details.at(1).contains(u"memroy_limit"_s));
        QVERIFY(details.at(2).contains(u"could not execute"_s) && !details.at(2).contains(u"s3cret"_s));
        QVERIFY(explain(error).all().contains(details.join(u'\n')));
        error.debugMessage = error.message;
        QCOMPARE(explain(error).details.size(), 2);
        error.subErrors.fill(error.subErrors.constFirst(), 500);
        QCOMPARE(explain(error).details.size(), 21);
        QVERIFY(explain(error).details.constLast().contains(u"480"_s));
    }

    /// A trace id that is not there is nothing to look for.
    void noTraceNoAdvice()
    {
        ApiError error = errorOf(ApiError::Kind::ServerError);
        QCOMPARE(explain(error).advice, QString());
        error.traceId = u"0bc4"_s;
        QVERIFY(explain(error).advice.contains(u"trace id"_s));
    }

    /// One 401 stands for everything that may be wrong with a signature; with a password it is the password.
    void signaturesThatDoNotFit()
    {
        ApiError error = errorOf(ApiError::Kind::Unauthorized);
        error.code = u"IAM10004"_s;
        QVERIFY(explain(error).advice.contains(u"password"_s));
        error.clockSkew = std::chrono::seconds(3000);
        QVERIFY(!explain(error).advice.contains(u"clock"_s)); // a password does not care what time it is
        error.isSigned = true;
        QVERIFY(explain(error).advice.contains(u"clock"_s));
        error.clockSkew = std::chrono::seconds(1);
        const QString advice = explain(error).advice;
        QVERIFY2(advice.contains(u"access key"_s) && advice.contains(u"proxy_set_header Host"_s), qPrintable(advice));
        QVERIFY(!advice.contains(u"single word"_s));
        error.url.setQuery(u"name=a%20b"_s);
        QVERIFY(explain(error).advice.contains(u"single word"_s));
    }

    void clockSkew()
    {
        ApiError error = errorOf(ApiError::Kind::Unauthorized);
        error.isSigned = true;
        error.clockSkew = -1200s;
        QVERIFY(explain(error).advice.contains(u"1200 s"_s));
        QVERIFY(explain(error).advice.contains(u"sign with OCP's time"_s));
        error.clockSkew = 599s;
        QVERIFY(explain(error).advice.contains(u"599 s"_s));
        QVERIFY(!explain(error).advice.contains(u"sign with"_s));
        error.clockSkew = 59s;
        QVERIFY(!explain(error).advice.contains(u"clock"_s));
    }

    void retryAfter()
    {
        ApiError error = errorOf(ApiError::Kind::RateLimited);
        error.retryAfter = 53s;
        QVERIFY(explain(error).advice.contains(u"53 s"_s));
    }

    void outcomes()
    {
        QSet<QString> seen;
        for (const ApiError::Outcome outcome : allOf<ApiError::Outcome>()) {
            const QString words = outcomeWords(outcome);
            QCOMPARE(words.isEmpty(), outcome == ApiError::Outcome::NotApplicable);
            seen.insert(words);
        }
        QCOMPARE(seen.size(), 4);
    }

    void blocks()
    {
        QSet<QString> seen;
        const auto all = allOf<ActionRules::Block>();
        for (const ActionRules::Block block : all) {
            const QString words = blockWords(block);
            if (block == ActionRules::Block::None)
                QVERIFY(words.isEmpty());
            else
                QVERIFY2(isSentence(words) && words.endsWith(u'.'), keyOf(block));
            seen.insert(words);
        }
        QCOMPARE(seen.size(), all.size()); // each its own reason
    }

    void actions()
    {
        Task task;
        task.id = TaskId(107720);
        Subtask step;
        step.id = SubtaskId(7);
        step.name = u"Install %1 rpm\u202e"_s;
        step.status = subtaskStatusFromText(u"FAILED"_s);
        task.subtasks = { step, step };
        QSet<QString> names;
        for (const ActionRules::Action action : allOf<ActionRules::Action>()) {
            names.insert(actionName(action));
            const QString words = consequenceWords(action, task, &task.subtasks.at(0), u"10.0.0.1"_s);
            QVERIFY2(words.endsWith(u'.'), qPrintable(words));
            QVERIFY(!words.contains(QChar(0x202e)));
            const bool ofTask = action == ActionRules::Action::RetryTask || action == ActionRules::Action::RollbackTask;
            QCOMPARE(words.contains(u"107720"_s), ofTask);
            QCOMPARE(words.contains(u"“Install %1 rpm\\u202e” on 10.0.0.1"_s), !ofTask);
            if (ofTask)
                QVERIFY2(words.contains(u"2 "_s), qPrintable(words)); // both steps failed, both ran
        }
        QCOMPARE(names.size(), 5);
        QVERIFY(!names.contains(QString()));
    }

    void states()
    {
        QSet<QString> seen;
        for (const StepState state : allOf<StepState>())
            seen.insert(stateWord(state));
        QCOMPARE(seen.size(), 9);
        QVERIFY(!seen.contains(QString()));
        Subtask step;
        QCOMPARE(stateWords(step), u"Unknown"_s);
        step.status = subtaskStatusFromText(u"PAUSED\n"_s);
        QCOMPARE(stateWords(step), u"PAUSED␊"_s);
        step.status = subtaskStatusFromText(u"FAILED"_s);
        QCOMPARE(stateWords(step), u"Failed"_s);
    }

    void taskStates_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("words");
        QTest::newRow("runs") << u"EXECUTE"_s << u"RUNNING"_s << u"Running"_s;
        QTest::newRow("failed") << u"RETRY"_s << u"FAILED"_s << u"Failed"_s;
        QTest::newRow("well") << u"EXECUTE"_s << u"SUCCESSFUL"_s << u"Successful"_s;
        QTest::newRow("goes back") << u"ROLLBACK"_s << u"RUNNING"_s << u"Rolling back"_s;
        QTest::newRow("cannot go back") << u"rollback"_s << u"FAILED"_s << u"Rollback failed"_s;
        QTest::newRow("back: not done") << u"ROLLBACK"_s << u"SUCCESSFUL"_s << u"Rolled back"_s;
        QTest::newRow("new word") << u"EXECUTE"_s << u"ABANDONED"_s << u"ABANDONED"_s;
        QTest::newRow("no word") << QString() << QString() << u"Unknown"_s;
    }

    void taskStates()
    {
        QFETCH(QString, operation);
        QFETCH(QString, status);
        Task task;
        task.id = TaskId(5);
        task.name = u"Add\nserver"_s;
        task.operation = operationFromText(operation);
        task.status = taskStatusFromText(status);
        QTEST(stateWords(task), "words");
        QCOMPARE(taskTitle(task), u"Task 5 · Add␊server"_s);
    }

    void operations()
    {
        for (const TaskOperation operation : allOf<TaskOperation>())
            QCOMPARE(operationWord(operation).isEmpty(), operation == TaskOperation::Unknown);
    }

    void oddities()
    {
        using Kind = TaskOddity::Kind;
        QSet<QString> seen;
        for (const Kind kind : { Kind::DuplicateId, Kind::DanglingEdge, Kind::SelfEdge, Kind::DuplicateEdge, Kind::OneSidedEdge, Kind::Cycle }) {
            const QString words = oddityWords({ kind, SubtaskId(41), SubtaskId(kind == Kind::DuplicateId || kind == Kind::SelfEdge ? 41 : 42) });
            QVERIFY2(isSentence(words), qPrintable(words));
            QVERIFY(words.contains(u"41"_s));
            if (kind != Kind::DuplicateId && kind != Kind::SelfEdge)
                QVERIFY(words.contains(u"42"_s));
            seen.insert(words);
        }
        QCOMPARE(seen.size(), 6);
    }

    void findings()
    {
        QSet<QString> seen;
        for (const FitnessRule rule : { FitnessRule::HostStatus, FitnessRule::Service, FitnessRule::Idc, FitnessRule::Architecture, FitnessRule::Agent,
                                        FitnessRule::AgentVersion, FitnessRule::BatchSystem, FitnessRule::BatchArchitecture }) {
            const QString unfit = findingWords({ rule, Fitness::Unfit, u"CMP1"_s, u"expected%2"_s, u"found%1"_s });
            QVERIFY2(unfit.endsWith(u"(CMP1)"_s) && unfit.contains(u"found%1"_s), qPrintable(unfit));
            const QString doubtful = findingWords({ rule, Fitness::Doubtful, {}, {}, {} });
            QVERIFY2(isSentence(doubtful) && !doubtful.endsWith(u')'), qPrintable(doubtful));
            seen += { unfit, doubtful };
        }
        QCOMPARE(seen.size(), 16);
        HostVerdict verdict { Fitness::Unfit, { { FitnessRule::Service, Fitness::Unfit, u"CMP07010"_s, {}, u"c:1"_s },
                                                { FitnessRule::Agent, Fitness::Unfit, u"CMP07019"_s, {}, u"OFFLINE"_s } } };
        QCOMPARE(verdictWords(verdict), u"already runs c:1 (CMP07010); OCP agent is OFFLINE (CMP07019)"_s);
        QCOMPARE(verdictWords({}), QString());
        QCOMPARE(findingWords({ FitnessRule::Idc, Fitness::Unfit, u"CMP07008"_s, u"hz-b"_s, u"hz-c"_s }), u"IDC hz-c is not the zone's hz-b (CMP07008)"_s);
        QCOMPARE((QSet<QString> { fitnessWord(Fitness::Fit), fitnessWord(Fitness::Doubtful), fitnessWord(Fitness::Unfit) }.size()), 3);
    }

    void checks_data()
    {
        QTest::addColumn<AddCheck::Kind>("kind");
        for (const AddCheck::Kind kind : allOf<AddCheck::Kind>())
            QTest::newRow(keyOf(kind)) << kind;
    }

    void checks()
    {
        QFETCH(AddCheck::Kind, kind);
        AddPlan plan;
        plan.cluster.name = u"ob\u202e"_s;
        plan.zone.name = u"zone1"_s;
        Host host;
        host.name = u"db-1"_s;
        for (const AddCheck::State state : allOf<AddCheck::State>()) {
            AddCheck check;
            check.kind = kind;
            check.state = state;
            check.found = kind == AddCheck::Kind::ZoneBalance ? u"2"_s : QString(); // always told
            plan.hosts.clear();
            for (const bool named : { false, true }) {
                if (named) {
                    plan.hosts = { host };
                    check.hosts = { host.name };
                    check.expected = u"this"_s;
                    check.found = u"that"_s;
                    check.code = state == AddCheck::State::Fail ? u"CMP1"_s : QString();
                }
                const QString words = checkWords(check, plan);
                QVERIFY2(isSentence(words), qPrintable(words));
                QVERIFY(!words.contains(QChar(0x202e)));
                QCOMPARE(words.endsWith(u"(CMP1)"_s), !check.code.isEmpty());
                const QString advice = checkAdvice(check);
                if (state == AddCheck::State::Pass)
                    QVERIFY(advice.isEmpty());
                else
                    QVERIFY2(isSentence(advice) && advice.endsWith(u'.'), qPrintable(advice));
            }
        }
        QSet<QString> stateWords;
        for (const AddCheck::State state : allOf<AddCheck::State>())
            stateWords.insert(checkStateWord(state));
        QCOMPARE(stateWords.size(), 4);
    }

    void longListsOfHosts()
    {
        AddCheck check;
        check.kind = AddCheck::Kind::HostStatus;
        check.state = AddCheck::State::Fail;
        check.hosts = { u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s };
        const QString words = checkWords(check, {});
        QVERIFY2(words.startsWith(u"a, b, c and 2 more"_s), qPrintable(words));
    }

    /// A check that OCP's silence leaves open is not the hosts' fault.
    void unknownIsNoReasonToChooseOthers()
    {
        AddCheck check;
        check.kind = AddCheck::Kind::Architecture;
        check.state = AddCheck::State::Unknown;
        QVERIFY(!checkAdvice(check).contains(u"other hosts"_s));
        check.state = AddCheck::State::Fail;
        QVERIFY(checkAdvice(check).contains(u"other hosts"_s));
    }
};

QTEST_GUILESS_MAIN(TestSentences)
#include "tst_words_sentences.moc"
