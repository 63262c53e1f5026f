import { describe, expect, it, test } from 'vitest';
import { endpoints } from '../src/endpoints.ts';
import { invoiceDay, january } from './support/billing.ts';
import { filled } from './support/calls.ts';
import { ids, mpnIds } from './support/fixtures.ts';
import { buy, buyActive, carts, fillCart, line } from './support/purchase.ts';
import { linksIn, sdkClient } from './support/sdk-client.ts';
import { expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

/** What no link leads to: at the top, and below what an address names. */
const top = [
  ...['/customers?size=1', '/customers/relationshiprequests', '/agreements?agreementType=*'],
  ...['/products?country=US&targetView=MarketplaceSaaS', '/profiles/mpn'],
  `/compliance/csp/agreementstatus?mpnId=${mpnIds.reseller}`,
  '/relationships?relationship_type=IsIndirectCloudSolutionProviderOf',
  ...['/invoices?size=1', '/invoices/summary', '/invoices/summaries'],
  '/invoices/estimates/links?currencycode=usd',
  '/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=usd&period=current&size=1',
  '/auditrecords?startDate=2026-01-04&size=2',
];
const belowPlaces: readonly (readonly [place: RegExp, below: readonly string[]])[] = [
  [
    /^\/customers\/[0-9a-f-]{36}$/,
    [
      ...['orders', 'subscriptions', 'agreements?agreementType=*', 'users?size=1', 'relationships'],
      ...['qualification', 'qualifications', 'directSignedMicrosoftCustomerAgreementStatus'],
      ...['validationStatus?type=account', 'profiles/billing', 'products?targetView=MarketplaceSaaS'],
    ],
  ],
  [
    /^\/customers\/[\w-]+\/subscriptions\/[\w-]+$/,
    [
      ...['provisioningstatus', 'supportcontact', 'addons', 'activationlinks'],
      ...['upgrades', 'conversions', 'transitions', 'transitioneligibilities'],
    ],
  ],
  [/^\/customers\/[\w-]+\/orders\/[\w-]+$/, ['activationlinks']],
  [/^\/invoices\/OneTime-\w+$/, ['lineitems?provider=onetime&invoicelineitemtype=billinglineitems&size=2']],
  [/^\/customers\/[\w-]+\/products\/\w+$/, ['skus', 'skus/0001', 'skus/0001/availabilities']],
  [/^\/customers\/[\w-]+\/products\/\w+\/skus\/0001\/availabilities$/, ['AVAIL0001']],
];

const below = (uri: string): readonly string[] =>
  belowPlaces.flatMap(([place, names]) => (place.test(uri) ? names.map((name) => `${uri}/${name}`) : []));

/** What is read in another way than by following links, and where that is tested. */
const readElsewhere = [
  'CUS-9.document', // outside of the version segment: agreements.test.ts
  'INV-4.receipt', // in Taiwan: statements.test.ts
  'SUB-9.status', // of Azure alone: subscriptions.test.ts
  ...['WHK-1', 'WHK-2', 'WHK-3.result'], // outside of the version segment: webhooks.test.ts
];

/** Follows every link of every answer, once, and tells how often each kind of object was met. */
async function walk(sim: Simulation, who: string, start: readonly string[]) {
  const client = sdkClient(sim, who);
  const seen = new Set<string>();
  const kinds = new Map<string, number>();
  const ahead: Parameters<typeof client.follow>[0][] = start.map((uri) => ({ uri }));
  for (let link = ahead.shift(); link; link = ahead.shift()) {
    const key = JSON.stringify([link.uri, link.headers ?? []]);
    if (seen.has(key)) continue;
    seen.add(key);
    const body = await client.follow(link);
    for (const [, kind = ''] of JSON.stringify(body).matchAll(/"objectType":"(\w+)"/g)) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    ahead.push(...linksIn(body), ...below(link.uri).map((uri) => ({ uri })));
  }
  return { seen, kinds };
}

describe('PC 0.3, 0.7, 0.8: a client that follows links', () => {
  it('reaches every collection and resource of a partner, page by page', async () => {
    const reached = new Set<string>();
    const sim = simulation(
      {},
      {
        intercept: ({ contract }) => {
          reached.add(contract.id);
          return undefined;
        },
      },
    );
    await january(sim);
    await buy(sim, { lines: [line(), line({ id: 1 })] });
    for (const name of ['li', 'wei', 'ana']) {
      const user = { usageLocation: 'US', userPrincipalName: `${name}@x.example`, displayName: name };
      await sim.as().post(`/v1/customers/${ids.customer}/users`).send(user).expect(200);
    }
    sim.advance(invoiceDay);
    const cart = `/customers/${ids.customer}/carts/${await fillCart(sim)}`;
    const product = `/customers/${ids.customer}/products/TIDE`;
    const { seen, kinds } = await walk(sim, 'global@direct', [...top, cart, product]);
    const readable = endpoints.flatMap(({ contract: { id, method } }) => (method === 'get' ? [id] : []));
    expect(readable.filter((id) => !reached.has(id)).toSorted()).toEqual(readElsewhere.toSorted());
    expect([...kinds.keys()].toSorted()).toEqual(
      [
        ...['AuditRecord', 'Cart', 'Collection', 'Customer', 'CustomerBillingProfile'],
        ...['CustomerCompanyProfile', 'CustomerRelationshipRequest', 'CustomerUser'],
        ...[
          'DailyRatedUsageLineItem',
          'Invoice',
          'InvoiceDetail',
          'InvoiceSummary',
          'MpnProfile',
          'OneTimeInvoiceLineItem',
          'Order',
          'Subscription',
        ],
        ...['SubscriptionProvisioningStatus', 'SupportContact'],
      ].toSorted(),
    );
    const paged = [...seen].filter((key) => key.includes('MS-ContinuationToken'));
    for (const list of ['/customers?', '/users?', '/auditrecords?', '/lineitems?']) {
      expect([list, paged.some((key) => key.includes(list))]).toEqual([list, true]);
    }
  });

  it('finds the resellers of a provider', async () => {
    const sim = simulation();
    const participants = [{ key: 'transaction_reseller', value: mpnIds.reseller }];
    await buyActive(sim, { customer: ids.resold, who: 'admin@provider', lines: [line({ participants })] });
    const { kinds } = await walk(sim, 'global@provider', top);
    expect(kinds.get('PartnerRelationship')).toBeGreaterThan(0);
  });

  it('reads a resource again where its own link leads, and finds the same', async () => {
    const sim = simulation();
    const { subscription, order } = await buyActive(sim);
    const client = sdkClient(sim, 'admin@direct');
    for (const path of [subscription, order, `/v1/customers/${ids.customer}`]) {
      const { body } = await sim.as().get(path).expect(200);
      expect(await client.follow(body.links.self)).toEqual(body);
    }
  });
});

describe('PC 0.6, 0.10: a client that sends fillers and insists', () => {
  it('changes what it set and nothing else', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    const client = sdkClient(sim, 'admin@direct');
    const uri = subscription.replace('/v1', '');
    const { body: before } = await sim.as().get(subscription);
    const { status, body } = await client.patch(uri, { FriendlyName: 'Depot' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, friendlyName: 'Depot', attributes: body.attributes });
    expect((await client.patch(uri, { Quantity: 12 })).body.quantity).toBe(12);
  });

  it('sends null for no body and ends an address in a slash, as the Java SDK does', async () => {
    const sim = simulation();
    const cart = await fillCart(sim);
    const json = { 'content-type': 'application/json; charset=utf-8' };
    const checkout = await sim
      .as()
      .post(`${carts(ids.customer)}/${cart}/checkout`)
      .set(json)
      .send('null')
      .expect(201);
    expect(checkout.body.orders).toHaveLength(1);
    const user = { usageLocation: 'US', userPrincipalName: 'ana@x.example', displayName: 'Ana' };
    await sim.as().post(`/v1/customers/${ids.customer}/users/`).send(user).expect(200);
  });

  it('gets the same refusal six times, and nothing happens', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    await expectNoEvents(sim, async () => {
      const texts = await sdkClient(sim, 'admin@direct').insist('patch', subscription, { Quantity: 500 });
      expect(new Set(texts).size).toBe(1);
      expect(texts[0]).toMatch(/^400 .*"code":2002/);
    });
  });

  const writes = endpoints.map(({ contract }) => contract).filter(({ method }) => !/get|head/.test(method));

  test.each(writes)('$id refuses six times alike, and nothing happens', async ({ method, path }) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const texts = await sdkClient(sim, 'global@direct').insist(
        method,
        filled(path, { customerId: ids.nobody }),
        {},
      );
      expect(new Set(texts).size).toBe(1);
      expect(texts[0]).toMatch(/^4\d\d \{"code":\d+,"description":/);
    });
  });
});
