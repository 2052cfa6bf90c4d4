// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where content would: loading, nothing there, or an error, said in words, with the next step.
#pragma once

#include "theme/theme.h"
#include "words/errorwords.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace obdesk {

class WrappedLabel;
class WrappedText;

class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(const Theme &theme, QWidget *parent = nullptr);

    void showLoading(const QString &what);
    void showEmpty(const QString &icon, const QString &title, const QString &text, const QString &action = {});
    void showError(const ErrorWords &error, const QString &action = {});
    QString title() const;

signals:
    void actionTriggered();

private:
    void set(const QString &icon, bool error, const QString &title, const QString &text, const QString &action);
    void restyle();

    const Theme &m_theme;
    QString m_iconName;
    bool m_isError = false;
    QLabel *m_icon = nullptr;
    WrappedLabel *m_title = nullptr;
    WrappedText *m_text = nullptr;
    QProgressBar *m_busy = nullptr;
    QPushButton *m_action = nullptr;
};

} // namespace obdesk
