// SPDX-License-Identifier: GPL-3.0-or-later
// What the style sheet does to Qt's own widgets.
#include "theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestTheme final : public QObject
{
    Q_OBJECT

private slots:
    /// It is a tool button: what is said of those must not make it larger than its place.
    void clearButtonIsInTheMiddleOfItsLine()
    {
        Theme theme;
        theme.applyTo(*qApp);
        QLineEdit line(u"ob_trade"_s);
        line.setClearButtonEnabled(true);
        line.resize(240, line.sizeHint().height());
        line.show();
        QVERIFY(QTest::qWaitForWindowExposed(&line));
        const auto *button = line.findChild<QToolButton *>();
        QVERIFY(button);
        QVERIFY(line.rect().contains(button->geometry()));
        QVERIFY2(std::abs(button->geometry().center().y() - line.rect().center().y()) <= 1,
                 qPrintable(u"button at %1, line at %2"_s.arg(button->geometry().center().y()).arg(line.rect().center().y())));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_ui_theme.moc"
