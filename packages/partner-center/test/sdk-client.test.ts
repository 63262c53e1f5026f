import { describe, expect, it } from 'vitest';
import { invoiceDay, january } from './support/billing.ts';
import { ids, mpnIds } from './support/fixtures.ts';
import { buy, buyActive, carts, fillCart, line } from './support/purchase.ts';
import { linksIn, sdkClient } from './support/sdk-client.ts';
import { expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

/** Collections that no link leads to, below a customer and at the top. */
const below = ['orders', 'subscriptions', 'agreements?agreementType=*', 'users?size=1', 'relationships'];
const ofSubscription = ['provisioningstatus', 'supportcontact', 'addons', 'upgrades', 'transitions'];
const top = [
  ...['/customers?size=1', '/products?country=US&targetView=MarketplaceSaaS', '/agreements?agreementType=*'],
  ...[
    '/relationships?relationship_type=IsIndirectCloudSolutionProviderOf',
    '/profiles/mpn',
    '/invoices?size=1',
  ],
  '/invoices/summary',
];

/** What is below a resource and no link of it leads to. */
function unlinked(uri: string): readonly string[] {
  if (/^\/customers\/[\w-]+$/.test(uri)) return below;
  return /^\/customers\/[\w-]+\/subscriptions\/[\w-]+$/.test(uri) ? ofSubscription : [];
}

/** Follows every link of every answer, once, and tells how often each kind of object was met. */
async function walk(sim: Simulation, who: string, start: readonly string[]) {
  const client = sdkClient(sim, who);
  const seen = new Set<string>();
  const kinds = new Map<string, number>();
  const ahead: Parameters<typeof client.follow>[0][] = start.map((uri) => ({ uri }));
  for (let link = ahead.shift(); link; link = ahead.shift()) {
    const key = JSON.stringify([link.uri, link.headers ?? []]);
    if (seen.has(key) || link.uri.includes('/statement')) continue;
    seen.add(key);
    const body = await client.follow(link);
    for (const [, kind = ''] of JSON.stringify(body).matchAll(/"objectType":"(\w+)"/g)) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    ahead.push(...linksIn(body));
    ahead.push(...unlinked(link.uri).map((more) => ({ uri: `${link.uri}/${more}` })));
  }
  return { seen, kinds };
}

describe('PC 0.3, 0.7, 0.8: a client that follows links', () => {
  it('reaches every collection and resource of a partner, page by page', async () => {
    const sim = simulation();
    await january(sim);
    await fillCart(sim);
    await buy(sim, { lines: [line(), line({ id: 1 })] });
    for (const name of ['li', 'wei', 'ana']) {
      const user = { usageLocation: 'US', userPrincipalName: `${name}@x.example`, displayName: name };
      await sim.as().post(`/v1/customers/${ids.customer}/users`).send(user).expect(200);
    }
    sim.advance(invoiceDay);
    const { seen, kinds } = await walk(sim, 'global@direct', top);
    expect([...kinds.keys()].toSorted()).toEqual(
      [
        ...['Collection', 'Customer', 'CustomerBillingProfile', 'CustomerCompanyProfile', 'CustomerUser'],
        ...['Invoice', 'InvoiceDetail', 'InvoiceSummary', 'MpnProfile', 'Order', 'Subscription'],
        ...['DailyRatedUsageLineItem', 'OneTimeInvoiceLineItem'],
        ...['SubscriptionProvisioningStatus', 'SupportContact'],
      ].toSorted(),
    );
    expect(kinds.get('CustomerUser')).toBeGreaterThanOrEqual(3);
    expect([...seen].filter((key) => key.includes('MS-ContinuationToken')).length).toBeGreaterThan(2);
    expect([...seen].filter((key) => key.includes('provisioningstatus')).length).toBeGreaterThan(0);
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
      const texts = await sdkClient(sim, 'admin@direct').insist(subscription.replace('/v1', ''), {
        Quantity: 500,
      });
      expect(new Set(texts).size).toBe(1);
      expect(texts[0]).toMatch(/^400 .*"code":2002/);
    });
  });
});
