// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/addcheckmodel.h"

#include "theme/icons.h"
#include "words/fitnesswords.h"
#include "words/plain.h"

namespace obdesk {

using namespace Qt::StringLiterals;

AddCheckModel::AddCheckModel(const Theme &theme, QObject *parent) : QAbstractListModel(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_checks.isEmpty())
            emit dataChanged(index(0), index(rowCount() - 1), { Qt::DecorationRole, Qt::ForegroundRole });
    });
}

void AddCheckModel::setChecks(const QList<AddCheck> &checks, const AddPlan &plan)
{
    QStringList texts;
    for (const AddCheck &check : checks)
        texts.append(checkWords(check, plan));
    if (checks.size() != m_checks.size()) {
        beginResetModel();
        m_checks = checks;
        m_texts = texts;
        endResetModel();
        return;
    }
    for (int i = 0; i < checks.size(); ++i) {
        if (m_checks.at(i) == checks.at(i) && m_texts.at(i) == texts.at(i))
            continue;
        m_checks[i] = checks.at(i);
        m_texts[i] = texts.at(i);
        emit dataChanged(index(i), index(i));
    }
}

int AddCheckModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_checks.size());
}

QVariant AddCheckModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AddCheck &check = m_checks.at(index.row());
    const Tokens &t = m_theme.tokens();
    switch (role) {
    case Qt::DisplayRole:
        return m_texts.at(index.row());
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(checkStateWord(check.state), m_texts.at(index.row()));
    case Qt::ToolTipRole:
        return asToolTip(checkAdvice(check));
    case Qt::DecorationRole:
        switch (check.state) {
        case AddCheck::State::Pass:
            return stateIcon(StepState::Successful, t);
        case AddCheck::State::Warn:
            return themedIcon(u"warning"_s, t.warning);
        case AddCheck::State::Fail:
            return stateIcon(StepState::Failed, t);
        case AddCheck::State::Unknown:
            return stateIcon(StepState::Pending, t);
        }
        return {};
    case Qt::ForegroundRole:
        if (check.state == AddCheck::State::Fail)
            return t.failed;
        return check.state == AddCheck::State::Unknown ? QVariant(t.dimText) : QVariant();
    case StateRole:
        return int(check.state);
    case KindRole:
        return int(check.kind);
    default:
        return {};
    }
}

} // namespace obdesk
