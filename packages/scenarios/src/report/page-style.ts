/** How the report looks: plain, readable, and the same on paper. */
export const pageStyle = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 0; display: inline; }
nav ol { columns: 24rem; column-gap: 3rem; padding-left: 1.5rem; } nav li { break-inside: avoid; }
section { border-top: 1px solid #8886; padding: 1rem 0; }
.ok::before { content: "✓ "; color: #1a7f37; } .failed::before { content: "✗ "; color: #cf222e; }
.meta { color: #777; margin: .2rem 0 .8rem; }
.timeline { list-style: none; padding: 0; margin: 1rem 0; border-left: 2px solid #8886; }
.timeline li { display: grid; grid-template-columns: 9.5rem 9rem 1fr; gap: .8rem; padding: .1rem 0 .1rem .8rem; }
.timeline li.step { font-weight: 600; }
.timeline li.failed { background: #cf222e1a; } .timeline li.failed::before { content: none; }
.timeline li.failed span:last-child::before { content: "✗ "; color: #cf222e; }
.timeline time { color: #777; font-variant-numeric: tabular-nums; font-weight: 400; }
.amount { text-align: right; font-variant-numeric: tabular-nums; }
.failure { background: #cf222e1a; border-left: 3px solid #cf222e; padding: .5rem .8rem; white-space: pre-wrap; font-family: ui-monospace, monospace; font-size: .85rem; }
.chart { min-height: 230px; overflow: hidden; }
@media (max-width: 40rem) {
  .timeline li { grid-template-columns: 1fr auto; gap: 0 .8rem; padding-bottom: .4rem; }
  .timeline li span:last-child { grid-column: 1 / -1; }
}
`;
