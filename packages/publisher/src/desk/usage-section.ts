import type { House } from '../house.ts';
import { html, type Markup } from '../pages/html.ts';
import { hourOf } from '../usage/meter.ts';
import type { ReportedUse } from '../usage/usage-log.ts';
import { secondOf, table } from './tables.ts';

/** What the section shows. */
export interface UsageView {
  readonly house: House;
  readonly subscriptionId: string;
  readonly dimensions: readonly string[];
  /** World time in milliseconds since 1970 UTC. */
  readonly now: number;
}

const maxShown = 50;
const hoursBack = 25;
const lineNumbers = [1, 2, 3] as const;

const good: readonly string[] = ['Accepted'];

const reportRow = (use: ReportedUse): Markup =>
  html`<tr><td>${secondOf(use.effectiveStartTime)}</td><td>${use.dimension}</td><td>${use.quantity}</td><td><span class="tag ${good.includes(use.status) ? 'on' : 'off'}">${use.status}</span>${use.acceptedQuantity === undefined ? undefined : html` <span class="small">${use.acceptedQuantity} was accepted</span>`}${use.message === undefined ? undefined : html`<br><span class="small">${use.message}</span>`}</td><td>${secondOf(use.sentAt)}<br><span class="small">by ${use.by}</span></td></tr>`;

const options = (values: readonly string[]): readonly Markup[] =>
  values.map((value) => html`<option value="${value}">`);

const hoursBefore = (now: number): readonly string[] =>
  Array.from({ length: hoursBack }, (_, index) => new Date(hourOf(now) - index * 3_600_000).toISOString());

const line = (number: number, dimension: string): Markup =>
  html`<div class="fields" role="group" aria-label="Event ${number}">
<div class="field"><label for="dimension-${number}">Dimension</label><input id="dimension-${number}" name="dimension" list="dimensions" autocomplete="off" value="${dimension}"></div>
<div class="field"><label for="quantity-${number}">Quantity</label><input id="quantity-${number}" name="quantity" type="number" step="any" inputmode="decimal"></div>
<div class="field"><label for="hour-${number}">Hour (UTC)</label><input id="hour-${number}" name="hour" list="hours" autocomplete="off" placeholder="this moment"></div></div>`;

function reportForm({ house, subscriptionId, dimensions, now }: UsageView): Markup {
  const at = `/${house.account.key}/subscriptions/${encodeURIComponent(subscriptionId)}/usage`;
  const [first = ''] = dimensions;
  return html`<form method="post" action="${at}?back=subscription"><h3>Report use</h3>
<p class="hint">Lines without a quantity are left out. An hour is taken once for each dimension, for 24 hours.</p>
<datalist id="dimensions">${options(dimensions)}</datalist><datalist id="hours">${options(hoursBefore(now))}</datalist>
${lineNumbers.map((number) => line(number, first))}
<div class="field"><label for="as">Sent</label><select id="as" name="as"><option value="">One by itself, several together</option><option value="single">Each by itself</option><option value="batch">Together</option></select></div>
<button>Report the use</button></form>`;
}

function steadyForm({ house, subscriptionId, dimensions }: UsageView): Markup {
  const at = `/${house.account.key}/subscriptions/${encodeURIComponent(subscriptionId)}/usage/steady`;
  const meters = house.steadyUse.of(subscriptionId);
  const running = meters.map(
    ({ dimension, perHour, nextHour, left, lost }) =>
      html`<li><span><strong>${perHour} of ${dimension} each hour</strong><br><span class="small">Reported until ${secondOf(new Date(nextHour).toISOString())}${left > 0 ? `, ${left} go with the next hour` : ''}${lost > 0 ? `, ${lost} came too late for good` : ''}</span></span><form method="post" action="${at}?back=subscription"><input type="hidden" name="dimension" value="${dimension}"><input type="hidden" name="perHour" value="0"><button class="quiet" aria-label="Stop: ${dimension}">Stop</button></form></li>`,
  );
  return html`<h3>Steady use</h3>${meters.length === 0 ? html`<p class="small">None. What is used each hour is reported when the marketplace’s clock has passed it.</p>` : html`<ul class="steps">${running}</ul>`}
<form method="post" action="${at}?back=subscription"><div class="fields">
<div class="field"><label for="steady-dimension">Dimension</label><input id="steady-dimension" name="dimension" list="dimensions" required autocomplete="off" value="${dimensions[0] ?? ''}"></div>
<div class="field"><label for="per-hour">Quantity each hour</label><input id="per-hour" name="perHour" type="number" min="0" step="any" required inputmode="decimal"></div></div>
<button class="quiet">Use it each hour</button></form>`;
}

/** Reports use by hand or by the clock, and what became of it; nothing for a plan in which nothing is metered. */
export function usageSection(view: UsageView): Markup | undefined {
  const reported = view.house.usageLog.of(view.subscriptionId);
  if (view.dimensions.length === 0 && reported.length === 0) return undefined;
  return html`<section aria-labelledby="usage-title"><h2 id="usage-title">Metered use</h2>${reportForm(view)}${steadyForm(view)}
<h3>Reported</h3>${table(
    reported.length === 0 ? 'Nothing was reported yet.' : `Newest first, at most ${maxShown}`,
    ['Hour (UTC)', 'Dimension', 'Quantity', 'Answer', 'Sent (UTC)'],
    reported.toReversed().slice(0, maxShown).map(reportRow),
  )}</section>`;
}
