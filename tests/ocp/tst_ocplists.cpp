// SPDX-License-Identifier: GPL-3.0-or-later
// Lists read to their end, whatever the server says about its pages, and without the entries that cannot be read.
#include "ocp/ocpclient.h"
#include "ocp/pagewalk.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/login.h"
#include "support/memoryintents.h"

#include <QTest>

#include <atomic>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

using Kind = ApiError::Kind;

/// {"contents":[{"id":first},…],"page":…} in an envelope; `page` is the object's text, empty for none.
QByteArray listJson(const QList<qint64> &ids, const QByteArray &page)
{
    QByteArrayList items;
    for (const qint64 id : ids)
        items.append(R"({"id":)" + QByteArray::number(id) + "}");
    return R"({"successful":true,"status":200,"data":{"contents":[)" + items.join(',') + "]"
        + (page.isEmpty() ? QByteArray() : R"(,"page":)" + page) + "}}";
}

QList<qint64> range(qint64 first, qint64 last)
{
    QList<qint64> ids;
    for (qint64 id = first; id <= last; ++id)
        ids.append(id);
    return ids;
}

QByteArray pageJson(qint64 number, qint64 size, qint64 elements, qint64 pages)
{
    const auto n = [](qint64 value) { return QByteArray::number(value); };
    return R"({"number":)" + n(number) + R"(,"size":)" + n(size) + R"(,"totalElements":)" + n(elements) + R"(,"totalPages":)" + n(pages) + "}";
}

QList<qint64> idsOf(const QList<Region> &regions)
{
    QList<qint64> ids;
    for (const Region &region : regions)
        ids.append(region.id.value);
    return ids;
}

/// How a list comes out when page n is answered with pages(n).
struct ListRun
{
    Caught<QList<Region>> caught;
    qsizetype requests = 0;
};

template<typename Pages>
void runList(ListRun &run, Pages pages)
{
    FaultServer server;
    server.answer([pages](const SeenRequest &request) { return scripts::ok(pages(request.parameter("page").toInt())); });
    OcpClient client(connectionTo(server.url()), password(), recording());
    client.fetchRegions(run.caught.context(), run.caught.callback());
    run.caught.wait();
    run.requests = server.count();
}

} // namespace

class TestOcpLists : public QObject
{
    Q_OBJECT

private slots:
    void listInThreePages()
    {
        ListRun run;
        runList(run, [](int page) { return listJson(range(200 * (page - 1) + 1, std::min(200 * page, 450)), pageJson(page, 200, 450, 3)); });
        QVERIFY(run.caught.ok());
        QCOMPARE(idsOf(run.caught.value()), range(1, 450));
        QCOMPARE(run.requests, 3);
    }

    void serverCapsThePageSize()
    {
        ListRun run;
        runList(run, [](int page) { return listJson(range(50 * (page - 1) + 1, std::min(50 * page, 120)), pageJson(page, 50, 120, 3)); });
        QCOMPARE(idsOf(run.caught.value()), range(1, 120));
        QCOMPARE(run.requests, 3);
    }

    /// It caps the size, but counts its pages by the size that was asked.
    void pagesCountedByTheAskedSize()
    {
        ListRun run;
        runList(run, [](int page) { return listJson(range(50 * (page - 1) + 1, std::min(50 * page, 120)), pageJson(page, 200, 120, 1)); });
        QCOMPARE(idsOf(run.caught.value()), range(1, 120));
    }

    void emptyAndMissing_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("count");
        QTest::newRow("no contents") << QByteArray(R"({"successful":true,"data":{}})") << 0;
        QTest::newRow("empty with page") << listJson({}, pageJson(1, 200, 0, 0)) << 0;
        QTest::newRow("no page object") << listJson({ 1, 2, 3 }, {}) << 3;
        QTest::newRow("null page") << listJson({ 1, 2, 3 }, "null") << 3;
        QTest::newRow("totalPage") << listJson({ 1, 2 }, R"({"number":1,"totalPage":1})") << 2;
    }

    void emptyAndMissing()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, count);
        ListRun run;
        runList(run, [json](int) { return json; });
        QVERIFY(run.caught.ok());
        QCOMPARE(run.caught.value().size(), count);
        QCOMPARE(run.requests, 1);
    }

    void pageObjectWithoutTotals()
    {
        ListRun run;
        runList(run, [](int page) { return listJson(page == 1 ? range(1, 3) : page == 2 ? range(4, 5) : QList<qint64>(), "{}"); });
        QCOMPARE(idsOf(run.caught.value()), range(1, 5));
        QCOMPARE(run.requests, 3); // the third brings nothing new
    }

    /// An entry moves from page 2 to page 1 while page 2 is read: found on the second sweep.
    void entryThatMovedIsFound()
    {
        auto asked = std::make_shared<std::atomic<int>>(0);
        ListRun run;
        runList(run, [asked](int page) {
            const bool moved = ++*asked > 1;
            if (page == 1)
                return listJson(moved ? QList<qint64> { 9, 1, 2 } : QList<qint64> { 1, 2, 3 }, pageJson(1, 3, 6, 2));
            return listJson(page == 2 ? QList<qint64> { 3, 4, 5 } : QList<qint64>(), pageJson(page, 3, 6, 2));
        });
        QVERIFY(run.caught.ok());
        QCOMPARE(idsOf(run.caught.value()), (QList<qint64> { 1, 2, 3, 4, 5, 9 }));
    }

    void repeatedEntriesCountOnce()
    {
        ListRun run;
        runList(run, [](int page) { return listJson(page == 1 ? QList<qint64> { 1, 2 } : QList<qint64> { 2, 3 }, pageJson(page, 2, 3, 2)); });
        QCOMPARE(idsOf(run.caught.value()), range(1, 3));
    }

    void samePageForEverIsAnError()
    {
        ListRun run;
        runList(run, [](int) { return listJson({ 1, 2 }, pageJson(1, 2, 500, 250)); });
        QVERIFY(!run.caught.ok());
        QCOMPARE(run.caught.error().kind, Kind::Parse);
        QCOMPARE(run.caught.error().fieldPath, u"data.page.totalElements"_s);
        QCOMPARE(run.caught.error().detail, u"500 promised, but the pages hold 2"_s);
        QCOMPARE_LE(run.requests, 4);
    }

    void nonsenseTotals()
    {
        ListRun negative;
        runList(negative, [](int) { return listJson({ 1, 2 }, pageJson(-3, -1, -7, -1)); });
        QCOMPARE(negative.caught.value().size(), 2);
        ListRun words;
        runList(words, [](int) { return listJson({ 1 }, R"({"totalElements":"many"})"); });
        QCOMPARE(words.caught.value().size(), 1); // goes on until nothing new comes
    }

    void badEntriesCostThemselves()
    {
        ListRun run;
        runList(run, [](int) {
            return QByteArray(R"({"successful":true,"data":{"contents":[{"id":1},{"name":"x"},7,{"id":2}],"page":{"number":1,"size":200,"totalElements":4,"totalPages":1}}})");
        });
        QVERIFY(run.caught.ok());
        QCOMPARE(idsOf(run.caught.value()), range(1, 2));
        QCOMPARE(run.requests, 1);      // they count as entries that were there
        QCOMPARE(run.caught.notes().unread, 2);
        QCOMPARE(run.caught.notes().notes, (QStringList { u"data.contents[1].id: expected an integer, found nothing"_s,
                                                          u"data.contents[2]: expected an object, found 7"_s }));
    }

    /// The same bad entry on every page is one; and it does not make the list endless.
    void badEntriesOnEveryPage()
    {
        ListRun run;
        runList(run, [](int page) {
            return QByteArray(R"({"successful":true,"data":{"contents":[{"name":"x"},{"id":)") + QByteArray::number(page)
                    + R"(}],"page":{"totalElements":3}}})";
        });
        QVERIFY(run.caught.ok());
        QCOMPARE(idsOf(run.caught.value()), range(1, 2));
        QCOMPARE(run.caught.notes().unread, 1);
    }

    void contentsThatAreNoList()
    {
        ListRun run;
        runList(run, [](int) { return QByteArray(R"({"successful":true,"data":{"contents":"none"}})"); });
        QCOMPARE(run.caught.error().fieldPath, u"data.contents"_s);
    }

    void endlessListEnds()
    {
        PageWalk walk(true);
        const PageInfo info { {}, {}, 1'000'000'000'000, {} };
        qint64 collected = 0;
        PageWalk::Next next = PageWalk::Next::Ask;
        for (int i = 0; i < 1000 && next == PageWalk::Next::Ask; ++i)
            next = walk.after(info, 200, collected += 200);
        QCOMPARE(int(next), int(PageWalk::Next::TooLong));
    }

    /// A list documented without pages is asked without them, and with them when it turns out to have some.
    void unpagedListThatHasPages()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            const int page = std::max(1, request.parameter("page").toInt());
            const qint64 size = std::max(2, request.parameter("size").toInt());
            return scripts::ok(listJson(range(size * (page - 1) + 1, std::min<qint64>(size * page, 5)), pageJson(page, size, 5, 1)));
        });
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<QList<ObServer>> servers;
        client.fetchServers(ClusterId(1), servers.context(), servers.callback());
        QVERIFY(servers.wait() && servers.ok());
        QCOMPARE(servers.value().size(), 5);
        QCOMPARE(server.requests().value(0).target, "/api/v2/ob/clusters/1/servers");
        QCOMPARE(server.requests().value(1).target, "/api/v2/ob/clusters/1/servers?page=1&size=200");
    }

    void errorOnTheSecondPageIsAnError()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            return request.parameter("page") == "1" ? scripts::ok(listJson({ 1, 2 }, pageJson(1, 2, 4, 2))) : scripts::reply(500, "{}");
        });
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<QList<Region>> regions;
        client.fetchRegions(regions.context(), regions.callback());
        QVERIFY(regions.wait());
        QVERIFY(!regions.ok());
        QCOMPARE(regions.error().kind, Kind::ServerError);
    }
};

QTEST_GUILESS_MAIN(TestOcpLists)
#include "tst_ocplists.moc"
