/** Styles of a page that was handed on. They stand in the page itself, so they are few. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --page: #fff; --text: #17202b; --soft: #4d5a69; --line: #dce2ea; --sunken: #f3f5f8;
  --gone: #a8201a; --gone-soft: #fde7e5; --come: #0b6338; --come-soft: #e0f3e8; }
@media (prefers-color-scheme: dark) { :root { --page: #151b23; --text: #e6ebf1; --soft: #aab6c3; --line: #2a343f; --sunken: #0e1319;
  --gone: #ff9b93; --gone-soft: #3b1715; --come: #6bd39b; --come-soft: #12301f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1100px; background: var(--page); color: var(--text);
  font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 8px; font-size: 22px; }
h2 { margin: 24px 0 8px; font-size: 15px; }
.summary { margin: 0 0 16px; font-size: 16px; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 12px; }
.sides section { padding: 12px; border: 1px solid var(--line); border-radius: 6px; }
.sides h2 { margin: 0 0 8px; overflow-wrap: anywhere; }
dl { margin: 0; font-size: 12px; }
dl div { display: flex; gap: 8px; }
dt { flex: none; width: 110px; color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.note { color: var(--soft); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: 6px 10px; border: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
thead th { background: var(--sunken); color: var(--soft); font-size: 12px; }
tbody th { font-weight: 600; }
small { display: block; color: var(--soft); font-size: 12px; font-weight: 400; }
.absent { color: var(--soft); font-style: italic; }
.marked { border-left: 3px solid var(--soft); }
del, ins { padding: 0 1px; border-radius: 2px; }
del { background: var(--gone-soft); color: var(--gone); text-decoration: line-through; }
ins { background: var(--come-soft); color: var(--come); text-decoration: underline; }
footer { margin-top: 32px; padding-top: 12px; border-top: 1px solid var(--line); }
@page { margin: 15mm; }
@media print {
  :root { color-scheme: light; --page: #fff; --text: #000; --soft: #444; --line: #999; --sunken: #eee;
    --gone: #000; --gone-soft: transparent; --come: #000; --come-soft: transparent; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr, .sides section { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
