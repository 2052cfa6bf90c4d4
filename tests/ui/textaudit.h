// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at every text a window can show, whatever widget shows it: none may be taken for markup, none may hold characters that steer a
// terminal or turn the writing, none may make a shortcut by accident.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSet>
#include <QTabBar>
#include <QTextEdit>
#include <QWidget>

namespace obdesk {

class TextAudit
{
public:
    /// `fromServer`: texts with an ampersand, as they are shown; where one would make a shortcut it must be doubled.
    explicit TextAudit(const QStringList &fromServer) : m_fromServer(fromServer) { }

    /// `root` and all below it, shown or not.
    void look(const QWidget *root)
    {
        lookAtOne(root);
        const auto all = root->findChildren<QWidget *>();
        for (const QWidget *widget : all)
            lookAtOne(widget);
        const auto actions = root->findChildren<QAction *>();
        for (const QAction *action : actions) {
            check(action, "action", action->text(), Shortcuts);
            check(action, "tool tip of an action", action->toolTip(), Guesses);
        }
    }

    const QStringList &problems() const { return m_problems; }
    int texts() const { return m_texts; }
    /// Classes whose texts were looked at.
    const QSet<QString> &classes() const { return m_classes; }

private:
    enum How { Plain, Shortcuts, Guesses };

    void lookAtOne(const QWidget *widget)
    {
        check(widget, "tool tip", widget->toolTip(), Guesses);
        check(widget, "what's this", widget->whatsThis(), Guesses);
        check(widget, "window title", widget->windowTitle(), Plain);
        check(widget, "accessible name", widget->accessibleName(), Plain);
        check(widget, "accessible description", widget->accessibleDescription(), Plain);
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            check(widget, "label", label->text(), label->textFormat() == Qt::PlainText ? (label->buddy() ? Shortcuts : Plain) : Guesses);
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            check(widget, "button", button->text(), Shortcuts);
        if (const auto *box = qobject_cast<const QGroupBox *>(widget))
            check(widget, "group", box->title(), Shortcuts);
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget)) {
            check(widget, "line", edit->displayText(), Plain);
            check(widget, "placeholder", edit->placeholderText(), Plain);
        }
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
            check(widget, "text", edit->toPlainText(), Plain);
        if (const auto *edit = qobject_cast<const QTextEdit *>(widget))
            check(widget, "text", edit->toPlainText(), Plain);
        if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
            for (int tab = 0; tab < bar->count(); ++tab) {
                check(widget, "tab", bar->tabText(tab), Shortcuts);
                check(widget, "tool tip of a tab", bar->tabToolTip(tab), Guesses);
            }
        }
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
            lookAtModel(view, view->model(), {});
    }

    void lookAtModel(const QWidget *widget, const QAbstractItemModel *model, const QModelIndex &parent)
    {
        const int rows = std::min(model->rowCount(parent), 200);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < model->columnCount(parent); ++column) {
                const QModelIndex index = model->index(row, column, parent);
                check(widget, "cell", index.data().toString(), Plain);
                check(widget, "tool tip of a cell", index.data(Qt::ToolTipRole).toString(), Guesses);
                check(widget, "accessible text of a cell", index.data(Qt::AccessibleTextRole).toString(), Plain);
            }
            lookAtModel(widget, model, model->index(row, 0, parent));
        }
    }

    void check(const QObject *owner, const char *what, const QString &text, How how)
    {
        if (text.isEmpty())
            return;
        ++m_texts;
        m_classes.insert(QString::fromLatin1(owner->metaObject()->className()));
        const auto bad = [&](const char *why) {
            m_problems.append(QStringLiteral("%1 of %2 “%3” %4: %5").arg(QLatin1StringView(what), QLatin1StringView(owner->metaObject()->className()),
                                                                       owner->objectName(), QLatin1StringView(why), text.left(120)));
        };
        if (how == Guesses && Qt::mightBeRichText(text) && !isOurs(text))
            bad("would be read as markup");
        for (const QChar c : text) {
            const char16_t u = c.unicode();
            const bool steers = (u < 0x20 && u != '\n' && u != '\t') || (u >= 0x7F && u < 0xA0);
            const bool turns = u == 0x061C || u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
            if (steers || turns) {
                bad("has a character that should be shown as a sign");
                break;
            }
        }
        if (how != Shortcuts)
            return;
        const QString single = QString(text).remove(QStringLiteral("&&")); // doubled ones are shown as they are
        for (const QString &hostile : m_fromServer) {
            if (single.contains(hostile))
                bad("has an ampersand that makes a shortcut");
        }
    }

    /// As asToolTip() makes it: everything but its own frame and line breaks is escaped.
    static bool isOurs(const QString &text)
    {
        if (!text.startsWith(QLatin1StringView("<qt>")) || !text.endsWith(QLatin1StringView("</qt>")))
            return false;
        QString inside = text.mid(4, text.size() - 9);
        return !inside.remove(QLatin1StringView("<br>")).contains(u'<');
    }

    const QStringList m_fromServer;
    QStringList m_problems;
    QSet<QString> m_classes;
    int m_texts = 0;
};

} // namespace obdesk
