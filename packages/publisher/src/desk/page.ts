import { behaviourNames, behaviourTexts } from '../behaviour.ts';
import type { Subscription } from '../client/resources.ts';
import { accountWide, behaviourFor, type House } from '../house.ts';
import { html, type Markup } from '../pages/html.ts';
import { note, type Page } from '../pages/layout.ts';
import type { ReceivedEvent } from '../records.ts';

function selector(house: House, subscriptionId: string, label: string): Markup {
  const { behaviour: current } = behaviourFor(house, subscriptionId);
  const option = (name: (typeof behaviourNames)[number]): Markup =>
    html`<option value="${name}"${name === current ? html` selected` : undefined}>${behaviourTexts[name]}</option>`;
  const action =
    subscriptionId === accountWide
      ? `/${house.account.key}/behaviour`
      : `/${house.account.key}/subscriptions/${encodeURIComponent(subscriptionId)}/behaviour`;
  return html`<form class="set" method="post" action="${action}"><select name="behaviour" aria-label="${label}">${behaviourNames.map(option)}</select><button class="quiet" aria-label="Set: ${label}">Set</button></form>`;
}

function subscriptionRow(house: House, subscription: Subscription): Markup {
  const { id, name, planId, quantity, saasSubscriptionStatus } = subscription;
  const { company, licences, access } = house.records.of(id);
  return html`<tr><th scope="row">${name || id}<br><code>${id}</code></th><td>${saasSubscriptionStatus}<br><span class="tag ${access}">access ${access}</span></td><td>${planId}<br>${quantity ?? 'flat'}</td><td>${licences ?? 'none'}</td>
<td>${company ? html`${company.company}<br>${company.contact}<br>${company.email}<br>${company.details}` : 'not told'}</td><td>${selector(house, id, `Behaviour for ${name || id}`)}</td></tr>`;
}

const eventRow = ({ receivedAt, action, id, status, verified, answer }: ReceivedEvent): Markup =>
  html`<tr><td>${receivedAt}</td><td>${action ?? 'none'}<br><code>${id ?? ''}</code></td><td>${status ?? ''}</td><td>${verified ? 'yes' : 'no'}</td><td>${answer}</td></tr>`;

const table = (caption: string, heads: readonly string[], rows: readonly Markup[]): Markup =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;

/** The page for the publisher's own staff: subscriptions, local records, behaviours, events. */
export async function deskPage(house: House): Promise<Page> {
  const list = await house.marketplace.list();
  const events = house.records.events().toReversed().slice(0, 100);
  const subscriptions = list.ok ? list.value : [];
  const heads = ['Subscription', 'Status', 'Plan, seats', 'Licences', 'Company', 'Answers webhooks by'];
  return {
    status: list.ok ? 200 : 502,
    title: 'Staff desk',
    lead: 'What this publisher knows, and how it answers the marketplace.',
    width: 'wide',
    body: html`${list.ok ? undefined : note('bad', `The marketplace did not give the list: ${list.message}`)}
<section aria-labelledby="default-title"><h2 id="default-title">Behaviour unless set below</h2>${selector(house, accountWide, 'Behaviour of the account')}</section>
<section aria-labelledby="subscriptions-title"><h2 id="subscriptions-title">Subscriptions</h2>${table(
      subscriptions.length === 0
        ? 'Nothing was bought yet'
        : `${subscriptions.length} known to the marketplace`,
      heads,
      subscriptions.map((subscription) => subscriptionRow(house, subscription)),
    )}</section>
<section aria-labelledby="events-title"><h2 id="events-title">Webhook calls</h2>${table(
      events.length === 0 ? 'None received yet' : 'Newest first, at most 100',
      ['Received (UTC)', 'Action', 'Status', 'Verified', 'Answer'],
      events.map(eventRow),
    )}</section>`,
  };
}
