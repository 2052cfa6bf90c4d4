// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr auto portalService = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto portalInterface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto colorScheme = "color-scheme"_L1;

/// The portal's answer is wrapped in one variant by the signal and in two by the call. 1 dark, 2 light, 0 no preference.
std::optional<bool> darkOf(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    bool ok = false;
    const uint scheme = value.toUInt(&ok);
    if (!ok || scheme == 0)
        return std::nullopt;
    return scheme == 1;
}

} // namespace

Theme::Theme(QObject *parent) : QObject(parent) { }

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    decide();
}

QFont Theme::monospace()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

void Theme::applyTo(QApplication &application)
{
    m_application = &application;
    application.setStyle(QStyleFactory::create(u"Fusion"_s));
    askDesktop();
    decide();
    applyNow();
}

void Theme::askDesktop()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portalService, portalPath, portalInterface, u"SettingChanged"_s, this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, u"Read"_s);
    call.setArguments({ QString(appearance), QString(colorScheme) });
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        if (reply.isValid()) {
            m_desktopDark = darkOf(QVariant::fromValue(reply.value()));
            decide();
        }
        done->deleteLater();
    });
}

void Theme::onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != appearance || key != colorScheme)
        return;
    m_desktopDark = darkOf(value.variant());
    decide();
}

void Theme::decide()
{
    const bool dark = m_mode == Mode::System ? m_desktopDark.value_or(false) : m_mode == Mode::Dark;
    if (dark == m_dark)
        return;
    m_dark = dark;
    applyNow();
}

void Theme::applyNow()
{
    if (!m_application)
        return;
    const Tokens &t = tokens();
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.panel);
    palette.setColor(QPalette::AlternateBase, t.window);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::Button, t.panel);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.failed);
    palette.setColor(QPalette::ToolTipBase, t.panel);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::PlaceholderText, t.dimText);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Light, t.panel);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Dark, t.line);
    palette.setColor(QPalette::Shadow, t.line);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText })
        palette.setColor(QPalette::Disabled, role, t.dimText);
    m_application->setPalette(palette);
    m_application->setStyleSheet(styleSheet());
    emit changed();
}

QString Theme::styleSheet() const
{
    // Only what Fusion cannot say by palette: flat frames, round corners, primary and tool-like buttons, boxes to tick that can be seen in the dark.
    QString sheet = uR"(
QToolTip { color: @text; background: @panel; border: 1px solid @line; padding: 4px; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMenuBar { background: @panel; border-bottom: 1px solid @line; }
QMenuBar::item { padding: 5px 9px; background: transparent; }
QMenuBar::item:selected { background: @hover; border-radius: 4px; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @dim; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }
QStatusBar { background: @panel; border-top: 1px solid @line; color: @dim; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: @line; }
QPushButton { background: @panel; border: 1px solid @line; border-radius: 5px; padding: 5px 12px; min-height: 1.2em; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:disabled { color: @dim; background: @window; }
QPushButton:focus, QToolButton:focus { border: 1px solid @focus; }
QPushButton[primary="true"] { background: @accent; color: @onaccent; border-color: @accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: @accenthover; }
QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 4px 11px; }
QPushButton[primary="true"]:disabled { background: @line; color: @dim; border-color: @line; }
QPushButton[danger="true"] { color: @failed; border-color: @failed; }
QPushButton[danger="true"]:disabled { color: @dim; border-color: @line; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; color: @accent; }
QPushButton[flat="true"]:hover { background: @hover; }
QPushButton[flat="true"]:focus { border-color: @focus; }
QToolButton { background: @panel; border: 1px solid @line; border-radius: 5px; padding: 4px 10px; min-height: 1.2em; }
QToolButton:hover { background: @hover; }
QToolButton:checked { background: @selection; color: @accent; border-color: @accent; }
QToolButton:disabled { color: @dim; background: @window; }
QFileDialog QToolButton { padding: 3px; min-height: 0; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QToolButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[segment="middle"] { border-radius: 0; margin-left: -1px; }
QToolButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; margin-left: -1px; }
QToolButton[popupMode="2"] { padding-right: 20px; }
QToolButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; right: 5px; }
QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QTextEdit { background: @panel; border: 1px solid @line; border-radius: 5px; padding: 4px 7px; selection-background-color: @accent; selection-color: @onaccent; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: @focus; }
obdesk--WrappedText, obdesk--WrappedText:focus { background: transparent; border: 0; border-radius: 0; padding: 0; color: @text; }
obdesk--WrappedText[dim="true"] { color: @dim; }
QLineEdit[invalid="true"] { border-color: @failed; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/chevron.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; selection-background-color: @selection; selection-color: @text; }
QCheckBox::indicator, QTableView::indicator, QTreeView::indicator, QRadioButton::indicator { width: 13px; height: 13px; border: 1px solid @edge; border-radius: 3px; background: @panel; }
QCheckBox::indicator:hover, QTableView::indicator:hover, QRadioButton::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QTreeView::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check-@shade.svg); }
QCheckBox::indicator:disabled, QTableView::indicator:disabled, QTreeView::indicator:disabled, QRadioButton::indicator:disabled { background: @window; border-color: @line; image: none; }
QRadioButton::indicator { border-radius: 7px; }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 4px solid @accent; }
QTabBar { background: @panel; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; }
QTabBar::tab { background: transparent; color: @dim; padding: 8px 14px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { background: @hover; }
QTabBar::close-button { image: url(:/icons/close.svg); subcontrol-position: right; margin: 2px; }
QTabBar::close-button:hover { background: @selection; border-radius: 3px; }
QPushButton[dashed="true"] { background: transparent; border: 1px dashed @edge; color: @accent; padding: 9px; }
QPushButton[dashed="true"]:hover { background: @hover; }
QPushButton[dashed="true"]:disabled { color: @dim; }
QTabBar::tab:focus { color: @accent; }
QHeaderView::section { background: @panel; color: @dim; border: 0; border-bottom: 1px solid @line; padding: 6px 8px; font-weight: 600; }
QTableView, QTreeView, QListView { background: @panel; border: 1px solid @line; border-radius: 5px; outline: 0; gridline-color: @line; selection-background-color: @selection; selection-color: @text; }
QTreeView#navigator { border: 0; border-radius: 0; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; height: 0; width: 0; }
*[panel="true"] { background: @panel; }
*[panelLine="bottom"] { background: @panel; border-bottom: 1px solid @line; }
QLabel[dim="true"] { color: @dim; }
QLabel[failed="true"] { color: @failed; }
QProgressBar { background: @line; border: 0; border-radius: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
)"_s;
    const Tokens &t = tokens();
    const auto put = [&](QLatin1StringView name, const QColor &color) { sheet.replace(name, color.name(QColor::HexRgb)); };
    sheet.replace("@shade"_L1, m_dark ? "dark"_L1 : "light"_L1);
    put("@accenthover"_L1, m_dark ? t.accent.lighter(112) : t.accent.darker(112));
    put("@onaccent"_L1, t.onAccent);
    put("@accent"_L1, t.accent);
    put("@window"_L1, t.window);
    put("@panel"_L1, t.panel);
    put("@line"_L1, t.line);
    put("@edge"_L1, t.edge);
    put("@text"_L1, t.text);
    put("@dim"_L1, t.dimText);
    put("@failed"_L1, t.failed);
    put("@selection"_L1, t.selection);
    put("@hover"_L1, t.hover);
    put("@focus"_L1, t.focus);
    put("@scroll"_L1, t.pending);
    return sheet;
}

} // namespace obdesk
