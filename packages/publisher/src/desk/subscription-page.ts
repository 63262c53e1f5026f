import type { Subscription } from '../client/resources.ts';
import type { House } from '../house.ts';
import { companySummary } from '../pages/company-form.ts';
import { html, type Markup } from '../pages/html.ts';
import { note, type Page } from '../pages/layout.ts';
import { purchaseSection, row } from '../pages/purchase.ts';
import { seatsList, seatsTitle } from '../pages/seats.ts';
import { seatsOf } from '../seats/seats.ts';
import { stepsOf } from '../steps/steps.ts';
import { behaviourForm } from './behaviour-form.ts';
import { learn } from './learn.ts';
import { questionsOf } from './questions.ts';
import { questionsSection } from './questions-section.ts';
import { stepsForm } from './steps-form.ts';
import { eventsSection } from './tables.ts';
import { usageSection } from './usage-section.ts';

function recordSection({ records }: House, id: string, subscription: Subscription | undefined): Markup {
  const { access, planId, seats, licences, dataKeptUntil } = records.of(id);
  const shown = subscription?.saasSubscriptionStatus ?? 'not told';
  return html`<section aria-labelledby="record-title"><h2 id="record-title">Our record</h2>
<dl>${row('Marketplace says', shown)}${row('Access', html`<span class="tag ${access}">${access}</span>`)}${row('Plan', planId ?? 'not told')}${row('Seats', seats ?? 'not told')}${row('Assigned', licences ?? 'none')}${dataKeptUntil ? row('Data kept until', dataKeptUntil) : undefined}</dl></section>`;
}

function seatsSection(house: House, subscription: Subscription): Markup | undefined {
  const at = `/${house.account.key}/subscriptions/${encodeURIComponent(subscription.id)}/seats`;
  const list = seatsList(seatsOf(house, subscription), {
    give: `${at}?back=subscription`,
    take: (user) => `${at}/${encodeURIComponent(user)}/remove?back=subscription`,
  });
  return (
    list &&
    html`<section aria-labelledby="seats-title"><h2 id="seats-title">${seatsTitle}</h2>${list}</section>`
  );
}

/** The desk's page about one subscription; `undefined` when neither side knows it. */
export async function deskSubscriptionPage(house: House, id: string): Promise<Page | undefined> {
  const { records, marketplace, account } = house;
  const read = await marketplace.get(id);
  const events = records.events(id);
  const unknown = !read.ok && read.status === 404;
  if (unknown && !records.known(id) && events.length === 0) return undefined;
  const subscription = read.ok ? read.value : undefined;
  if (subscription) learn(house, subscription);
  const [questions, dimensions, now] = await Promise.all([
    questionsOf(house, id),
    marketplace.dimensions(id),
    house.clock.now(),
  ]);
  const { company } = records.of(id);
  const left = html`${questionsSection(questions, { house, back: '?back=subscription' })}${usageSection({ house, subscriptionId: id, dimensions, now })}${subscription ? seatsSection(house, subscription) : undefined}${behaviourForm(house, id)}${stepsForm(house, id, await stepsOf(house, id))}`;
  const right = html`${recordSection(house, id, subscription)}${subscription ? purchaseSection(subscription) : undefined}${company ? companySummary(company) : undefined}`;
  return {
    status: read.ok || unknown ? 200 : 502,
    title: subscription?.name || id,
    lead: `Subscription ${id}`,
    width: 'wide',
    body: html`<p><a href="/${account.key}/">Staff desk</a></p>
${read.ok ? undefined : note('bad', `The marketplace did not give the subscription: ${read.message}`)}
<div class="columns"><div>${left}</div><div>${right}</div></div>${eventsSection(records.events(id))}`,
  };
}
