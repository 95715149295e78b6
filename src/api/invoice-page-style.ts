/** How the public page of an invoice looks: by day, in the dark, on a phone and on paper. */
export const invoicePageStyle = `
:root {
  color-scheme: light dark;
  --ink: #16191d; --dim: #596069; --line: #e3e6ea; --ground: #f4f5f7; --sheet: #fff;
  --button: #16191d; --button-ink: #fff; --focus: #2563c9;
  --good: #146c43; --good-ground: #e3f4ea; --bad: #a8201a; --bad-ground: #fdeceb;
  --plain: #3b424b; --plain-ground: #eceef1;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #eceef1; --dim: #a3abb5; --line: #343a42; --ground: #14171b; --sheet: #1d2126;
    --button: #eceef1; --button-ink: #16191d; --focus: #8bb4ff;
    --good: #7fd8a6; --good-ground: #1c3a2a; --bad: #ff9d97; --bad-ground: #45211f;
    --plain: #d3d8de; --plain-ground: #31373f;
  }
  .logo { padding: 8px; border-radius: 6px; background: #fff; }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 40px 16px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  -webkit-text-size-adjust: 100%; overflow-wrap: anywhere;
}
main {
  max-width: 840px; margin: 0 auto; padding: 40px 48px 48px; background: var(--sheet);
  border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: 8px;
}
h1, h2, p, dl, dd, ul { margin: 0; padding: 0; }
h1 { font-size: 26px; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; }
h2 { font-size: 13px; font-weight: 600; color: var(--dim); }
.head { display: flex; justify-content: space-between; align-items: flex-start; gap: 24px; }
.logo { display: block; max-width: 200px; max-height: 64px; }
.head .by { font-weight: 600; text-align: right; }
.state {
  display: inline-block; margin-top: 10px; padding: 2px 10px; border-radius: 99px; font-size: 13px;
  font-weight: 600; color: var(--plain); background: var(--plain-ground);
}
.state.good { color: var(--good); background: var(--good-ground); }
.state.bad { color: var(--bad); background: var(--bad-ground); }
.now {
  display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 16px 24px;
  margin: 28px 0; padding: 20px 0; border: solid var(--line); border-width: 1px 0;
}
.now strong { display: block; font-size: 28px; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.now span { color: var(--dim); }
.files { display: flex; flex-wrap: wrap; gap: 8px; }
.files a {
  display: inline-flex; align-items: center; min-height: 44px; padding: 0 18px; border-radius: 6px;
  border: 1px solid var(--line); color: var(--ink); font-weight: 600; text-decoration: none;
}
.files a:first-child { background: var(--button); border-color: var(--button); color: var(--button-ink); }
.files a:hover { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.parties { display: grid; grid-template-columns: 1fr 1fr; gap: 24px 40px; }
.parties b { font-weight: 600; }
.dim { color: var(--dim); }
.facts { display: flex; flex-wrap: wrap; gap: 16px 40px; margin: 28px 0; }
dt { font-size: 13px; color: var(--dim); }
table { width: 100%; border-collapse: collapse; }
th { padding: 8px 0; font-size: 13px; font-weight: 600; text-align: left; color: var(--dim); border-bottom: 1px solid var(--ink); }
td { padding: 12px 0; vertical-align: top; border-bottom: 1px solid var(--line); }
td:first-child { white-space: pre-line; }
th + th, td + td { padding-left: 20px; text-align: right; white-space: nowrap; overflow-wrap: normal; }
td .phone { display: none; }
td + td, .sums dd { font-variant-numeric: tabular-nums; }
.sums { display: grid; grid-template-columns: auto auto; justify-content: end; row-gap: 6px; margin-top: 20px; }
.sums dt { font-size: inherit; }
.sums dd { padding-left: 40px; text-align: right; white-space: nowrap; }
.sums .whole { padding-top: 8px; border-top: 1px solid var(--ink); color: var(--ink); font-weight: 650; font-size: 17px; }
.remarks { margin-top: 24px; }
.pay {
  display: flex; justify-content: space-between; align-items: flex-start; gap: 24px; margin-top: 36px; padding: 24px;
  background: var(--ground); border-radius: 8px; break-inside: avoid;
}
.pay h2 { font-size: 16px; color: var(--ink); }
.pay p { margin-top: 4px; white-space: pre-line; }
.pay dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 20px; margin-top: 16px; }
.pay dt { line-height: 23px; }
figure { flex: none; width: 148px; margin: 0; text-align: center; font-size: 13px; color: var(--dim); }
figure div { padding: 10px; margin-bottom: 6px; background: #fff; border-radius: 6px; }
svg { display: block; width: 100%; }
footer { margin-top: 36px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 13px; color: var(--dim); }
footer p { white-space: pre-line; }
footer p + p { margin-top: 4px; }
.alone { max-width: 520px; margin-top: 12vh; border-top-color: var(--line); }
.alone p { margin-top: 8px; color: var(--dim); }
@media (max-width: 640px) {
  body { padding: 0; background: var(--sheet); }
  main { padding: 24px 20px 40px; border-width: 4px 0 0; border-radius: 0; }
  .head { flex-direction: column-reverse; }
  .head .by { text-align: left; }
  .files, .files a { flex: 1 1 auto; justify-content: center; }
  .parties { grid-template-columns: 1fr; }
  .facts { display: grid; grid-template-columns: 1fr 1fr; gap: 16px 20px; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  tr { display: grid; grid-template-columns: auto auto 1fr; gap: 2px 10px; padding: 12px 0; border-bottom: 1px solid var(--line); }
  td, td + td { padding: 0; border: 0; text-align: left; }
  td:first-child { grid-column: 1 / -1; }
  td:nth-child(n + 2):nth-child(-n + 4) { color: var(--dim); }
  td:nth-child(3)::before { content: '× '; }
  td:nth-child(4) { grid-column: 1 / 3; grid-row: 3; }
  td .phone { display: inline; }
  td:last-child { grid-column: 3; grid-row: 2; text-align: right; }
  .sums { grid-template-columns: 1fr auto; justify-content: stretch; }
  .sums dd { padding-left: 16px; }
  .pay { flex-direction: column; }
  .alone { margin-top: 0; border-top-color: transparent; }
}
@media print {
  :root { color-scheme: light; }
  h1 { font-size: 20px; }
  h2, dt, th, footer, figure, .state { font-size: 11px; }
  .now { margin: 16px 0; padding: 12px 0; }
  .now strong { font-size: 20px; }
  .pay dt { line-height: inherit; }
  .sums .whole { font-size: 14px; }
  body { padding: 0; background: none; font-size: 12px; }
  main { max-width: none; padding: 0; border: 0; }
  .files { display: none; }
  .pay { padding: 16px 0 0; background: none; border-top: 1px solid var(--line); border-radius: 0; }
  tr { break-inside: avoid; }
}
`
