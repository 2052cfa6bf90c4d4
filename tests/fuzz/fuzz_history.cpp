// SPDX-License-Identifier: GPL-3.0-or-later
// What is read back from the disk. An input that starts with { or [ is a saved run or reply, any other a row of the journal: for each
// column a storage class, a length and the value.
#include "fuzz/fuzztarget.h"
#include "fuzz/markupcheck.h"

#include "history/journalentry.h"
#include "history/journalexport.h"
#include "history/journalrow.h"
#include "report/runfile.h"

#include <QHashFunctions>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace obdesk::fuzz {

using namespace Qt::StringLiterals;

namespace {

void checkRun(const QByteArray &json)
{
    const Result<Run> run = runFromJson(json);
    if (!run) {
        require(run.error().kind != ApiError::Kind::Parse || !run.error().detail.isEmpty(), "a problem is named");
        return;
    }
    const QByteArray written = runToJson(*run);
    const Result<Run> again = runFromJson(written);
    require(again.ok(), "a run that was read can be written and read again");
    require(runToJson(*again) == written, "and is the same then");
}

JournalRow rowFrom(Input &input)
{
    constexpr std::array classes { 't', 'i', 'n', 'r', 'b' };
    JournalRow row;
    for (StoredValue &value : row.values) {
        value.storageClass = classes[size_t(input.byte()) % classes.size()];
        value.bytes = input.bytes(input.byte());
    }
    return row;
}

void checkRow(const JournalRow &row)
{
    const ProcessMark process = processOf(row);
    const Intent intent = intentOf(row);
    const JournalRow kept = rowOf(intent, process);
    require(rowOf(intentOf(kept), process).values == kept.values, "an intent that was read is written as it was");
    const Conclusion conclusion = conclusionOf(row);
    const JournalRow concluded = rowOf(intent.id, conclusion, process);
    require(rowOf(intent.id, conclusionOf(concluded), process).values == concluded.values, "so is a conclusion");
}

void checkExport(const JournalRow &row)
{
    const QByteArray digests = digestsOf(row);
    require(digests.size() == qsizetype(columnCount) * 16, "every column has its digest");
    require(digestIn(digests, Column::Detail).size() == 16, "and it is found");
    require(hashOf(row).size() == 64, "a row has its hash");
    require(insertValues(row).size() == qsizetype(columnCount) + 2, "every column is stored");

    JournalEntry entry;
    entry.seq = row.number(Column::Seq);
    entry.intent = intentOf(row);
    entry.process = processOf(row);
    entry.conclusions = { conclusionOf(row) };
    entry.standing = standingOf(entry.conclusions, entry.process);
    require(!wordOf(entry.standing).isEmpty(), "a standing has a word");
    static_cast<void>(entry.isOpen());
    const QString csv = QString::fromUtf8(journalToCsv({ entry }));
    require(!holdsControls(csv), "a table holds no control character");
    const QList<QStringList> table = readCsv(csv);
    require(table.size() == 2 && table.first().size() == table.last().size(), "an entry is a line with all cells");
    require(std::none_of(table.last().begin(), table.last().end(), startsFormula), "no cell starts a formula");

    JournalStore::Extract extract;
    extract.rows = { { row, digestsOf(row), hashOf(row) } };
    extract.allRows = 1;
    const QJsonDocument document = QJsonDocument::fromJson(journalToJson(extract));
    require(document.object().value("rows"_L1).toArray().first().toObject().size() == int(columnCount) + 2, "an export holds every column");
}

} // namespace

int history(const uint8_t *data, size_t size)
{
    Input input(data, size);
    if (size > 0 && (data[0] == '{' || data[0] == '[')) {
        checkRun(input.rest());
        return 0;
    }
    const JournalRow row = rowFrom(input);
    checkRow(row);
    // Hashes take ten times as long as all the rest: for some inputs only, always the same ones.
    if (qHash(QByteArrayView(data, qsizetype(size)), 0) % 16 == 0)
        checkExport(row);
    return 0;
}

} // namespace obdesk::fuzz
