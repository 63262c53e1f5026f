import { behaviourNames, behaviourTexts } from '../behaviour.ts';
import { accountWide } from '../behaviours.ts';
import type { House } from '../house.ts';
import { html, type Markup } from '../pages/html.ts';

const pathOf = ({ account }: House, subscriptionId: string): string =>
  subscriptionId === accountWide
    ? `/${account.key}/behaviour`
    : `/${account.key}/subscriptions/${encodeURIComponent(subscriptionId)}/behaviour`;

function select(house: House, subscriptionId: string, attributes: Markup): Markup {
  const { account, behaviours } = house;
  const current = behaviours.own(subscriptionId)?.behaviour;
  const chosen = (name: string | undefined): Markup | undefined =>
    name === current ? html` selected` : undefined;
  const fallback =
    subscriptionId === accountWide ? account.behaviour : behaviours.next(accountWide, account.behaviour);
  const inherited = `${subscriptionId === accountWide ? 'As registered' : 'As the account'} (${fallback.behaviour})`;
  const options = behaviourNames.map(
    (name) => html`<option value="${name}"${chosen(name)}>${behaviourTexts[name]}</option>`,
  );
  return html`<select name="behaviour"${attributes}><option value=""${chosen(undefined)}>${inherited}</option>${options}</select>`;
}

/** The behaviour as one line, for lists. */
export const behaviourLine = (house: House, subscriptionId: string, label: string): Markup =>
  html`<form class="set" method="post" action="${pathOf(house, subscriptionId)}">${select(house, subscriptionId, html` aria-label="${label}"`)}<button class="quiet" aria-label="Set: ${label}">Set</button></form>`;

const number = (name: string, label: string, value: number | undefined): Markup =>
  html`<div class="field"><label for="${name}">${label}</label><input type="number" id="${name}" name="${name}" min="${name === 'times' ? 1 : 0}" step="1" inputmode="numeric" value="${value}"></div>`;

/** The behaviour with its times, for the page of a subscription. */
export function behaviourForm(house: House, subscriptionId: string): Markup {
  const { delayMs, jitterMs, times } = house.behaviours.own(subscriptionId) ?? {};
  return html`<section aria-labelledby="behaviour-title"><h2 id="behaviour-title">Answers its webhooks by</h2>
<form method="post" action="${pathOf(house, subscriptionId)}?back=subscription">
<div class="field"><label for="behaviour">Behaviour</label>${select(house, subscriptionId, html` id="behaviour"`)}</div>
<div class="fields">${number('delayMs', 'Delay (ms)', delayMs)}${number('jitterMs', 'Jitter, at most (ms)', jitterMs)}${number('times', 'Only so many times', times)}</div>
<button>Set the behaviour</button></form></section>`;
}
