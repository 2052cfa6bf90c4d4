// SPDX-License-Identifier: GPL-3.0-or-later
// A schema that has grown over several versions, each step with much to write: for migrations that are interrupted. Each version can be
// told by its tables, and holds the rows of the one before.
#pragma once

#include "history/database.h"

namespace obdesk::test {

constexpr int grownVersions = 4;
constexpr int grownRows = 3000;

/// The steps up to `version`, 1 to grownVersions.
inline QList<Database::Migration> growingSchema(int version)
{
    // Recursive: rows without a loop in the program.
    const QString fill = QStringLiteral("INSERT INTO v1 WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                                        "SELECT i, hex(randomblob(100)) FROM n").arg(grownRows);
    QList<Database::Migration> steps { {
        QStringLiteral("CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), schema INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO meta VALUES (1, 0)"),
        QStringLiteral("CREATE TABLE v1 (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"),
        fill,
    } };
    for (int to = 2; to <= version; ++to) {
        steps.append(Database::Migration {
            QStringLiteral("CREATE TABLE v%1 (id INTEGER PRIMARY KEY, text TEXT NOT NULL, length INTEGER NOT NULL)").arg(to),
            QStringLiteral("INSERT INTO v%1 SELECT id, text, length(text) FROM v%2").arg(to).arg(to - 1),
            QStringLiteral("CREATE INDEX v%1_length ON v%1 (length, text)").arg(to),
            QStringLiteral("DROP TABLE v%1").arg(to - 1),
        });
    }
    return steps;
}

} // namespace obdesk::test
