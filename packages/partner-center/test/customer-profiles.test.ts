import { describe, expect, it, test } from 'vitest';
import { ids } from './support/fixtures.ts';
import { fillCart } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const customer = `/v1/customers/${ids.customer}`;
const billing = `${customer}/profiles/billing`;

describe('PC 2.3: company profile', () => {
  it('is the profile of the customer alone, with address and email', async () => {
    const sim = simulation();
    const { body } = await sim.as().get(`${customer}/profiles/company`).expect(200);
    const { body: whole } = await sim.as().get(customer);
    expect(body).toEqual(whole.companyProfile);
    expect(body.attributes).toEqual({ objectType: 'CustomerCompanyProfile' });
  });
});

describe('PC 2.5: billing profile', () => {
  it('is replaced whole, with a new etag, and shows wherever the customer does', async () => {
    const sim = simulation();
    const { body: before } = await sim.as().get(billing).expect(200);
    const changed = { ...before, FirstName: 'Omar', companyName: 'Lakeshore Group', culture: 'EN-gb' };
    const { body: after } = await sim.as().put(billing).send(changed).expect(200);
    expect(after).toMatchObject({ firstName: 'Omar', companyName: 'Lakeshore Group', culture: 'en-GB' });
    expect(before).not.toHaveProperty('firstName');
    expect(after.attributes.etag).not.toBe(before.attributes.etag);
    const { body: whole } = await sim.as().get(customer);
    expect(whole.billingProfile).toEqual(after);
    expect(whole.companyProfile.companyName).toBe('Lakeshore Group');
  });

  it('another person than that of the address can be named', async () => {
    const sim = simulation();
    const { body: before } = await sim.as().get(billing);
    const { body } = await sim
      .as()
      .put(billing)
      .send({ ...before, firstName: 'Omar', lastName: 'Reyes' })
      .expect(200);
    expect([body.firstName, body.lastName, body.defaultAddress.firstName]).toEqual(['Omar', 'Reyes', 'Ana']);
  });

  test.each([
    ['without an etag', {}, undefined, 2055],
    ['an old etag in the body', { attributes: { etag: 'b2xk' } }, undefined, 2055],
    ['an old etag in the header', {}, '"b2xk"', 2055],
    ['another profile', { id: ids.other }, '*', 3000],
    ['another country', { defaultAddress: { country: 'DE', state: '' } }, '*', 3000],
    ['a state that is none', { defaultAddress: { state: 'ZZ' } }, '*', 3000],
    ['a postal code of another country', { defaultAddress: { postalCode: 'V5K 0A1' } }, '*', 3000],
    ['a culture that is none', { culture: '!' }, '*', 3000],
    ['no company', { companyName: undefined }, '*', 3000],
  ])('%s is refused and changes nothing', async (_, rest: Record<string, unknown>, ifMatch, code) => {
    const sim = simulation();
    const { body: before } = await sim.as().get(billing);
    const { attributes: __, ...profile } = before;
    const address = { ...profile.defaultAddress, ...Object(rest['defaultAddress']) };
    const call = sim.as().put(billing);
    if (ifMatch) call.set('If-Match', ifMatch);
    await expectNoEvents(sim, async () => {
      const { body } = await call.send({ ...profile, ...rest, defaultAddress: address }).expect(400);
      expect(body).toEqual(envelope(code));
    });
  });
});

describe('PC 0.7: the etag of a billing profile', () => {
  it('is asked for where there is none, and told to be old where it is', async () => {
    const sim = simulation();
    const { attributes: _, ...profile } = (await sim.as().get(billing)).body;
    const missing = await sim.as().put(billing).send(profile).expect(400);
    expect(missing.body.description).toContain('If-Match');
    const old = await sim.as().put(billing).set('If-Match', 'b2xk').send(profile).expect(400);
    expect(old.body.description).toContain('has changed since');
  });
});

describe('PC 2.6: address validation', () => {
  const good = {
    addressLine1: '12 Harbor Rd',
    city: 'Seattle',
    state: 'wa',
    postalCode: '98101',
    country: 'us',
  };

  it('answers what it was asked, and the address as it would be kept', async () => {
    const { body } = await simulation()
      .as('app@direct')
      .post('/v1/validations/address')
      .send(good)
      .expect(200);
    expect(body).toEqual({
      originalAddress: good,
      suggestedAddresses: [{ ...good, state: 'WA', country: 'US' }],
      status: 'VerifiedShippable',
    });
  });

  test.each([
    ['no number in the street', { addressLine1: 'Harbor Rd', addressLine2: ' Pier ' }, 'StreetPartial', 1],
    ['a state of another country', { state: 'BC' }, 'None', 0],
    ['a postal code of another country', { postalCode: 'V5K 0A1' }, 'None', 0],
    ['a country that is none', { country: 'Utopia' }, 'NotValidated', 0],
    ['two letters that no country has', { country: 'zz', state: '' }, 'NotValidated', 0],
  ])('%s: %s', async (_, rest, status, suggestions) => {
    const { body } = await simulation()
      .as()
      .post('/v1/validations/address')
      .send({ ...good, ...rest })
      .expect(200);
    expect(body.status).toBe(status);
    expect(body.suggestedAddresses).toHaveLength(suggestions);
    expect(body.validationMessage !== undefined).toBe(suggestions === 0);
  });

  it('a missing member is refused', async () => {
    const { body } = await simulation()
      .as()
      .post('/v1/validations/address')
      .send({ city: 'Seattle' })
      .expect(400);
    expect(body).toEqual(envelope(3000));
  });
});

describe('PC 2.7: qualification', () => {
  const one = `${customer}/qualification`;
  const all = `${customer}/qualifications`;

  it('is none at first, and what was stated afterwards, by name or number', async () => {
    const sim = simulation();
    expect((await sim.as('app@direct').get(one).expect(200)).body).toBe('none');
    expect((await sim.as().get(all).expect(200)).body).toEqual([]);
    const stated = await sim
      .as()
      .put(one)
      .set('Content-Type', 'application/json')
      .send('"Education"')
      .expect(200);
    expect(stated.body).toBe('education');
    const { body } = await sim.as().get(all);
    const vetted = {
      qualification: 'Education',
      vettingStatus: 'Approved',
      vettingCreatedDate: sim.engine.now(),
    };
    expect(body).toEqual([vetted]);
    const numbered = await sim.as().put(one).set('Content-Type', 'application/json').send('2').expect(200);
    expect(numbered.body).toBe('nonprofit');
  });

  it('is stated by POST too', async () => {
    const sim = simulation();
    const { body } = await sim.as().post(all).send({ Qualification: 'StateOwnedEntity' }).expect(201);
    expect(body).toEqual({
      qualification: 'StateOwnedEntity',
      vettingStatus: 'Approved',
      vettingCreatedDate: sim.engine.now(),
    });
    expect((await sim.as().get(one)).body).toBe('stateOwnedEntity');
  });

  it('the government community cloud needs a validation code', async () => {
    const sim = simulation();
    const state = (query: string) =>
      sim.as().post(`${all}${query}`).send({ qualification: 'GovernmentCommunityCloud' });
    expect((await state('').expect(400)).body).toEqual(envelope(3000));
    await state('?code=gcc-1').expect(201);
  });

  test.each(['none', 'Nonprofit'])('%s is stated by PUT alone', async (qualification) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().post(all).send({ qualification }).expect(400);
      expect(body).toEqual(envelope(900126));
      expect(body.description).toContain(`got "${qualification}"`);
    });
    const json = sim.as().put(one).set('Content-Type', 'application/json');
    await json.send(JSON.stringify(qualification)).expect(200);
  });

  test.each(['"happy"', '9', '-1'])('%s is refused and changes nothing', async (text) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().put(one).set('Content-Type', 'application/json').send(text).expect(400);
      expect(body).toEqual({ ...envelope(900126), source: 'PartnerFD' });
      await sim.as().post(all).send({ qualification: 'happy' }).expect(400);
    });
  });

  it('decides which segments may be asked for; SaaS is sold in the commercial one', async () => {
    const sim = simulation();
    const lists = [
      `${customer}/products?targetView=MarketplaceSaaS`,
      `${customer}/products/TIDE/skus?`,
      `${customer}/products/TIDE/skus/0001/availabilities?`,
    ];
    const answers = async () => {
      const found: unknown[] = [];
      for (const list of lists) {
        const { status, body } = await sim.as().get(`${list}&targetSegment=Education`);
        found.push([status, body.totalCount ?? body.code]);
      }
      return found;
    };
    expect(await answers()).toEqual(lists.map(() => [403, 400030]));
    await sim.as().post(all).send({ qualification: 'Education' }).expect(201);
    expect(await answers()).toEqual(lists.map(() => [200, 0]));
  });
});

describe('PC 2.10: invitation and vetting', () => {
  it('the invitation names the partner', async () => {
    const { body } = await simulation().as().get('/v1/customers/relationshiprequests').expect(200);
    expect(body.url).toContain(ids.direct);
  });

  it('every customer is allowed to buy from its creation on', async () => {
    const sim = simulation();
    const { body } = await sim.as('app@direct').get(`${customer}/validationStatus?type=account`).expect(200);
    expect(body).toMatchObject({ type: 'account', status: 'Allowed' });
    const { body: other } = await sim.as().get(`${customer}/validationStatus?type=tax`).expect(400);
    expect(other).toEqual(envelope(900126));
  });

  it.each([
    ['underReview', 'UnderReview', false],
    ['unknown', 'Unknown', false],
    ['notAllowed', 'NotAllowed', false],
    ['notReady', 'Not Ready', true],
  ] as const)(
    'PUR-22: an account that is %s is told as %s; whether it can buy: %s',
    async (account, status, buys) => {
      const sim = simulation();
      const validation = async () =>
        (await sim.as().get(`${customer}/validationStatus?type=account`).expect(200)).body;
      const cart = await fillCart(sim);
      sim.advance('2026-01-06T09:00:00Z');
      sim.run({ type: 'VetCustomer', customerId: ids.customer, vetting: { account } });
      expect(await validation()).toEqual({
        type: 'account',
        status,
        lastUpdateDateTime: '2026-01-06T09:00:00.000Z',
      });
      await sim
        .as()
        .post(`${customer}/carts/${cart}/checkout`)
        .expect(buys ? 201 : 403);
      sim.run({ type: 'VetCustomer', customerId: ids.customer, vetting: {} });
      expect(await validation()).toMatchObject({ status: 'Allowed' });
      await sim.as().post(`${customer}/carts/${cart}/checkout`).expect(201);
    },
  );
});

describe('PC 2.8: agreement documents', () => {
  it('have an address for a language and a country', async () => {
    const sim = simulation();
    const template = '/v1/agreementtemplates/117A77B0-9360-443b-8795-c6dedc750cf9/document';
    const { body } = await sim.as().get(`${template}?language=de-DE&country=DE`).expect(200);
    expect(body.displayUri).toMatch(/language=de-DE&country=DE$/);
    expect((await sim.as().get(template).expect(200)).body.displayUri).toMatch(/language=en-US/);
    const { body: none } = await sim.as().get(`/v1/agreementtemplates/${ids.other}/document`).expect(404);
    expect(none).toEqual(envelope(1000));
  });
});
