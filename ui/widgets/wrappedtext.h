// SPDX-License-Identifier: GPL-3.0-or-later
// Texts from outside of any length, on as many lines as they take. A QLabel breaks its lines between words only: one long word, a path or
// JSON without spaces, makes it wider than its window.
#pragma once

#include <QLabel>
#include <QTextEdit>

namespace obdesk {

/// A label that breaks long words too.
class WrappedLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit WrappedLabel(QWidget *parent, const QString &objectName = {});
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int m_placedWidth = 0;
};

/// The same for a text that can be selected and copied, which a label lays out by rules of its own. Of very long ones twelve lines are
/// seen at once.
class WrappedText final : public QTextEdit
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text)
public:
    explicit WrappedText(QWidget *parent, const QString &objectName = {});
    QString text() const { return m_text; }
    void setPlain(const QString &text);
    void setCentered();
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QString m_text;
    int m_placedWidth = 0;
};

} // namespace obdesk
