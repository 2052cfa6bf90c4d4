// SPDX-License-Identifier: GPL-3.0-or-later
// The time axis with its folded pauses, and the bars on it.
#include "picture/timelinepicture.h"

#include <QDateTime>
#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

#include <random>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60'000;
const qint64 zero = QDateTime(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC).toMSecsSinceEpoch();

TimeAxis::Span span(double fromMinute, double toMinute)
{
    return { zero + qint64(fromMinute * minute), zero + qint64(toMinute * minute) };
}

/// Two minutes of work, an hour of nothing, three minutes of work; 10 ms to the pixel.
TimeAxis axisWithGap()
{
    TimeAxis axis({ span(0, 1), span(0.5, 2), span(62, 65) }, 5 * minute);
    axis.setScale(0.01);
    return axis;
}

QString textOf(const QList<TimeAxis::Tick> &ticks)
{
    QStringList texts;
    for (const TimeAxis::Tick &tick : ticks)
        texts.append(QDateTime::fromMSecsSinceEpoch(tick.time).toString(u"HH:mm:ss"_s) + (tick.firstOfDay ? u"!"_s : QString()));
    return texts.join(u' ');
}

TimelineBar bar(double from, double to, StepState state = StepState::Successful)
{
    return { span(from, to).from, span(from, to).to, state, 1, false, false };
}

} // namespace

class TestPictureTimeline : public QObject
{
    Q_OBJECT

private slots:
    void pausesAreFolded()
    {
        const TimeAxis axis = axisWithGap();
        QCOMPARE(axis.shownTime(), 5 * minute);
        QCOMPARE(axis.gaps(), QList<TimeAxis::Span> { span(2, 62) });
        QCOMPARE(axis.width(), 5 * minute * 0.01 + TimeAxis::gapWidth);
        QCOMPARE(axis.xOf(zero), 0.0);
        QCOMPARE(axis.xOf(zero + 2 * minute), 1200.0);
        QCOMPARE(axis.xOf(zero + 62 * minute), 1200.0 + TimeAxis::gapWidth);
        QCOMPARE(axis.xOf(zero + 32 * minute), 1200.0 + TimeAxis::gapWidth / 2);
        QCOMPARE(axis.xOf(zero + 65 * minute), axis.width());
        QCOMPARE(axis.xOf(zero - minute), -600.0);
        QCOMPARE(axis.xOf(zero + 66 * minute), axis.width() + 600);
    }

    void shortPausesAreNot()
    {
        TimeAxis axis({ span(62, 65), span(0, 2) }, 60 * minute);
        QVERIFY(axis.gaps().isEmpty());
        QCOMPARE(axis.shownTime(), 65 * minute);
    }

    void scaleForAWidth()
    {
        TimeAxis axis = axisWithGap();
        axis.setScale(axis.scaleFor(800));
        QVERIFY(std::abs(axis.width() - 800) < 1e-6);
    }

    void nothing()
    {
        const TimeAxis axis({}, minute);
        QVERIFY(axis.isEmpty());
        QCOMPARE(axis.width(), 0.0);
        QCOMPARE(axis.xOf(zero), 0.0);
        QVERIFY(axis.ticks(0, 1000, 80).isEmpty());
    }

    /// There and back again, and later is never further left.
    void mapsBothWays()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int round = 0; round < 100; ++round) {
            QList<TimeAxis::Span> spans;
            for (int i = 0; i < 8; ++i) {
                const double from = double(random() % 500);
                spans.append(span(from, from + double(random() % 20)));
            }
            TimeAxis axis(spans, 10 * minute);
            axis.setScale(0.0001 * double(1 + random() % 1000));
            double before = -1e18;
            for (int i = -20; i < 600; ++i) {
                const qint64 time = zero + i * minute;
                const double x = axis.xOf(time);
                QVERIFY(x > before);
                before = x;
                QVERIFY(std::abs(axis.timeAt(x) - time) <= qint64(1 + 60 * minute / 34.0 / 1000)); // a gap has few pixels for much time
            }
        }
    }

    void ticksAtRoundTimes()
    {
        TimeAxis axis({ span(0.3, 10) }, 5 * minute);
        axis.setScale(100.0 / minute);
        QCOMPARE(textOf(axis.ticks(0, 330, 90)), u"03:01:00! 03:02:00 03:03:00"_s);
        QCOMPARE(textOf(axis.ticks(0, 971, 190)), u"03:02:00! 03:04:00 03:06:00 03:08:00 03:10:00"_s);
        axis.setScale(100.0 / 1000);
        QCOMPARE(textOf(axis.ticks(0, 250, 90)), u"03:00:18! 03:00:19 03:00:20"_s);
        QVERIFY(axis.tickStep(90) == 1000);
    }

    void ticksBehindAGap()
    {
        TimeAxis axis({ span(0, 2), span(61.5, 65) }, 5 * minute);
        axis.setScale(100.0 / minute);
        QCOMPARE(textOf(axis.ticks(0, 700, 90)), u"03:00:00! 03:01:00 03:02:00 04:02:00 04:03:00 04:04:00 04:05:00 04:06:00"_s);
        // A part too short for a round time gets a tick where it begins, if there is room.
        TimeAxis narrow({ span(0, 2), span(61.2, 61.6) }, 5 * minute);
        narrow.setScale(100.0 / minute);
        QVERIFY(!textOf(narrow.ticks(0, 300, 90)).contains(u"04:01:12"_s)); // 34 px from the tick before
        TimeAxis roomy({ span(0, 1.4), span(61.2, 61.6) }, 5 * minute);
        roomy.setScale(100.0 / minute);
        QCOMPARE(textOf(roomy.ticks(0, 180, 90)), u"03:00:00! 03:01:00 04:01:12"_s);
    }

    void ticksNameTheDay()
    {
        TimeAxis axis({ span(20 * 60, 22 * 60) }, 5 * minute); // 23:00 to 01:00
        axis.setScale(100.0 / (30 * minute));
        QCOMPARE(textOf(axis.ticks(0, 420, 90)), u"23:00:00! 23:30:00 00:00:00! 00:30:00 01:00:00"_s);
    }

    /// What is painted in two parts must be what is painted at once.
    void ticksDoNotDependOnWhatIsExposed()
    {
        TimeAxis axis({ span(0, 2), span(61.5, 65), span(3000, 3002) }, 5 * minute);
        axis.setScale(120.0 / minute);
        const QList<TimeAxis::Tick> all = axis.ticks(0, axis.width(), 96);
        QVERIFY(all.size() > 6);
        for (double left = 0; left < axis.width(); left += 7) {
            QList<TimeAxis::Tick> part;
            for (const TimeAxis::Tick &tick : all) {
                if (tick.x >= left && tick.x <= left + 150)
                    part.append(tick);
            }
            if (left + 150 <= axis.width())
                QCOMPARE(axis.ticks(left, left + 150, 96), part);
        }
    }

    void bars()
    {
        TimelinePicture picture;
        TimelineRow row;
        row.bars = { bar(0, 1, StepState::Failed), bar(1.5, 1.5, StepState::Running), bar(62, 65) };
        TimelineRow waiting;
        picture.setRows({ row, waiting });
        picture.setAxis(axisWithGap());
        QCOMPARE(picture.busy().size(), 3);
        QCOMPARE(picture.barRect(0, 0).width(), 600.0);
        QCOMPARE(picture.barRect(0, 1).width(), TimelinePicture::leastBar); // however short
        QCOMPARE(picture.barRect(0, 2).left(), 1200.0 + TimeAxis::gapWidth);
        QCOMPARE(picture.barAt(0, 300), 0);
        QCOMPARE(picture.barAt(0, picture.barRect(0, 1).center().x()), 1);
        QCOMPARE(picture.barAt(0, 700), -1);
        QCOMPARE(picture.rowAt(TimelinePicture::rowHeight * 1.5), 1);
        QCOMPARE(picture.rowAt(-1), -1);
        QCOMPARE(picture.rowAt(TimelinePicture::rowHeight * 2), -1);
        QVERIFY(!picture.setRow(0, row));
        row.bars.first().onPath = true;
        QVERIFY(picture.setRow(0, row));
    }

    void wordsAreMadeForWhatIsPainted()
    {
        TimelinePicture picture;
        QList<int> asked;
        picture.setWordSource([&](int row) {
            asked.append(row);
            return TimelineWords { u"Install rpm"_s, u"10.0.0.1"_s, { u"1m"_s } };
        });
        TimelineRow row;
        row.bars = { bar(0, 1) };
        picture.setRows(QList<TimelineRow>(50, row));
        picture.setAxis(axisWithGap());
        QImage image(600, 24, QImage::Format_ARGB32_Premultiplied);
        const auto paint = [&](int which) {
            QPainter painter(&image);
            painter.translate(0, -TimelinePicture::rowHeight * which);
            const QRectF exposed(0, TimelinePicture::rowHeight * which, 600, TimelinePicture::rowHeight - 1);
            picture.paintLabels(painter, exposed, {});
            picture.paintChart(painter, exposed, {});
        };
        paint(7);
        paint(7);
        QCOMPARE(asked, QList<int> { 7 });
        row.bars = { bar(0, 2) };
        QVERIFY(picture.setRow(7, row));
        paint(7);
        QCOMPARE(asked, (QList<int> { 7, 7 }));
    }

    void paintsBarsPathAndNow()
    {
        TimelinePicture picture;
        TimelineRow row;
        row.bars = { bar(0, 1, StepState::Failed), bar(62, 64) };
        row.bars.last().onPath = true;
        picture.setRows({ row });
        picture.setAxis(axisWithGap());
        QImage image(int(picture.axis().width()) + 200, 24, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        const Tokens &tokens = lightTokens();
        QPainter painter(&image);
        picture.paintChart(painter, image.rect(), { &tokens, -1, -1, false, zero + 65 * minute });
        painter.end();
        QCOMPARE(image.pixelColor(300, 12), tokens.failed);
        const QPoint second = picture.barRect(0, 1).center().toPoint();
        QCOMPARE(image.pixelColor(second), tokens.successful);
        QCOMPARE(image.pixelColor(second.x(), int(picture.barRect(0, 1).bottom())), tokens.text); // the dark edge
        QVERIFY(image.pixelColor(300, int(picture.barRect(0, 0).bottom()) + 1) != tokens.text);
        QCOMPARE(image.pixelColor(int(picture.axis().width()), 12), tokens.accent);
        QCOMPARE(image.pixelColor(1200 + int(TimeAxis::gapWidth / 2), 12), tokens.window); // the folded pause
    }
};

QTEST_MAIN(TestPictureTimeline)
#include "tst_picture_timeline.moc"
