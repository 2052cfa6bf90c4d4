// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/htmlstyle.h"

#include "picture/tokens.h"
#include "report/runfacts.h"

#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr auto rules = R"(*{box-sizing:border-box}
html{background:var(--window);color:var(--text);-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0 auto;max-width:76rem;padding:0 1.25rem 2rem;line-height:1.5;font-size:15px;overflow-wrap:anywhere;
font-family:system-ui,"Segoe UI","Noto Sans",Roboto,"Helvetica Neue",Arial,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif}
header{margin:0 -1.25rem 1.25rem;padding:1.25rem 1.25rem 1rem;background:var(--panel);border-top:6px solid var(--env);border-bottom:1px solid var(--line)}
h1{margin:.5rem 0;font-size:1.7rem;line-height:1.25;font-weight:650}
h1 small{color:var(--dim);font-size:1.1rem;font-weight:400;white-space:nowrap}
h2{margin:0 0 .75rem;font-size:1.15rem}
h3{margin:1.25rem 0 .5rem;font-size:1rem}
h3:first-of-type{margin-top:0}
p{margin:.5rem 0}
.origin{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .75rem;margin:0;color:var(--dim)}
.origin b{padding:.1rem .6rem;border-radius:4px;background:var(--env);color:#fff}
.simulator .origin b{padding:.15rem .9rem;font-size:1.6rem;letter-spacing:.08em}
:lang(zh) .origin b{letter-spacing:normal}
.state{display:inline-flex;align-items:center;gap:.4em;white-space:nowrap}
header .state{font-size:1.15rem;font-weight:600}
.glyph{width:1.1em;height:1.1em;flex:none}
section{margin:0 0 1.25rem;padding:1.1rem 1.25rem;background:var(--panel);border:1px solid var(--line);border-radius:8px}
.notice{margin:0 0 1.25rem;padding:.7rem 1.25rem;background:var(--warning-fill);border:1px solid var(--warning);border-radius:8px}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1.25rem 2rem}
.facts h3{margin:0 0 .35rem;color:var(--dim);font-size:.85rem;font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem .9rem;margin:0}
dt{color:var(--dim)}
dd{margin:0}
#failure{border-color:var(--failed)}
.error{padding:.5rem .75rem;background:var(--failed-fill);border-left:4px solid var(--failed);font-weight:600}
.note{color:var(--dim)}
pre{margin:.5rem 0 0;padding:.75rem;max-height:26rem;overflow:auto;background:var(--window);border:1px solid var(--line);border-radius:6px;
white-space:pre-wrap;font:12.5px/1.45 ui-monospace,"DejaVu Sans Mono",Consolas,Menlo,"Noto Sans Mono CJK SC",monospace}
.picture{overflow:auto;border:1px solid var(--line);border-radius:6px;background:var(--window)}
.picture svg{display:block;margin:0 auto}
.table{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
thead th{color:var(--dim);font-weight:600;font-size:.9rem;vertical-align:bottom;white-space:nowrap}
tbody tr:nth-child(even){background:var(--stripe)}
td.num,th.num{text-align:end;white-space:nowrap}
td.time{white-space:nowrap}
td.name{min-width:12rem}
tr.failed td{background:var(--failed-fill)}
footer{color:var(--dim);font-size:.9rem}
a{color:var(--accent)}
@media (max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.3rem}}
@page{size:A4;margin:14mm}
@media print{html{background:#fff}body{max-width:none;padding:0;font-size:9.5pt}header{margin:0 0 8pt;padding:8pt 0}
section{border:0;border-top:1px solid var(--line);border-radius:0;padding:8pt 0;margin:0 0 6pt}
h2,h3{break-after:avoid}pre{max-height:none;font-size:7.5pt}.picture{overflow:visible;border:0}.picture svg{max-width:100%;max-height:245mm;height:auto}
.table{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}td.name{min-width:0}th,td{padding:2pt 4pt}
.facts{grid-template-columns:1fr 1fr}a{color:inherit;text-decoration:none}}
)"_L1;

} // namespace

QString htmlStyle()
{
    const Tokens &tokens = lightTokens();
    const std::array colors {
        std::pair { "window"_L1, tokens.window }, std::pair { "panel"_L1, tokens.panel }, std::pair { "line"_L1, tokens.line },
        std::pair { "text"_L1, tokens.text }, std::pair { "dim"_L1, tokens.dimText }, std::pair { "accent"_L1, tokens.accent },
        std::pair { "failed"_L1, tokens.failed }, std::pair { "failed-fill"_L1, tokens.failedFill },
        std::pair { "warning"_L1, tokens.warning }, std::pair { "warning-fill"_L1, tokens.warningFill },
        std::pair { "stripe"_L1, tokens.pendingFill },
    };
    QString style = u":root{"_s;
    for (const auto &[name, color] : colors)
        style += "--"_L1 + name + u':' + color.name() + u';';
    style += "}\n"_L1 + rules;
    for (int i = 0; i <= int(StepState::RolledBack); ++i) {
        const StepState state = StepState(i);
        style += ".state."_L1 + stateKey(state) + "{color:"_L1 + stateTextColor(tokens, state).name() + "}\n"_L1;
    }
    return style;
}

} // namespace obdesk
