// SPDX-License-Identifier: GPL-3.0-or-later
// Texts without a space: all of them is shown, on lines of the width there is.
#include "theme/theme.h"
#include "widgets/banner.h"
#include "widgets/wrappedtext.h"

#include <QDialog>
#include <QImage>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int width = 400;

/// A window of `width` with nothing but `shown` at its top.
void place(QWidget &window, QWidget *shown)
{
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(shown);
    layout->addStretch(1);
    window.resize(width, 600);
    window.show();
}

/// The lowest row of `label` that differs from its first pixel; -1 when none does.
int lowestInk(QLabel *label)
{
    const QImage image = label->grab().toImage();
    for (int y = image.height() - 1; y >= 0; --y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != image.pixel(0, 0))
                return y;
        }
    }
    return -1;
}

} // namespace

class TestUiWrappedText final : public QObject
{
    Q_OBJECT

private slots:
    void labelShowsAllOfALongWord()
    {
        QWidget window;
        auto *label = new WrappedLabel(nullptr);
        place(window, label);
        label->setText(u"x"_s);
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const int line = label->fontMetrics().height();
        QTRY_VERIFY(label->height() < 2 * line);
        label->setText(QString(400, u'W'));
        const int lines = 400 * label->fontMetrics().horizontalAdvance(u'W') / width;
        QTRY_VERIFY2(label->height() >= lines * line, qPrintable(QString::number(label->height())));
        QCOMPARE(window.width(), width);
        QVERIFY(lowestInk(label) > (lines - 1) * line);
    }

    void textShowsAllOfALongWord_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one word") << QString(100, u'W');
        QTest::newRow("lines") << QString(60, u'W') + u'\n' + QString(90, u'i') + u"\nend"_s;
        QTest::newRow("Han") << QString(90, QChar(0x4E00));
        QTest::newRow("json") << u"{"_s + u"\"observer\":\"10.0.0.1:2882\","_s.repeated(5) + u"}"_s;
    }

    void textShowsAllOfALongWord()
    {
        QFETCH(QString, text);
        QWidget window;
        Theme theme;
        auto *banner = new Banner(theme, nullptr);
        place(window, banner);
        banner->show(Banner::Kind::Error, text, u"Do"_s);
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(banner->text(), text);
        auto *shown = banner->findChild<WrappedText *>();
        QTRY_VERIFY2(shown->document()->size().height() <= shown->viewport()->height(),
                     qPrintable(u"%1 of %2 px"_s.arg(shown->viewport()->height()).arg(shown->document()->size().height())));
        QVERIFY(shown->document()->size().width() <= shown->viewport()->width());
        QCOMPARE(window.width(), width);
        QCOMPARE(shown->toPlainText(), text); // as it can be copied: nothing was put in to break the lines
    }

    void aWindowGrowsWithItsText()
    {
        QDialog window;
        Theme theme;
        auto *banner = new Banner(theme, nullptr);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(new QLabel(u"above"_s));
        layout->addWidget(banner);
        layout->addWidget(new QLabel(u"below"_s));
        window.resize(width, 60);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        banner->show(Banner::Kind::Running, u"short"_s);
        QCoreApplication::processEvents();
        banner->show(Banner::Kind::Error, u"word "_s.repeated(30), u"A button that takes room"_s);
        auto *text = banner->findChild<WrappedText *>();
        QTRY_VERIFY(text->viewport()->height() >= text->document()->size().height());
        QCOMPARE(text->verticalScrollBar()->maximum(), 0);
        QCOMPARE(window.width(), width);
    }

    void aVeryLongTextLeavesRoomAndScrolls()
    {
        QWidget window;
        auto *text = new WrappedText(nullptr);
        place(window, text);
        text->setPlain(QString(4000, u'W'));
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(text->verticalScrollBar()->maximum() > 0);
        QVERIFY(text->height() < window.height() / 2);
        text->moveCursor(QTextCursor::End);
        QVERIFY(text->viewport()->rect().intersects(text->cursorRect()));
    }

    void nothingIsTakenForMarkup()
    {
        WrappedText text(nullptr);
        text.setPlain(u"<b>bold</b>"_s);
        QCOMPARE(text.toPlainText(), u"<b>bold</b>"_s);
        WrappedLabel label(nullptr);
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(TestUiWrappedText)
#include "tst_ui_wrappedtext.moc"
