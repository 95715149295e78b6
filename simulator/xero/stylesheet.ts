/** The one stylesheet of the simulator's pages; light and dark follow the reader's system. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --surface: #ffffff; --line: #dfe3e8; --ink: #1c2530; --quiet: #566170;
  --accent: #0b5c8f; --accent-ink: #ffffff; --good: #14663a; --good-ground: #e2f3e8;
  --warn: #7d4a00; --warn-ground: #fdf0d9; --bad: #9c1f2b; --bad-ground: #fde8ea; --bar: #16324a; --bar-ink: #eef4f8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12171d; --surface: #1a2129; --line: #303a45; --ink: #e6ebf0; --quiet: #a3afbc;
    --accent: #6fc0f2; --accent-ink: #0b1a26; --good: #8fdcae; --good-ground: #173826;
    --warn: #f3c987; --warn-ground: #3d2d12; --bad: #ffabb3; --bad-ground: #47191f; --bar: #0d2233; --bar-ink: #e2ecf3;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 "Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif;
}
a { color: var(--accent); text-underline-offset: 2px; }
td a, .card li a { text-decoration: none; }
td a:hover, .card li a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 12px; top: 8px; background: var(--surface); padding: 6px 12px; z-index: 1; }
.bar { background: var(--bar); color: var(--bar-ink); }
.bar-inner { max-width: 1120px; margin: 0 auto; padding: 10px 20px; display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; }
.brand { color: inherit; font-weight: 650; font-size: 16px; text-decoration: none; letter-spacing: -0.01em; display: inline-flex; align-items: center; gap: 7px; }
.mark { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.bar-inner.sections { padding-top: 0; }
.sections nav { margin-left: auto; margin-right: -10px; }
.bar :focus-visible { outline-color: var(--bar-ink); }
.where { font-weight: 600; }
.badge { font-size: 12px; border: 1px solid currentColor; border-radius: 99px; padding: 1px 9px; opacity: 0.9; }
nav { display: flex; flex-wrap: wrap; gap: 2px; margin-left: auto; }
.halves { margin-right: -10px; }
nav a { color: inherit; text-decoration: none; padding: 4px 10px; border-radius: 6px; }
nav a:hover { background: rgb(255 255 255 / 12%); }
nav a[aria-current] { background: rgb(255 255 255 / 18%); font-weight: 600; }
main { max-width: 1120px; margin: 0 auto; padding: 28px 20px 40px; }
main.narrow { max-width: 560px; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 6px; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin: 0 0 10px; }
p { margin: 0 0 12px; }
.lead { color: var(--quiet); margin-bottom: 20px; }
.head .lead { margin: 0; }
.eyebrow, .fine { color: var(--quiet); font-size: 13px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 20px; margin: 0 0 18px; }
.consent { padding: 28px; }
.consent h1 { margin-bottom: 20px; }
h1 + .columns { margin-top: 16px; }
.scroll + form { margin-top: 14px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 18px; }
.tiles { list-style: none; padding: 0; margin: 0 0 20px; display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 14px; }
.tiles a { display: block; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px; text-decoration: none; color: inherit; }
.tiles a:hover { border-color: var(--accent); }
.tiles strong { display: block; font-size: 17px; }
.tiles span { display: block; color: var(--quiet); font-size: 13.5px; }
.tiles .status { display: inline-block; margin-top: 10px; font-size: 12.5px; color: var(--ink); }
.tiles .status.good { color: var(--good); }
.tiles.figures { grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); }
.addresses { margin: 0; }
.addresses div { display: grid; grid-template-columns: 130px 1fr; gap: 4px 12px; padding: 8px 0; border-top: 1px solid var(--line); }
.addresses dt { color: var(--quiet); font-size: 13.5px; }
.addresses dd { margin: 0; min-width: 0; }
.columns.wide { grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); align-items: start; }
pre { margin: 0; padding: 14px; border-radius: 8px; background: var(--ground); border: 1px solid var(--line); width: max-content; min-width: 100%; }
pre code { overflow-wrap: normal; }
td.end, th.end { text-align: right; }
.tiles .figure { font-size: 26px; font-weight: 620; color: var(--ink); font-variant-numeric: tabular-nums; display: block; line-height: 1.2; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: start; gap: 6px 16px; margin-bottom: 18px; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 14px 20px; margin: 0 0 22px; }
.facts dt { color: var(--quiet); font-size: 13px; }
.facts dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
.scroll { overflow-x: auto; position: relative; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: 13px; font-weight: 600; color: var(--quiet); white-space: nowrap; }
th, td { padding: 8px 12px; border-bottom: 1px solid var(--line); vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
tbody tr:hover { background: color-mix(in srgb, var(--accent) 5%, transparent); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
p.number { text-align: left; }
td.text span, .rows .text { white-space: pre-line; }
.nowrap { white-space: nowrap; }
tfoot td, tfoot th { border-bottom: 0; padding-top: 14px; color: inherit; font-weight: 650; font-size: 17px; }
tfoot th { text-align: right; }
tfoot tr:not(:last-child) :is(td, th) { padding-bottom: 0; font-weight: 400; font-size: 16px; }
.totals { display: grid; grid-template-columns: 1fr auto; gap: 4px 28px; margin: 16px 0 0; }
.totals dt { text-align: right; }
.totals dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
.totals .total { font-weight: 650; font-size: 18px; padding-top: 4px; }
.status { display: inline-block; font-size: 12.5px; font-weight: 600; border-radius: 99px; padding: 2px 10px; background: var(--line); color: var(--ink); white-space: nowrap; }
.status.good { background: var(--good-ground); color: var(--good); }
.status.warn { background: var(--warn-ground); color: var(--warn); }
.status.bad { background: var(--bad-ground); color: var(--bad); }
.problem { background: var(--bad-ground); color: var(--bad); padding: 10px 14px; border-radius: 8px; }
.ticks { padding: 0; margin: 0 0 22px; list-style: none; }
.ticks li { padding-left: 24px; position: relative; margin-bottom: 5px; }
.ticks li::before { content: "✓"; position: absolute; left: 2px; color: var(--good); font-weight: 700; }
fieldset { border: 0; padding: 0; margin: 0 0 20px; }
legend { font-weight: 650; font-size: 16px; padding: 0; margin-bottom: 8px; }
.choice { display: flex; gap: 12px; align-items: center; border: 1px solid var(--line); border-radius: 8px; padding: 11px 14px; margin-bottom: 8px; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); background: color-mix(in srgb, var(--accent) 7%, transparent); }
.choice small { display: block; color: var(--quiet); font-size: 13px; }
input[type=radio], input[type=checkbox] { accent-color: var(--accent); width: 17px; height: 17px; margin: 0; flex: none; }
.buttons { display: flex; flex-wrap: wrap; gap: 10px; }
button { font: inherit; font-weight: 600; padding: 9px 18px; border-radius: 8px; border: 1px solid var(--line); background: var(--surface); color: var(--ink); cursor: pointer; }
button:hover { border-color: var(--quiet); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.primary:hover { filter: brightness(1.08); }
.stack { display: grid; gap: 12px; }
.stack button { justify-self: start; }
.stack label { display: grid; gap: 4px; font-size: 13.5px; color: var(--quiet); }
.stack textarea { resize: vertical; }
.stack input, .stack select, .stack textarea, .search input { font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--quiet); border-radius: 7px; padding: 7px 10px; width: 100%; }
.rows { list-style: none; margin: 0; padding: 0; }
.rows li { padding: 9px 0; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: baseline; overflow-wrap: anywhere; }
.rows li:first-child { padding-top: 0; }
.rows li:last-child { border-bottom: 0; padding-bottom: 0; }
.rows .details { flex-basis: 100%; white-space: pre-line; }
.rows .end { margin-left: auto; }
.rows .end .status { margin-left: 6px; }
.rows button { padding: 4px 12px; font-weight: 500; }
.actions { display: flex; flex-wrap: wrap; gap: 10px; align-items: flex-start; margin: 0 0 18px; }
.actions form { margin: 0; }
.unfold summary { list-style: none; font-weight: 600; padding: 9px 18px; border-radius: 8px; border: 1px solid var(--line); background: var(--surface); cursor: pointer; }
.unfold summary::-webkit-details-marker { display: none; }
.unfold summary:hover { border-color: var(--quiet); }
.unfold[open] { flex-basis: 100%; max-width: 460px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 16px; }
.unfold[open] summary { border: 0; padding: 0 0 12px; }
.unfold p { margin: 0; }
.line { border-top: 1px solid var(--line); padding-top: 10px; margin: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
.line legend { font-size: 13.5px; margin: 0; float: left; grid-column: 1 / -1; }
.line label:first-of-type { grid-column: 1 / -1; }
button.danger { border-color: var(--bad); color: var(--bad); }
.columns.levers { align-items: start; }
.columns > * { min-width: 0; }
.card > :last-child { margin-bottom: 0; }
td:has(code) { min-width: 150px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.below { margin-top: 14px; }
.inline { margin: 0; }
td .inline button { padding: 3px 10px; font-weight: 500; }
.clock { font-size: 20px; font-weight: 620; font-variant-numeric: tabular-nums; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
summary { cursor: pointer; }
summary h2 { display: inline; }
details[open] > summary { margin-bottom: 10px; }
h2 .status { margin-left: 6px; vertical-align: 2px; }
.search { display: flex; gap: 8px; margin: 0; }
.pager { display: flex; justify-content: space-between; align-items: center; gap: 12px; margin-top: 14px; color: var(--quiet); font-size: 13.5px; }
code { font: 13px/1.4 ui-monospace, "SF Mono", Menlo, monospace; overflow-wrap: anywhere; }
footer { text-align: center; color: var(--quiet); font-size: 13px; padding: 0 20px 32px; }
@media (max-width: 560px) {
  main { padding: 20px 14px 32px; }
  .card { padding: 16px; }
  .consent { padding: 20px; }
  .unfold[open] { max-width: none; }
  .bar-inner { padding: 10px 14px; }
  .bar nav { margin-left: -5px; flex-basis: 100%; gap: 0; }
  .bar nav a { padding: 4px 5px; font-size: 13.5px; }
  table.stacks, table.stacks tbody, table.stacks tfoot { display: block; }
  table.stacks thead { display: none; }
  table.stacks tr { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 12px; border-bottom: 1px solid var(--line); padding: 12px 0; }
  table.stacks td, table.stacks tfoot th { display: block; border: 0; padding: 0; text-align: left; }
  table.stacks td:first-child, table.stacks tfoot th { grid-column: 1 / -1; }
  table.stacks td:empty { display: none; }
  table.stacks td[data-label]::before { content: attr(data-label); display: block; color: var(--quiet); font-size: 12.5px; font-weight: 400; }
  table.stacks tr:last-child { border-bottom: 0; }
  .bar .sections nav { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; margin-right: -14px; }
  .bar .sections nav a { white-space: nowrap; padding: 4px 8px; }
  .bar nav.halves { flex-basis: auto; margin-left: auto; margin-right: -5px; }
  table.cards, table.cards tbody { display: block; }
  table.cards thead { display: none; }
  table.cards tr { display: grid; grid-template-columns: 1fr auto; grid-auto-flow: dense; gap: 2px 12px; border-bottom: 1px solid var(--line); padding: 11px 0; }
  table.cards tr:last-child { border-bottom: 0; }
  table.cards td { border: 0; padding: 0; grid-column: 1; white-space: normal; min-width: 0; }
  table.cards td:empty { display: none; }
  table.cards td.end, table.cards td.late { grid-column: 2; text-align: right; }
  table.cards td:first-child { font-weight: 600; }
  table.calls td:first-child { font-weight: 400; color: var(--quiet); font-size: 13px; }
  .columns { gap: 0 18px; }
  .addresses div { grid-template-columns: 1fr; }
  .rows .end { margin-left: 0; }
  .narrow-hide, table.cards td.narrow-hide { display: none; }
}
`
