// SPDX-License-Identifier: GPL-3.0-or-later
// Labels for text from outside: always plain text (a QLabel would render HTML and load local files), elided where short.
#pragma once

#include <QLabel>
#include <QString>

namespace obdesk {

/// A QLabel that shows `text` as it is. Owned by `parent`.
QLabel *plainLabel(const QString &text, QWidget *parent, const QString &objectName = {});

/// Bold, `size` times the font it has.
void makeTitle(QLabel *label, double size);

/// A name for the text of a button or menu entry, where an ampersand would make the next letter a shortcut.
QString literalText(const QString &name);

/// One line that gives way: elided at its right end, with the whole text as tool tip and accessible name.
class ElidedLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    void setFullText(const QString &text);
    const QString &fullText() const { return m_full; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();
    QString m_full;
};

} // namespace obdesk
