import { behaviourDetails, behaviourNames, behaviours as known, usersOf } from '../behaviour.ts';
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
    (name) => html`<option value="${name}"${chosen(name)}>${known[name].text}</option>`,
  );
  return html`<select name="behaviour"${attributes}><option value=""${chosen(undefined)}>${inherited}</option>${options}</select>`;
}

/** The behaviour as one line, for lists. */
export const behaviourLine = (house: House, subscriptionId: string, label: string): Markup =>
  html`<form class="set" method="post" action="${pathOf(house, subscriptionId)}">${select(house, subscriptionId, html` aria-label="${label}"`)}<button class="quiet" aria-label="Set: ${label}">Set</button></form>`;

type Detail = (typeof behaviourDetails)[number];

/** Hides the fields that the chosen behaviour has no use for. */
const onlyUsed: Markup = {
  markup: `<style>${behaviourDetails
    .map((detail) => {
      const others = behaviourNames.filter((name) => !usersOf(detail).includes(name));
      const chosen = others.map((name) => `[value=${name}]:checked`).join(',');
      return `form:has(:is(${chosen},[value=""]:checked)) .uses-${detail}{display:none}`;
    })
    .join('')}form:has([value=""]:checked) .uses-times{display:none}</style>`,
};

interface Field {
  readonly name: Detail | 'times';
  readonly label: string;
  readonly hint: string;
  readonly value: string | number | undefined;
}

function field({ name, label, hint, value }: Field): Markup {
  const isText = name === 'answerAfter';
  const kind = isText
    ? html`type="text" autocomplete="off" placeholder="PT5S"`
    : html`type="number" min="${name === 'times' ? 1 : 0}" step="1" inputmode="numeric"`;
  return html`<div class="field uses-${name}"><label for="${name}">${label}</label><p class="hint" id="${name}-hint">${hint}</p><input ${kind} id="${name}" name="${name}" aria-describedby="${name}-hint" value="${value}"></div>`;
}

/** The behaviour with its details, for the page of a subscription. */
export function behaviourForm(house: House, subscriptionId: string): Markup {
  const { replyDelayMs, answerAfter, jitterMs, times } = house.behaviours.own(subscriptionId) ?? {};
  const fields: readonly Field[] = [
    {
      name: 'replyDelayMs',
      label: 'Reply after (ms)',
      hint: 'Real time before the reply',
      value: replyDelayMs,
    },
    { name: 'answerAfter', label: 'Answer after', hint: 'World time, such as PT5S', value: answerAfter },
    { name: 'jitterMs', label: 'Jitter (ms)', hint: 'At most, before both', value: jitterMs },
    { name: 'times', label: 'Only so many times', hint: 'Then as before', value: times },
  ];
  return html`<section aria-labelledby="behaviour-title"><h2 id="behaviour-title">Answers its webhooks by</h2>${onlyUsed}
<form method="post" action="${pathOf(house, subscriptionId)}?back=subscription">
<div class="field"><label for="behaviour">Behaviour</label>${select(house, subscriptionId, html` id="behaviour"`)}</div>
<div class="fields">${fields.map(field)}</div>
<button>Set the behaviour</button></form></section>`;
}
