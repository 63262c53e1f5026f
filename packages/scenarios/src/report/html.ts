import type { Failure, Result, Told } from '../result.ts';
import { amountText, minuteText } from './amount.ts';
import { type Balance, balancesOf, chartLibrary, drawCharts } from './chart.ts';
import { pageStyle } from './page-style.ts';
import { failureText, summaryText } from './text.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const safe = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** JSON inside of a script element: nothing in it ends the element. */
const data = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

function timelineItem({ at, text, amount, by }: Told, mark = ''): string {
  const shown = amount ? `${amountText(amount.minor, amount.currency)} ${amount.currency}` : '';
  return `<li class="${by}${mark}"><time datetime="${at}">${minuteText(at)}</time><span class="amount">${shown}</span><span>${safe(text)}</span></li>`;
}

const chart = (balance: Balance): string =>
  `<div class="chart" role="img" aria-label="The ledger in ${safe(balance.currency)} over time"><script type="application/json">${data(balance)}</script></div>`;

/** The story up to the step with which it ended; that one is marked when it did not go as it says. */
function timeline({ told, failures }: Result): string {
  const broken = failures.length === 0 ? undefined : told.findLastIndex(({ by }) => by === 'step');
  return told.map((each, i) => timelineItem(each, i === broken ? ' failed' : '')).join('\n');
}

/** As on a terminal, but for the margin. */
const failureBlock = (failure: Failure): string =>
  `<div class="failure">${safe(failureText(failure).replaceAll(/^ {2}/gm, ''))}</div>`;

const markOf = ({ failures }: Result): string => (failures.length === 0 ? 'ok' : 'failed');

function section(result: Result, i: number): string {
  const { title, file, rules, failures, ms } = result;
  return `<section id="s${i + 1}">
<h2 class="${markOf(result)}">${safe(title)}</h2>
<p class="meta">${[safe(file), safe(rules.join(', ')), `${ms} ms`].filter((part) => part !== '').join(' · ')}</p>
${failures.map(failureBlock).join('\n')}
<ol class="timeline">
${timeline(result)}
</ol>
${balancesOf(result).map(chart).join('\n')}
</section>`;
}

const contents = (result: Result, i: number): string =>
  `<li class="${markOf(result)}"><a href="#s${i + 1}">${safe(result.title)}</a></li>`;

/** The results as one page that works without a network: for each scenario its timeline and its ledger over time. */
export async function htmlText(results: readonly Result[]): Promise<string> {
  const { script, style } = await chartLibrary();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Scenarios: ${safe(summaryText(results))}</title>
<style>${style}${pageStyle}</style>
</head>
<body>
<h1>${safe(summaryText(results))}</h1>
<nav aria-label="Scenarios"><ol>
${results.map(contents).join('\n')}
</ol></nav>
<main>
${results.map(section).join('\n')}
</main>
<script>${script}</script>
<script>${drawCharts}</script>
</body>
</html>
`;
}
