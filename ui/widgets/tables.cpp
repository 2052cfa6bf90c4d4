// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables.h"

#include <QHeaderView>
#include <QTableView>

namespace obdesk {

void setUpRowTable(QTableView *table, std::initializer_list<int> widths)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 12);
    QHeaderView *header = table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    const int unit = table->fontMetrics().horizontalAdvance(u'0'); // the average of a Han font is twice as wide
    int column = 0;
    for (const int width : widths)
        table->setColumnWidth(column++, width * unit);
}

} // namespace obdesk
