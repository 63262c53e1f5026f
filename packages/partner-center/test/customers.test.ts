import { describe, expect, it, test } from 'vitest';
import { ids, mpnIds, profile } from './support/fixtures.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const link = (uri: string) => ({ uri, method: 'GET', headers: [] });
const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const self = `/customers/${ids.customer}`;

const listed = {
  id: ids.customer,
  companyProfile: {
    tenantId: ids.customer,
    domain: 'lakeshorefoods.onmicrosoft.com',
    companyName: 'Lakeshore Foods',
    links: { self: link(`${self}/profiles/company`) },
    attributes: { objectType: 'CustomerCompanyProfile' },
  },
  relationshipToPartner: 'reseller',
  links: { self: link(self) },
  attributes: { objectType: 'Customer' },
};

describe('PC 2.3: a tenant into which its partner may not', () => {
  it('shows neither address, nor e-mail, nor domains', async () => {
    const sim = simulation();
    const choices = { withoutDelegatedAccess: true } as const;
    sim.run({ type: 'CreateCustomer', partnerId: ids.direct, profile: profile('Discreet'), choices });
    const customer = `/v1/customers/${[...sim.engine.state.customersOf.of(ids.direct)].at(-1)}`;
    const { body } = await sim.as().get(customer).expect(200);
    expect(body.allowDelegatedAccess).toBe(false);
    expect(body).not.toHaveProperty('customDomains');
    expect(body.companyProfile).not.toHaveProperty('address');
    expect(body.companyProfile).not.toHaveProperty('email');
    expect(body.billingProfile.email).toBeDefined();
    const { body: company } = await sim.as().get(`${customer}/profiles/company`).expect(200);
    expect(company).toEqual(body.companyProfile);
  });
});

describe('CUS-1 list', () => {
  it('shows the partner’s own customers', async () => {
    const { body } = await simulation().as().get('/v1/customers').expect(200);
    expect(body).toEqual({
      totalCount: 2,
      items: [listed, expect.objectContaining({ id: ids.other })],
      links: { self: link('/customers') },
      attributes: { objectType: 'Collection' },
    });
  });

  it('pages by seeking: the next link leads through all customers once', async () => {
    const sim = simulation();
    for (let n = 0; n < 5; n++) {
      sim.run({ type: 'CreateCustomer', partnerId: ids.direct, profile: profile(`Company ${n}`) });
    }
    const agent = sim.as();
    const seen: string[] = [];
    let uri = '/customers?size=3';
    let token = '';
    for (let page = 0; uri; page++) {
      expect(page).toBeLessThan(4);
      const { body } = await agent.get(`/v1/${uri}`).set('MS-ContinuationToken', token).expect(200);
      expect(body.totalCount).toBe(body.items.length);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      uri = body.links.next?.uri ?? '';
      token = body.links.next?.headers[0].value ?? '';
      if (uri)
        expect(body.links.next).toMatchObject({ uri: '/customers?size=3&seekOperation=Next', method: 'GET' });
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it('PC 2.4: goes on behind a page whose customers were deleted since, as scripts that empty a sandbox do', async () => {
    const sim = simulation();
    for (let n = 0; n < 4; n++) {
      sim.run({ type: 'CreateCustomer', partnerId: ids.sandbox, profile: profile(`Company ${n}`) });
    }
    const agent = sim.as('admin@sandbox');
    let uri = '/customers?size=2';
    let token = '';
    while (uri) {
      const { body } = await agent.get(`/v1${uri}`).set('MS-ContinuationToken', token).expect(200);
      for (const { id } of body.items) await agent.delete(`/v1/customers/${id}`).expect(204);
      uri = body.links.next?.uri ?? '';
      token = body.links.next?.headers[0].value ?? '';
    }
    expect((await agent.get('/v1/customers').expect(200)).body.items).toEqual([]);
  });

  it('has no next link behind the last customer', async () => {
    const { body } = await simulation().as().get('/v1/customers?size=2').expect(200);
    expect(body).toMatchObject({ totalCount: 2 });
    expect(body.links.next).toBeUndefined();
  });

  it('keeps the filter while paging', async () => {
    const sim = simulation();
    for (let n = 0; n < 3; n++) {
      sim.run({ type: 'CreateCustomer', partnerId: ids.direct, profile: profile(`Company ${n}`) });
    }
    const filter = encodeURIComponent(
      JSON.stringify({ Field: 'CompanyName', Value: 'company', Operator: 'starts_with' }),
    );
    const { body } = await sim.as().get(`/v1/customers?size=2&filter=${filter}`).expect(200);
    const { uri, headers } = body.links.next;
    const { body: rest } = await sim.as().get(`/v1${uri}`).set(headers[0].key, headers[0].value).expect(200);
    expect(
      rest.items.map(
        ({ companyProfile }: { companyProfile: { companyName: string } }) => companyProfile.companyName,
      ),
    ).toEqual(['Company 2']);
    expect(rest.links.next).toBeUndefined();
  });

  it('takes size=0 for the default and cuts a size beyond the largest', async () => {
    for (const size of [0, 10_000]) {
      const { body } = await simulation().as().get(`/v1/customers?size=${size}`).expect(200);
      expect(body.totalCount).toBe(2);
    }
  });

  test.each([
    [
      'a company name in another case',
      'direct',
      { Field: 'CompanyName', Value: 'LAKE', Operator: 'starts_with' },
      [ids.customer],
    ],
    ['camel case', 'direct', { field: 'domain', value: 'hilltop', operator: 'StartsWith' }, [ids.other]],
    ['nothing that fits', 'direct', { Field: 'Domain', Value: 'zzz', Operator: 'starts_with' }, []],
    [
      'a provider',
      'direct',
      { Field: 'IndirectCloudSolutionProvider', Value: ids.direct, Operator: 'starts_with' },
      [ids.customer, ids.other],
    ],
  ])('filters by %s', async (_, who, filter, expected) => {
    const query = encodeURIComponent(JSON.stringify(filter));
    const { body } = await simulation().as(`admin@${who}`).get(`/v1/customers?filter=${query}`).expect(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(expected);
  });

  test.each([ids.reseller, mpnIds.reseller])('filters by the indirect reseller %s', async (value) => {
    const sim = simulation();
    const resold = { ...profile('Resold'), associatedPartnerId: mpnIds.reseller };
    sim.run({ type: 'CreateCustomer', partnerId: ids.provider, profile: resold });
    const filter = encodeURIComponent(
      JSON.stringify({ Field: 'IndirectReseller', Value: value, Operator: 'starts_with' }),
    );
    const { body } = await sim.as('admin@provider').get(`/v1/customers?filter=${filter}`).expect(200);
    expect(body).toMatchObject({ totalCount: 1, items: [{ companyProfile: { companyName: 'Resold' } }] });
  });

  test.each([
    [
      'another operator',
      `filter=${encodeURIComponent('{"Field":"Domain","Value":"a","Operator":"substring"}')}`,
      3000,
    ],
    [
      'an unknown field',
      `filter=${encodeURIComponent('{"Field":"Nose","Value":"a","Operator":"starts_with"}')}`,
      3000,
    ],
    ['a filter that is not JSON', 'filter=Domain', 3000],
    ['a size that is no number', 'size=many', 3000],
    ['a negative size', 'size=-1', 3000],
    ['seeking without a token', 'seekOperation=Next', 3000],
    ['seeking backwards', 'seekOperation=Previous', 800042],
  ])('refuses %s', async (_, query, code) => {
    const { body } = await simulation().as().get(`/v1/customers?${query}`).expect(400);
    expect(body).toEqual(envelope(code));
  });
});

describe('CUS-3 get', () => {
  it('shows the whole customer, by an id in any case', async () => {
    const { body } = await simulation().as().get(`/v1/customers/${ids.customer.toUpperCase()}`).expect(200);
    const { address } = profile('Lakeshore Foods');
    expect(body).toEqual({
      ...listed,
      commerceId: guid,
      companyProfile: { ...listed.companyProfile, address, email: 'ap@customer.example' },
      billingProfile: {
        id: guid,
        email: 'ap@customer.example',
        culture: 'en-US',
        language: 'en',
        companyName: 'Lakeshore Foods',
        defaultAddress: address,
        attributes: {
          etag: expect.stringMatching(/^[A-Za-z0-9+/=]+$/),
          objectType: 'CustomerBillingProfile',
        },
      },
      allowDelegatedAccess: true,
      customDomains: ['lakeshorefoods.onmicrosoft.com'],
    });
  });

  test.each([
    ['a malformed id', 'lakeshore', 400, 900118],
    ['an unknown id', ids.nobody, 404, 1000],
    ['PUR-04: another partner’s customer', ids.resold, 403, 20002],
  ])('refuses %s', async (_, id, status, code) => {
    const { body } = await simulation().as().get(`/v1/customers/${id}`).expect(status);
    expect(body).toEqual(envelope(code));
  });

  it('names the world in which it looked for a customer', async () => {
    const { body } = await simulation().as().get(`/v1/customers/${ids.nobody}`).expect(404);
    expect(body.description).toBe(`There is no customer ${ids.nobody} in world default.`);
  });

  it('GEN-10: a foreign customer is refused as foreign even with a malformed body', async () => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body } = await sim
        .as()
        .post(`/v1/customers/${ids.resold}/carts`)
        .type('json')
        .send('{')
        .expect(403);
      expect(body).toEqual(envelope(20002));
    });
  });
});

describe('CUS-16 HEAD domains', () => {
  test.each([
    ['lakeshorefoods.onmicrosoft.com', 200],
    ['LakeshoreFoods.OnMicrosoft.com', 200],
    ['free.onmicrosoft.com', 404],
  ])('%s answers %i without a body', async (domain, status) => {
    const res = await simulation().as().head(`/v1/domains/${domain}`).expect(status);
    expect(res.text ?? '').toBe('');
  });
});
