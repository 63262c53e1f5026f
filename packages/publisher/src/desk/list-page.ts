import { accountWide } from '../behaviours.ts';
import type { Subscription } from '../client/resources.ts';
import type { House } from '../house.ts';
import { html, type Markup } from '../pages/html.ts';
import { note, type Page } from '../pages/layout.ts';
import { behaviourLine } from './behaviour-form.ts';
import { learn } from './learn.ts';
import { questionsOf } from './questions.ts';
import { questionsSection } from './questions-section.ts';
import { deskOf } from './reply.ts';
import { eventsSection, table } from './tables.ts';

function subscriptionRow(house: House, subscription: Subscription): Markup {
  const { id, name, planId, quantity, saasSubscriptionStatus } = subscription;
  const { company, licences, access } = house.records.of(id);
  return html`<tr><th scope="row"><a href="${deskOf(house, id)}">${name || id}</a><br><code>${id}</code></th><td>${saasSubscriptionStatus}<br><span class="tag ${access}">access ${access}</span></td><td>${planId}<br>${quantity ?? 'no seats'}</td><td>${licences ?? 'none'}</td>
<td>${company ? html`${company.company}<br>${company.contact}<br>${company.email}<br>${company.details}` : 'not told'}</td><td>${behaviourLine(house, id, `Behaviour for ${name || id}`)}</td></tr>`;
}

/** The page for the publisher's own staff: subscriptions, local records, behaviours, events. */
export async function listPage(house: House): Promise<Page> {
  const [list, questions] = await Promise.all([house.marketplace.list(), questionsOf(house)]);
  const subscriptions = list.ok ? list.value : [];
  for (const subscription of subscriptions) learn(house, subscription);
  return {
    status: list.ok ? 200 : 502,
    title: 'Staff desk',
    lead: 'What this publisher knows, and how it answers the marketplace.',
    width: 'wide',
    body: html`${list.ok ? undefined : note('bad', `The marketplace did not give the list: ${list.message}`)}
<section aria-labelledby="default-title"><h2 id="default-title">Behaviour unless set below</h2>${behaviourLine(house, accountWide, 'Behaviour of the account')}</section>
${questionsSection(questions, { house, back: '' })}
<section aria-labelledby="subscriptions-title"><h2 id="subscriptions-title">Subscriptions</h2>${table(
      subscriptions.length === 0
        ? 'Nothing was bought yet.'
        : `${subscriptions.length} known to the marketplace`,
      ['Subscription', 'Status', 'Plan, seats', 'Licences', 'Company', 'Answers webhooks by'],
      subscriptions.map((subscription) => subscriptionRow(house, subscription)),
    )}</section>${eventsSection(house.records.events())}`,
  };
}
