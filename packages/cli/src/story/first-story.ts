import { pick, pickList, pickText, type StoryClient, storyClient } from './client.ts';

/** The world in which the first story is told; it is there afterwards to look around in. */
const storyWorld = 'first-story';

const admin = 'admin-agent';
const publisher = 'publisher.publisher-1';
const version = 'api-version=2018-08-31';

interface Told {
  readonly client: StoryClient;
  readonly say: (line: string) => void;
}

interface Bought {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly orderId: string;
}

/**
 * A purchase from cart to invoice, over HTTP in a world of its own, told line by line. Rejects with the answer
 * that was not as expected.
 */
export async function firstStory(url: string, say: (line: string) => void): Promise<void> {
  const told: Told = { client: storyClient(url, storyWorld), say };
  await told.client.send('POST', '/_sim/worlds', {
    body: { name: storyWorld, startsAt: '2026-07-14T10:00:00Z', clock: 'frozen' },
  });
  say(`First story, in world ${storyWorld}:`);
  const bought = await buy(told);
  await setUp(told, bought);
  await changeSeats(told, bought);
  await reachInvoice(told, bought);
}

const tell = async ({ client, say }: Told, text: string): Promise<void> => {
  const now = pickText(await client.get('/_sim/clock'), 'now');
  say(`  ${now.slice(0, 16).replace('T', ' ')}  ${text}`);
};

async function planToBuy({ client }: Told): Promise<unknown> {
  const offers = pickList(await client.get('/_sim/catalog'), 'offers');
  const plans = offers.flatMap((offer) => pickList(offer, 'plans'));
  return plans.find((plan) => pick(plan, 'planId') === 'standard');
}

async function buy(told: Told): Promise<Bought> {
  const { client } = told;
  const [customer] = pickList(await client.get('/v1/customers', admin), 'items');
  const customerId = pickText(customer, 'id');
  const plan = await planToBuy(told);
  const line = {
    catalogItemId: pick(plan, 'catalogItemId'),
    quantity: 10,
    billingCycle: 'monthly',
    termDuration: 'P1M',
  };
  const cart = await client.send('POST', `/v1/customers/${customerId}/carts`, {
    as: admin,
    body: { lineItems: [line] },
  });
  const checkout = await client.send(
    'POST',
    `/v1/customers/${customerId}/carts/${pickText(cart, 'id')}/checkout`,
    { as: admin },
  );
  const bought = {
    customerId,
    orderId: pickText(checkout, 'orders', 0, 'id'),
    subscriptionId: pickText(checkout, 'orders', 0, 'lineItems', 0, 'subscriptionId'),
  };
  const company = pickText(customer, 'companyProfile', 'companyName');
  await tell(
    told,
    `the Admin agent buys 10 licences of ${pickText(plan, 'title')} for ${company}: ${await statusOf(told, bought)}`,
  );
  return bought;
}

async function statusOf({ client }: Told, { customerId, subscriptionId }: Bought): Promise<string> {
  const subscription = await client.get(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`, admin);
  return `${pickText(subscription, 'status')}${pick(subscription, 'attentionNeeded') === true ? ', action needed' : ''}`;
}

async function setUp(told: Told, bought: Bought): Promise<void> {
  const { client } = told;
  const { customerId, orderId, subscriptionId } = bought;
  const links = await client.get(
    `/v1/customers/${customerId}/orders/${orderId}/lineitems/0/activationlinks`,
    admin,
  );
  const link = new URL(pickText(links, 'items', 0, 'link', 'uri'));
  const token = link.searchParams.get('token') ?? '';
  const headers = { 'x-ms-marketplace-token': token };
  const seen = await client.send('POST', `/api/saas/subscriptions/resolve?${version}`, {
    as: publisher,
    headers,
  });
  await tell(
    told,
    `the publisher resolves the activation link: plan ${pickText(seen, 'planId')}, ${pickText(seen, 'quantity')} licences`,
  );
  await client.send('POST', `/_sim/publisher/subscriptions/${subscriptionId}/licenses`, {
    as: publisher,
    body: { assigned: 10 },
  });
  await tell(told, `the publisher assigns 10 licences: ${await chargedSoFar(told, bought)}`);
  await client.send('POST', '/_sim/clock/advance', { body: { by: 'PT23H' } });
  await client.send('POST', `/api/saas/subscriptions/${subscriptionId}/activate?${version}`, {
    as: publisher,
  });
  await tell(
    told,
    `the publisher confirms the setup: ${await statusOf(told, bought)}, ${await chargedSoFar(told, bought)}`,
  );
}

async function changeSeats(told: Told, bought: Bought): Promise<void> {
  const { client } = told;
  await client.send('POST', '/_sim/clock/advance', { body: { to: '2026-07-25T12:00:00Z' } });
  await client.send('PATCH', `/v1/customers/${bought.customerId}/subscriptions/${bought.subscriptionId}`, {
    as: admin,
    body: { quantity: 15 },
  });
  await tell(told, `the Admin agent adds 5 licences: ${await chargedSoFar(told, bought)}`);
}

async function reachInvoice(told: Told, bought: Bought): Promise<void> {
  const { client, say } = told;
  await client.send('POST', '/_sim/clock/advance', { body: { to: '2026-08-15T00:00:00Z' } });
  await tell(told, `a month has passed, the term renews: ${await chargedSoFar(told, bought)}`);
  const [invoice] = pickList(await client.get('/_sim/invoices'), 'invoices');
  say(`  Invoice ${pickText(invoice, 'id')} of ${pickText(invoice, 'issuedAt').slice(0, 10)}:`);
  for (const line of pickList(invoice, 'lines')) say(`    ${lineText(line)}`);
  say(`    ${''.padEnd(41)}${money(pick(invoice, 'total'))} ${pickText(invoice, 'currency')}`);
}

const money = (amount: unknown): string => Number(amount).toFixed(2).padStart(10);

const lineText = (line: unknown): string =>
  `${pickText(line, 'type').padEnd(14)} ${pickText(line, 'chargeStartDate')}..${pickText(line, 'chargeEndDate')}  ` +
  `${pickText(line, 'quantity').padStart(2)} ${money(pick(line, 'amount'))}`;

async function chargedSoFar({ client }: Told, { subscriptionId }: Bought): Promise<string> {
  const ledger = await client.get(`/_sim/ledger?subscriptionId=${subscriptionId}`);
  const rows = pickList(ledger, 'rows');
  if (rows.length === 0) return 'nothing is charged yet';
  return `${money(pick(ledger, 'totals', 'USD')).trim()} USD in ${rows.length} line${rows.length === 1 ? '' : 's'} so far`;
}
