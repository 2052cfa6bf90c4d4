// SPDX-License-Identifier: GPL-3.0-or-later
// Where the cells of a matrix lie, and that their marks can be told apart however small they are.
#include "picture/matrixpicture.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;
using Way = MatrixLayout::Way;

namespace {

/// A row for the whole cluster and one for each host. Every third column is the cluster's; a band has three columns. Row 2, if there is
/// one, has two lines in column 0.
MatrixTable tableOf(int hosts, int columns)
{
    MatrixTable table;
    table.rows.append({ u"Whole cluster"_s, 1, true });
    for (int host = 0; host < hosts; ++host)
        table.rows.append({ u"10.20.2.%1"_s.arg(host + 14), host == 1 ? 2 : 1, false });
    for (int column = 0; column < columns; ++column) {
        table.columns.append({ u"Start observer process with param %1"_s.arg(column), column / 3, column % 3 == 2 });
        if (column % 3 == 0)
            table.bands.append(u"%1 · Phase"_s.arg(column / 3 + 1));
        for (int host = 0; host < (column % 3 == 2 ? 0 : hosts); ++host)
            table.cells.append({ host + 1, column, 0 });
        if (column % 3 == 2)
            table.cells.append({ 0, column, 0 });
    }
    if (hosts > 1)
        table.cells.append({ 2, 0, 1 });
    table.cells.append({ -1, -1, 0 }); // one that is filtered out
    return table;
}

MatrixRoom roomOf(QSizeF size)
{
    return { size, 110, 60, 12, {} };
}

QImage cellImage(QSize size, StepState state, const Tokens &tokens)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(tokens.panel);
    QPainter painter(&image);
    paintCell(painter, QRectF(QPointF(0, 0), size), { state, false, false, false }, tokens);
    return image;
}

/// Which pixels are ink: far in lightness from the cell's own ground. Colour plays no part.
QImage shapeOf(const QImage &cell, QColor ground)
{
    QImage shape(cell.size(), QImage::Format_Mono);
    shape.fill(0);
    for (int y = 0; y < cell.height(); ++y) {
        for (int x = 0; x < cell.width(); ++x)
            shape.setPixel(x, y, std::abs(qGray(cell.pixel(x, y)) - qGray(ground.rgb())) > 40);
    }
    return shape;
}

constexpr StepState allStates[] = { StepState::Unknown, StepState::Pending, StepState::Ready, StepState::Running, StepState::Canceling,
                                    StepState::Failed, StepState::Successful, StepState::Skipped, StepState::RolledBack };

} // namespace

class TestPictureMatrix : public QObject
{
    Q_OBJECT

private slots:
    void cellsDoNotOverlap()
    {
        for (const QSizeF size : { QSizeF(1300, 800), QSizeF(400, 300), QSizeF(3000, 2000) }) {
            MatrixLayout layout;
            layout.setTable(tableOf(20, 12));
            layout.fit(roomOf(size));
            const int cells = int(layout.table().cells.size());
            int shown = 0;
            for (int cell = 0; cell < cells; ++cell) {
                const QRectF rect = layout.cellRect(cell);
                QCOMPARE(rect.isNull(), layout.table().cells.at(cell).row < 0);
                if (rect.isNull())
                    continue;
                ++shown;
                QVERIFY(QRectF(QPointF(0, 0), layout.bodySize()).contains(rect));
                QCOMPARE(layout.cellAt(rect.center()), cell); // so that no two can be at one place
                QCOMPARE(layout.cellAt(rect.topLeft()), cell);
                QCOMPARE(layout.rowAt(rect.center().y()), layout.table().cells.at(cell).row);
                QCOMPARE(layout.columnAt(rect.center().x()), layout.table().cells.at(cell).column);
                QCOMPARE(layout.titleRect(layout.table().cells.at(cell).column).left(), rect.left());
            }
            QList<int> visited;
            layout.visitCells(QRectF(QPointF(0, 0), layout.bodySize()), [&](int cell) { visited.append(cell); });
            QCOMPARE(visited.size(), shown);
            const QRectF part = layout.cellRect(40).adjusted(1, 1, -1, -1);
            visited.clear();
            layout.visitCells(part, [&](int cell) { visited.append(cell); });
            QCOMPARE(visited, QList<int> { 40 });
        }
    }

    void nothingBesideTheCells()
    {
        MatrixLayout layout;
        layout.setTable(tableOf(3, 6));
        layout.fit(roomOf({ 2000, 900 }));
        QCOMPARE(layout.cellAt({ -5, 20 }), -1);
        QCOMPARE(layout.cellAt({ layout.bodySize().width() + 5, 20 }), -1);
        QCOMPARE(layout.cellAt(layout.rowRect(0).center() + QPointF(layout.labelWidth(), 0)), -1); // the cluster has nothing in column 0
        QCOMPARE(layout.bandAt(layout.cellRect(0).center().x()), 0);
        MatrixLayout empty;
        empty.setTable({});
        empty.fit(roomOf({ 800, 600 }));
        QCOMPARE(empty.cellAt({ 10, 10 }), -1);
        QCOMPARE(empty.neighbour(-1, Way::Down), -1);
    }

    /// The measure of the view: a hundred hosts and 21 columns in what a task page leaves of a 1080p screen.
    void hundredHostsOnOneScreen()
    {
        MatrixPicture picture;
        MatrixTable table;
        table.rows.append({ u"Whole cluster"_s, 1, true });
        for (int host = 0; host < 100; ++host)
            table.rows.append({ u"10.20.2.%1"_s.arg(host + 14), 1, false });
        for (int column = 0; column < 21; ++column) {
            table.columns.append({ u"Start observer process with param"_s, column / 2, column % 2 == 1 });
            table.bands.append(u"phase"_s);
            for (int host = 0; host < 100; ++host)
                table.cells.append({ host + 1, column, 0 });
        }
        picture.setTable(table);
        picture.fit({ 1280, 790 }, 12, {});
        QVERIFY(picture.totalSize().width() <= 1280);
        QVERIFY(picture.totalSize().height() <= 790);
        QVERIFY(picture.layout().lineHeight() >= MatrixLayout::leastLine);
    }

    void whatDoesNotFitIsReadableAndScrolls()
    {
        MatrixPicture picture;
        picture.setTable(tableOf(500, 21));
        picture.fit({ 1280, 790 }, 12, {});
        QCOMPARE(picture.layout().lineHeight(), MatrixLayout::readableLine);
        picture.fit({ 1280, 790 }, 12, 10);
        QCOMPARE(picture.layout().lineHeight(), 10);
        picture.setTable(tableOf(5, 200));
        picture.fit({ 1280, 790 }, 12, {});
        QCOMPARE(picture.layout().cellWidth(), MatrixLayout::readableWidth);
    }

    void neighbours()
    {
        MatrixLayout layout;
        layout.setTable(tableOf(3, 6)); // columns 2 and 5 are the cluster's, row 2 has two lines in column 0
        layout.fit(roomOf({ 1300, 800 }));
        const auto at = [&](int row, int column, int line = 0) {
            const int cell = int(layout.table().cells.indexOf(MatrixCellPlace { row, column, line }));
            return cell;
        };
        QCOMPARE(layout.neighbour(-1, Way::Right), at(0, 2));
        QCOMPARE(layout.neighbour(at(1, 1), Way::Right), at(1, 3));
        QCOMPARE(layout.neighbour(at(1, 3), Way::Left), at(1, 1));
        QCOMPARE(layout.neighbour(at(1, 0), Way::Left), at(1, 0));
        QCOMPARE(layout.neighbour(at(1, 4), Way::Right), at(1, 4));
        QCOMPARE(layout.neighbour(at(1, 0), Way::Up), at(0, 2));
        QCOMPARE(layout.neighbour(at(0, 2), Way::Up), at(0, 2));
        QCOMPARE(layout.neighbour(at(2, 0), Way::Down), at(2, 0, 1));
        QCOMPARE(layout.neighbour(at(2, 0, 1), Way::Down), at(3, 0));
        QCOMPARE(layout.neighbour(at(2, 4), Way::Down), at(3, 4)); // past the line that only column 0 has
        QCOMPARE(layout.neighbour(at(3, 4), Way::Up), at(2, 4));
        QCOMPARE(layout.neighbour(at(3, 4), Way::Down), at(3, 4));
        QCOMPARE(layout.neighbour(at(3, 3), Way::RowStart), at(3, 0));
        QCOMPARE(layout.neighbour(at(3, 0), Way::RowEnd), at(3, 4));
        QCOMPARE(layout.neighbour(at(3, 0), Way::First), at(0, 2));
        QCOMPARE(layout.neighbour(at(1, 0), Way::Last), at(3, 4));
        QCOMPARE(layout.cellInRow(3, 2), at(3, 3));
        QCOMPARE(layout.cellInRow(3, 5), at(3, 4));
    }

    /// Each state has a shape of its own, at every height a line can have, without its colour.
    void marksDifferInShape_data()
    {
        QTest::addColumn<int>("height");
        QTest::addColumn<bool>("dark");
        for (int height = int(MatrixLayout::leastLine); height <= int(MatrixLayout::mostLine); ++height) {
            QTest::addRow("light %d", height) << height << false;
            QTest::addRow("dark %d", height) << height << true;
        }
    }

    void marksDifferInShape()
    {
        QFETCH(int, height);
        QFETCH(bool, dark);
        const Tokens &tokens = dark ? darkTokens() : lightTokens();
        QList<QImage> shapes;
        for (const StepState state : allStates) {
            const QColor ground = state == StepState::Failed ? tokens.failed : stateFill(tokens, state);
            // The inside, without the border, whose presence may differ as well.
            const QImage inside = cellImage({ 50, height }, state, tokens).copy(15, 2, 20, height - 4);
            shapes.append(shapeOf(inside, ground));
        }
        for (int a = 0; a < shapes.size(); ++a) {
            for (int b = 0; b < a; ++b)
                QVERIFY2(shapes.at(a) != shapes.at(b), qPrintable(u"states %1 and %2"_s.arg(int(allStates[a])).arg(int(allStates[b]))));
        }
    }

    /// One pixmap for thousands of cells must show what painting each would.
    void spritesShowWhatPaintingShows()
    {
        for (const double ratio : { 1.0, 2.0 }) {
            QImage direct(QSize(80, 22) * ratio, QImage::Format_ARGB32_Premultiplied);
            direct.setDevicePixelRatio(ratio);
            direct.fill(Qt::white);
            QImage sprite = direct;
            const CellKind kind { StepState::Failed, true, true, false };
            QPainter first(&direct);
            paintCell(first, QRectF(0, 0, 80, 22), kind, lightTokens());
            first.end();
            CellSprites sprites;
            QPainter second(&sprite);
            QVERIFY(CellSprites::fits(second));
            sprites.paint(second, QRectF(0, 0, 80, 22), kind, lightTokens());
            second.end();
            int worst = 0;
            for (int y = 0; y < direct.height(); ++y) {
                for (int x = 0; x < direct.width(); ++x) {
                    const QColor a = direct.pixelColor(x, y);
                    const QColor b = sprite.pixelColor(x, y);
                    worst = std::max({ worst, std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue()) });
                }
            }
            QVERIFY2(worst <= 3, qPrintable(QString::number(worst))); // rounding of half-transparent edges
        }
    }

    void labelsOfFailedHostsComeFirst()
    {
        MatrixPicture picture;
        picture.setTable(tableOf(100, 6));
        for (int cell = 0; cell < picture.layout().table().cells.size(); ++cell)
            picture.setCell(cell, { StepState::Successful, false, false, false });
        picture.fit({ 1280, 790 }, 12, 6);
        QVERIFY(picture.layout().lineHeight() < 10);
        const auto shownRows = [&] {
            QList<int> rows;
            for (int row = 0; row < 101; ++row) {
                if (picture.showsLabel(row))
                    rows.append(row);
            }
            return rows;
        };
        const QList<int> before = shownRows();
        QVERIFY(before.size() > 20);
        int hidden = 50;
        while (before.contains(hidden))
            ++hidden;
        const int cell = picture.layout().cellInRow(hidden, 0);
        QVERIFY(picture.setCell(cell, { StepState::Failed, false, false, false }));
        QVERIFY(!picture.setCell(cell, { StepState::Failed, false, false, false }));
        QVERIFY(picture.chooseLabels());
        QVERIFY(!picture.chooseLabels());
        const QList<int> after = shownRows();
        QVERIFY(after.contains(hidden));
        for (int i = 1; i < after.size(); ++i) // none covers its neighbour
            QVERIFY(picture.layout().rowRect(after.at(i)).center().y() - picture.layout().rowRect(after.at(i - 1)).center().y() >= 11);
    }

    void textsAreMadeForWhatIsPainted()
    {
        MatrixPicture picture;
        QStringList texts(100 * 6 + 20, u"0:31"_s);
        QList<int> asked;
        picture.setTextSource([&](int cell) {
            asked.append(cell);
            return texts.at(cell);
        });
        picture.setTable(tableOf(100, 6));
        picture.fit({ 1280, 790 }, 12, MatrixLayout::mostLine);
        QImage image(1280, 790, QImage::Format_ARGB32_Premultiplied);
        const int cell = picture.layout().cellInRow(40, 3);
        const QRectF rect = picture.layout().cellRect(cell).adjusted(2, 2, -2, -2);
        const auto paint = [&] {
            QPainter painter(&image);
            painter.translate(-rect.topLeft());
            picture.paintCells(painter, rect, {});
        };
        paint();
        QCOMPARE(asked, QList<int> { cell });
        QVERIFY(!picture.setCell(cell, {}));
        texts[cell] = u"0:32"_s;
        QVERIFY(picture.setCell(cell, {})); // the person reads it
        QVERIFY(!picture.setCell(cell + 1, {}));
        QVERIFY(!asked.contains(cell + 1)); // nobody has read it
    }

    void paintsTheWholeAsOnePicture()
    {
        MatrixPicture picture;
        picture.setTable(tableOf(3, 6));
        for (int cell = 0; cell < picture.layout().table().cells.size(); ++cell)
            picture.setCell(cell, { StepState::Failed, false, false, false });
        picture.fit({ 900, 500 }, 0, {});
        QImage image(picture.totalSize().toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        picture.paint(painter, { &lightTokens(), -1, -1, false });
        painter.end();
        const QPointF origin(picture.layout().labelWidth(), picture.layout().headerHeight());
        int red = 0;
        for (int cell = 0; cell + 1 < picture.layout().table().cells.size(); ++cell) {
            const QRectF rect = picture.layout().cellRect(cell).translated(origin);
            red += image.pixelColor(QPoint(int(rect.left()) + 5, int(rect.center().y()))) == lightTokens().failed;
        }
        QCOMPARE(red, int(picture.layout().table().cells.size()) - 1);
    }
};

QTEST_MAIN(TestPictureMatrix)
#include "tst_picture_matrix.moc"
