// SPDX-License-Identifier: GPL-3.0-or-later
// The check list above the Submit button.
#pragma once

#include "domain/addchecks.h"
#include "theme/theme.h"

#include <QAbstractListModel>

namespace obdesk {

class AddCheckModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { StateRole = Qt::UserRole /* int of AddCheck::State */, KindRole /* int of AddCheck::Kind */ };

    explicit AddCheckModel(const Theme &theme, QObject *parent = nullptr);

    void setChecks(const QList<AddCheck> &checks, const AddPlan &plan);
    const QList<AddCheck> &checks() const { return m_checks; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    const Theme &m_theme;
    QList<AddCheck> m_checks;
    QStringList m_texts;
};

} // namespace obdesk
