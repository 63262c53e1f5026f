import { describe, expect, it, test } from 'vitest';
import { invoiceDay } from './support/billing.ts';
import { customers, ids, item, mpnIds, profile } from './support/fixtures.ts';
import { buy, buyActive, change, line } from './support/purchase.ts';
import { envelope, type Simulation, simulation } from './support/simulation.ts';

type AuditRecord = Readonly<Record<string, unknown>> & {
  readonly operationType: string;
  readonly resourceOldValue?: string;
  readonly resourceNewValue: string;
  readonly customizedData: readonly { readonly key: string; readonly value: string }[];
};

const correlation = 'c0ffee00-1111-4111-8111-000000000001';

async function recordsOf(
  sim: Simulation,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly AuditRecord[]> {
  return (await sim.as().get('/v1/auditrecords').query(query).expect(200)).body.items;
}

const typesOf = (records: readonly AuditRecord[]): readonly string[] =>
  records.map(({ operationType }) => operationType);

/** What was done since the fixtures were made. */
async function since(sim: Simulation, act: () => Promise<unknown>): Promise<readonly AuditRecord[]> {
  const all = { startDate: '2026-01-05' };
  const before = await recordsOf(sim, all);
  await act();
  return (await recordsOf(sim, all)).slice(before.length);
}

describe('AUD-1: audit records', () => {
  it('say who did what, when, under which correlation id, with the resource before and after', async () => {
    const sim = simulation();
    const { subscription, subscriptionId } = await buy(sim);
    const [record, ...more] = await since(sim, () =>
      sim
        .as()
        .patch(subscription)
        .set('MS-CorrelationId', correlation)
        .send({ friendlyName: 'Ours' })
        .expect(200),
    );
    expect(more).toEqual([]);
    expect(record).toEqual({
      id: expect.stringMatching(
        new RegExp(`^${ids.direct}_${ids.customer}_update_subscription_639032004\\d{9}$`),
      ),
      partnerId: ids.direct,
      participants: [ids.direct],
      customerId: ids.customer,
      customerName: 'Lakeshore Foods',
      userPrincipalName: 'admin@direct.example',
      applicationId: ids.application,
      resourceType: 'subscription',
      resourceOldValue: expect.any(String),
      resourceNewValue: expect.any(String),
      operationType: 'update_subscription',
      originalCorrelationId: correlation,
      operationDate: '2026-01-05T09:00:00.000Z',
      operationStatus: 'succeeded',
      customizedData: [],
      attributes: { objectType: 'AuditRecord' },
    });
    const [before, after] = [record?.resourceOldValue, record?.resourceNewValue].map((text) =>
      JSON.parse(text ?? ''),
    );
    expect(before).toMatchObject({ Id: subscriptionId, FriendlyName: 'Plan 0001' });
    expect(after).toMatchObject({
      ...{ Id: subscriptionId, FriendlyName: 'Ours', Status: 'pending' },
      Links: { Self: { Uri: `/customers/${ids.customer}/subscriptions/${subscriptionId}`, Method: 'GET' } },
      Attributes: { ObjectType: 'Subscription' },
    });
  });

  it('have the correlation id that was sent back where the caller sent none', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    const { headers } = await sim.as().patch(subscription).send({ friendlyName: 'Ours' }).expect(200);
    expect((await recordsOf(sim)).at(-1)).toMatchObject({
      originalCorrelationId: headers['ms-correlationid'],
    });
  });

  it('have no user for an application, and neither for what happened by itself', async () => {
    const sim = simulation();
    const { subscription, subscriptionId } = await buy(sim);
    const byApp = await since(sim, () =>
      sim.as('app@direct').patch(subscription).send({ friendlyName: 'Ours' }).expect(200),
    );
    expect(byApp).toMatchObject([{ applicationId: ids.application }]);
    expect(byApp[0]).not.toHaveProperty('userPrincipalName');
    const byPublisher = await since(sim, async () =>
      change(sim, subscriptionId, { type: 'ConfirmActivation' }),
    );
    expect(typesOf(byPublisher)).toEqual(['update_subscription', 'update_order']);
    expect(byPublisher[0]).not.toHaveProperty('applicationId');
    expect(JSON.parse(byPublisher[0]?.resourceNewValue ?? '')).toMatchObject({ Status: 'active' });
  });

  it('of an order list its lines', async () => {
    const sim = simulation();
    const lines = [line(), line({ catalogItemId: item('TIDE', '0002'), quantity: 3 })];
    const [record] = await since(sim, () => buy(sim, { lines }));
    const value = JSON.parse(record?.resourceNewValue ?? '');
    expect(record).toMatchObject({ operationType: 'create_order', resourceType: 'order' });
    expect(record).not.toHaveProperty('resourceOldValue');
    const data = Object.fromEntries(
      (record?.customizedData ?? []).map(({ key, value: text }) => [key, text]),
    );
    expect(data).toMatchObject({
      OrderId: value.Id,
      AlternateId: value.AlternateId,
      BillingCycle: 'monthly',
      'OfferId-0': item('TIDE'),
      'SubscriptionId-0': value.LineItems[0].SubscriptionId,
      'SubscriptionName-0': 'Plan 0001',
      'Quantity-0': '10',
      'PartnerOnRecord-0': '',
    });
  });

  test.each<[string, readonly string[], (sim: Simulation) => Promise<unknown>]>([
    [
      'a new customer',
      ['add_customer'],
      (sim) =>
        sim
          .as()
          .post('/v1/customers')
          .send({
            companyProfile: { domain: 'brandnew.onmicrosoft.com' },
            billingProfile: {
              ...{ email: 'a@b.example', culture: 'en-US', language: 'en', companyName: 'Brand New' },
              defaultAddress: profile('any').address,
            },
          })
          .expect(201),
    ],
    [
      'an agreement',
      ['create_agreement'],
      (sim) =>
        sim
          .as()
          .post(`/v1/customers/${ids.other}/agreements`)
          .send({
            primaryContact: { firstName: 'Ana', lastName: 'Okafor', email: 'ana@customer.example' },
            templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
            dateAgreed: '2026-01-04T00:00:00Z',
            type: 'MicrosoftCustomerAgreement',
          })
          .expect(201),
    ],
    [
      'a billing profile and a qualification',
      ['update_customer_billing_profile', 'update_customer_qualification'],
      async (sim) => {
        const billing = `/v1/customers/${ids.customer}/profiles/billing`;
        const { body } = await sim.as().get(billing).expect(200);
        await sim
          .as()
          .put(billing)
          .send({ ...body, companyName: 'Lakeshore Group' })
          .expect(200);
        const qualifications = `/v1/customers/${ids.customer}/qualifications`;
        await sim.as().post(qualifications).send({ qualification: 'Education' }).expect(201);
      },
    ],
    [
      'an account of a customer, made, changed and deleted',
      ['create_customer_user', 'update_customer_user', 'delete_customer_user'],
      async (sim) => {
        const users = `/v1/customers/${ids.customer}/users`;
        const userPrincipalName = 'eva@lakeshorefoods.onmicrosoft.com';
        const eva = { usageLocation: 'US', userPrincipalName, displayName: 'Eva' };
        const { body } = await sim.as().post(users).send(eva).expect(200);
        await sim.as().patch(`${users}/${body.id}`).send({ displayName: 'Eva R.' }).expect(200);
        await sim.as().delete(`${users}/${body.id}`).expect(204);
      },
    ],
    [
      'a quantity',
      ['create_order', 'update_subscription', 'update_order', 'update_subscription', 'create_order'],
      async (sim) => {
        const { subscription } = await buyActive(sim);
        await sim.as().patch(subscription).send({ quantity: 11 }).expect(200);
      },
    ],
    [
      'auto-renew and a suspension, in two calls of one instant',
      ['create_order', 'update_subscription', 'update_order', 'update_subscription', 'update_subscription'],
      async (sim) => {
        const { subscription } = await buyActive(sim);
        await sim.as().patch(subscription).send({ autoRenewEnabled: false }).expect(200);
        await sim.as().patch(subscription).send({ status: 'suspended' }).expect(200);
      },
    ],
    [
      'an end and a change of plan',
      [
        ...['create_order', 'update_subscription', 'update_order'],
        ...['upgrade_subscription', 'create_order', 'update_subscription'],
      ],
      async (sim) => {
        const { subscription, subscriptionId } = await buyActive(sim);
        sim.advance('2026-01-05T09:30:00Z');
        change(sim, subscriptionId, { type: 'ChangePlan', planId: 'plan-0003' });
        await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
      },
    ],
    [
      'what reads alone, and carts',
      [],
      async (sim) => {
        await sim.as().get('/v1/customers').expect(200);
        await sim
          .as()
          .post(`/v1/customers/${ids.customer}/carts`)
          .send({ lineItems: [line()] })
          .expect(201);
      },
    ],
  ])('%s: %j', async (_, types, act) => {
    const sim = simulation();
    expect(typesOf(await since(sim, () => act(sim)))).toEqual(types);
  });

  it('a trial that turns into a paid subscription, a renewal and an invoice', async () => {
    const sim = simulation();
    await buyActive(sim, { lines: [line({ catalogItemId: item('TIDE', '0002') })] });
    const converted = await since(sim, async () => sim.advance('2026-02-05T00:00:00Z'));
    expect(typesOf(converted)).toEqual(['convert_trial_subscription', 'create_order']);
    const billed = await since(sim, async () => sim.advance(invoiceDay));
    expect(billed).toMatchObject([{ operationType: 'ready_invoice', resourceType: 'invoice' }]);
    expect(billed[0]).not.toHaveProperty('customerId');
    expect(JSON.parse(billed[0]?.resourceNewValue ?? '')).toMatchObject({ InvoiceType: 'OneTime' });
    const renewed = await since(sim, async () => sim.advance('2026-03-05T00:00:00Z'));
    expect(typesOf(renewed)).toEqual(['update_subscription', 'create_order']);
  });

  test.each([
    ['Success', 'succeeded', 12],
    ['Failure', 'failed', 10],
  ] as const)('a change is in progress until its publisher answers %s', async (result, status, quantity) => {
    const sim = simulation();
    const { subscriptionId } = await buyActive(sim, { lines: [line({ catalogItemId: item('CAREFUL') })] });
    const asked = await since(sim, async () =>
      change(sim, subscriptionId, { type: 'SetQuantity', quantity: 12 }),
    );
    expect(asked).toMatchObject([{ operationType: 'update_subscription', operationStatus: 'progress' }]);
    const operationId = sim.engine.state.subscriptions.get(subscriptionId)?.openOperationId ?? '';
    const answered = await since(sim, async () =>
      change(sim, subscriptionId, { type: 'AcknowledgeOperation', operationId, result }),
    );
    expect(typesOf(answered)).not.toContain('update_subscription');
    const records = await recordsOf(sim, { filter: filter('ResourceType', 'subscription', 'equals') });
    expect(records.at(-1)).toMatchObject({ id: asked[0]?.['id'], operationStatus: status });
    expect(JSON.parse(records.at(-1)?.resourceNewValue ?? '').Quantity).toBe(quantity);
  });

  it('what was recorded stays as it was, whatever becomes of the resource', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    const first = await recordsOf(sim);
    await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
    sim.run({ type: 'ChangeSetting', name: 'read.pendingShownAs', value: 'active' });
    sim.advance('2026-01-20T00:00:00Z');
    expect((await recordsOf(sim)).slice(0, first.length)).toEqual(first);
  });

  it('are the partner’s own; what customers bought themselves is in none', async () => {
    const sim = simulation();
    const term = { duration: 'P1M', billingCycle: 'monthly' } as const;
    const direct = { customerId: ids.customer, catalogItemId: item('TIDE'), quantity: 1, term };
    expect(await since(sim, async () => sim.run({ type: 'PurchaseDirect', ...direct }))).toEqual([]);
    const resold = { who: 'admin@provider', customer: ids.resold };
    expect(await since(sim, () => buy(sim, resold))).toEqual([]);
    const { body } = await sim.as('helpdesk@provider').get('/v1/auditrecords').expect(200);
    expect(new Set(typesOf(body.items))).toEqual(
      new Set(['add_customer', 'create_agreement', 'create_order']),
    );
    expect(body.items.every(({ partnerId }: AuditRecord) => partnerId === ids.provider)).toBe(true);
  });
});

const filter = (field: string, value: string, operator: string): string =>
  JSON.stringify({ Field: field, Value: value, Operator: operator });

it('AUD-1: a sandbox account that deletes a customer leaves records of all that ends', async () => {
  const sim = simulation();
  await buy(sim, { who: 'admin@sandbox', customer: ids.sandboxCustomer });
  await sim.as('admin@sandbox').delete(`/v1/customers/${ids.sandboxCustomer}`).expect(204);
  const { body } = await sim.as('admin@sandbox').get('/v1/auditrecords').expect(200);
  expect(typesOf(body.items).slice(-3)).toEqual([
    'update_subscription',
    'update_order',
    'delete_tip_customer',
  ]);
});

describe('AUD-1: filters', () => {
  const own = customers.filter(({ partnerId }) => partnerId === ids.direct).length;

  test.each([
    [filter('CompanyName', 'HILLTOP', 'substring'), 1],
    [filter('CustomerId', ids.customer.toUpperCase(), 'Equals'), 2],
    [filter('ResourceType', 'Customer', 'equals'), own],
    [filter('resourcetype', 'Agreement', 'equals'), 1],
    [filter('ResourceType', 'invoice', 'equals'), 0],
    [filter('ResourceType', 'partner_customer_relationship', 'equals'), 0],
  ])('%s finds %i', async (text, count) => {
    expect(await recordsOf(simulation(), { filter: text })).toHaveLength(count);
  });

  test.each([
    '{',
    filter('CompanyName', 'Hill', 'equals'),
    filter('CustomerId', ids.customer, 'substring'),
    filter('Color', 'red', 'equals'),
    filter('ResourceType', 'color', 'equals'),
  ])('%s is 400/3000', async (text) => {
    const { body } = await simulation().as().get('/v1/auditrecords').query({ filter: text }).expect(400);
    expect(body).toEqual(envelope(3000));
  });
});

describe('AUD-1: dates', () => {
  it('the last thirty days unless said otherwise, at most the last ninety', async () => {
    const sim = simulation();
    const all = (await recordsOf(sim)).length;
    sim.advance('2026-02-04T12:00:00Z');
    expect(await recordsOf(sim)).toHaveLength(all);
    sim.advance('2026-02-05T12:00:00Z');
    expect(await recordsOf(sim)).toHaveLength(0);
    expect(await recordsOf(sim, { startDate: '2026-01-05' })).toHaveLength(all);
    expect(await recordsOf(sim, { startDate: '1/5/2026 12:00:00 AM' })).toHaveLength(all);
    expect(await recordsOf(sim, { startDate: '2026-01-06' })).toHaveLength(0);
    expect(await recordsOf(sim, { startDate: '2026-01-01', endDate: '2026-01-04' })).toHaveLength(0);
    expect(await recordsOf(sim, { startDate: '2026-01-01', endDate: '2026-01-05' })).toHaveLength(all);
    sim.advance('2026-04-05T12:00:00Z');
    expect(await recordsOf(sim, { startDate: '2026-01-05' })).toHaveLength(all);
    sim.advance('2026-04-06T12:00:00Z');
    const { body } = await sim.as().get('/v1/auditrecords?startDate=2026-01-05').expect(400);
    expect(body).toEqual(envelope(3000));
    expect(await recordsOf(sim, { startDate: '2026-01-06' })).toHaveLength(0);
  });

  test.each(['startDate=yesterday', 'startDate=2026-02-31', 'startDate=2026-01-03&endDate=2026-01-02'])(
    '%s is 400/3000',
    async (query) => {
      const { body } = await simulation().as().get(`/v1/auditrecords?${query}`).expect(400);
      expect(body).toEqual(envelope(3000));
    },
  );
});

describe('AUD-1: paging', () => {
  it('seeks page by page, 500 at most', async () => {
    const sim = simulation();
    for (let n = 0; n < 3; n++) await buyActive(sim);
    const all = await recordsOf(sim);
    const seen: unknown[] = [];
    let page = (await sim.as().get('/v1/auditrecords?size=4').expect(200)).body;
    for (;;) {
      seen.push(...page.items);
      if (!page.links.next) break;
      const [{ key, value }] = page.links.next.headers;
      page = (await sim.as().get(`/v1${page.links.next.uri}`).set(key, value).expect(200)).body;
    }
    expect(seen).toEqual(all);
    expect(new Set(all.map((record) => record['id'])).size).toBe(all.length);
  });

  it('answers no more than 500', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    for (let n = 0; n < 500; n++) {
      await sim
        .as()
        .patch(subscription)
        .send({ friendlyName: `name ${n}` });
    }
    const { body } = await sim.as().get('/v1/auditrecords?size=1000').expect(200);
    expect(body.totalCount).toBe(500);
    expect(body.links.next).toBeDefined();
  });
});

it(`a reseller on record is in the data of an order (${mpnIds.reseller})`, async () => {
  const sim = simulation();
  const lines = [line({ participants: [{ key: 'TransactionReseller', value: mpnIds.reseller }] })];
  await buy(sim, { who: 'admin@provider', customer: ids.resold, lines });
  const { body } = await sim.as('admin@provider').get('/v1/auditrecords').expect(200);
  expect(body.items.at(-1).customizedData).toContainEqual({
    key: 'PartnerOnRecord-0',
    value: mpnIds.reseller,
  });
});
