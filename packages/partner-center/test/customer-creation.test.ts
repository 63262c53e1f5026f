import { describe, expect, it, test } from 'vitest';
import { ids, mpnIds } from './support/fixtures.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const address = {
  firstName: 'Per',
  lastName: 'Lund',
  addressLine1: '1 Quay',
  city: 'Seattle',
  state: 'WA',
  postalCode: '98101',
  country: 'US',
};

const newCustomer = (
  rest: Readonly<Record<string, unknown>> = {},
  more: Readonly<Record<string, unknown>> = {},
) => ({
  companyProfile: { domain: 'quayside.onmicrosoft.com' },
  billingProfile: {
    email: 'office@quayside.example',
    culture: 'EN-us',
    language: 'EN',
    companyName: 'Quayside',
    defaultAddress: { ...address, ...more },
  },
  ...rest,
});

/** What a .NET client sends: PascalCase, nulls and fillers for what nobody set. */
const dotNet = {
  Id: null,
  CommerceId: null,
  EnableGDAPByDefault: true,
  RelationshipToPartner: 'none',
  AllowDelegatedAccess: null,
  CompanyProfile: {
    TenantId: null,
    Domain: 'quayside.onmicrosoft.com',
    OrganizationRegistrationNumber: null,
  },
  BillingProfile: {
    Id: null,
    FirstName: null,
    Email: 'office@quayside.example',
    Culture: 'en-US',
    Language: 'en',
    CompanyName: 'Quayside',
    DefaultAddress: {
      Country: 'us',
      City: 'Seattle',
      State: 'wa',
      AddressLine1: '1 Quay',
      AddressLine2: null,
      PostalCode: '98101',
      FirstName: 'Per',
      LastName: 'Lund',
      PhoneNumber: null,
    },
    Attributes: { ObjectType: 'CustomerBillingProfile' },
  },
  Attributes: { ObjectType: 'Customer' },
};

describe('CUS-2 create', () => {
  it('creates a customer, who can be read afterwards', async () => {
    const sim = simulation();
    const { body } = await sim.as('app@direct').post('/v1/customers').send(newCustomer()).expect(201);
    const self = { uri: `/customers/${body.id}`, method: 'GET', headers: [] };
    expect(body).toEqual({
      id: guid,
      commerceId: guid,
      companyProfile: {
        tenantId: body.id,
        domain: 'quayside.onmicrosoft.com',
        companyName: 'Quayside',
        links: { self: { ...self, uri: `/customers/${body.id}/profiles/company` } },
        attributes: { objectType: 'CustomerCompanyProfile' },
      },
      billingProfile: {
        id: guid,
        email: 'office@quayside.example',
        culture: 'en-US',
        language: 'en',
        companyName: 'Quayside',
        defaultAddress: address,
        attributes: { etag: expect.any(String), objectType: 'CustomerBillingProfile' },
      },
      enableGDAPByDefault: false,
      relationshipToPartner: 'none',
      userCredentials: { userName: 'admin', password: expect.stringMatching(/^.{14}$/) },
      links: { self },
      attributes: { objectType: 'Customer' },
    });
    const { body: read } = await sim.as().get(`/v1/${self.uri}`).expect(200);
    expect(read).toMatchObject({
      id: body.id,
      commerceId: body.commerceId,
      relationshipToPartner: 'reseller',
    });
    expect(read.userCredentials).toBeUndefined();
    await sim.as().head('/v1/domains/quayside.onmicrosoft.com').expect(200);
  });

  it('takes what .NET clients send', async () => {
    const { body } = await simulation().as().post('/v1//customers/').send(dotNet).expect(201);
    expect(body).toMatchObject({ enableGDAPByDefault: true, billingProfile: { defaultAddress: address } });
  });

  it('MPN-01: a provider creates a customer of an indirect reseller', async () => {
    const sim = simulation();
    const body = newCustomer({ associatedPartnerId: mpnIds.reseller });
    const { body: created } = await sim.as('admin@provider').post('/v1/customers').send(body).expect(201);
    expect(created).toMatchObject({
      associatedPartnerId: mpnIds.reseller,
      relationshipToPartner: 'reseller',
    });
    const { body: read } = await sim.as('admin@provider').get(`/v1/customers/${created.id}`).expect(200);
    expect(read.associatedPartnerId).toBe(mpnIds.reseller);
  });

  test.each([
    ['an app-only token', 'app@provider', mpnIds.reseller, 403, 900329],
    ['MPN-02: its own id', 'admin@provider', mpnIds.provider, 404, 2072],
    ['MPN-02: an unknown id', 'admin@provider', '42', 404, 800015],
    ['MPN-02: an id that is no reseller’s', 'admin@provider', mpnIds.direct, 400, 800016],
    ['PUR-02: a reseller without agreement', 'admin@provider', mpnIds.unsignedReseller, 403, 900123],
    ['MPN-03: a direct partner', 'admin@direct', mpnIds.reseller, 400, 800098],
  ])('refuses an associated partner: %s', async (_, who, associatedPartnerId, status, code) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body } = await sim
        .as(who)
        .post('/v1/customers')
        .send(newCustomer({ associatedPartnerId }))
        .expect(status);
      expect(body).toEqual(envelope(code));
    });
  });

  test.each([
    [
      'a domain in use',
      newCustomer({ companyProfile: { domain: 'LakeshoreFoods.onmicrosoft.com' } }),
      3000,
      'domain',
    ],
    [
      'a domain that is none',
      newCustomer({ companyProfile: { domain: 'not a domain' } }),
      3000,
      'companyProfile.domain',
    ],
    ['no domain', newCustomer({ companyProfile: {} }), 3000, 'companyProfile.domain'],
    ['no billing profile', newCustomer({ billingProfile: undefined }), 3000, 'billingProfile'],
    ['an address without a city', newCustomer({}, { city: undefined }), 3000, 'defaultAddress.city'],
    ['a country of three letters', newCustomer({}, { country: 'USA' }), 3000, 'defaultAddress.country'],
    ['a country that there is not', newCustomer({}, { country: 'zz' }), 3000, 'defaultAddress.country'],
    ['a state that is none of the country', newCustomer({}, { state: 'QC' }), 3000, 'defaultAddress.state'],
    [
      'a name of 51 characters',
      newCustomer({}, { firstName: 'x'.repeat(51) }),
      3000,
      'defaultAddress.firstName',
    ],
    [
      'a culture that is none',
      newCustomer({ billingProfile: { ...newCustomer().billingProfile, culture: '!' } }),
      3000,
      'culture',
    ],
    ['a missing registration number', newCustomer({}, { country: 'HU', state: undefined }), 600049, 'HU'],
    [
      'a malformed registration number',
      newCustomer(
        { companyProfile: { domain: 'a.example', organizationRegistrationNumber: 'x' } },
        { country: 'RU', state: undefined, phoneNumber: '1' },
      ),
      600050,
      String.raw`\d{10}`,
    ],
    [
      'a missing phone number',
      newCustomer(
        { companyProfile: { domain: 'a.example', organizationRegistrationNumber: '1234567890' } },
        { country: 'RU', state: undefined },
      ),
      600051,
      'phoneNumber',
    ],
    [
      'a registration number where there is none',
      newCustomer({ companyProfile: { domain: 'a.example', organizationRegistrationNumber: '1' } }),
      600002,
      'US',
    ],
  ])('refuses %s and names it', async (_, sent, code, named) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().post('/v1/customers').send(sent).expect(400);
      expect(body).toEqual({ ...envelope(code), source: 'PartnerFD' });
      expect(body.description).toContain(named);
    });
  });

  it('accepts a registration number in its country’s form', async () => {
    const sent = newCustomer(
      { companyProfile: { domain: 'a.example', organizationRegistrationNumber: '1234567890' } },
      { country: 'RU', state: undefined, phoneNumber: '4950000000' },
    );
    const { body } = await simulation().as().post('/v1/customers').send(sent).expect(201);
    expect(body.companyProfile.organizationRegistrationNumber).toBe('1234567890');
  });

  it('PC 1.6: a sandbox account ends at 75 customers', async () => {
    const sim = simulation();
    for (let n = 1; n < 75; n++) {
      const body = newCustomer({ companyProfile: { domain: `c${n}.onmicrosoft.com` } });
      await sim.as('admin@sandbox').post('/v1/customers').send(body).expect(201);
    }
    const { body } = await sim.as('admin@sandbox').post('/v1/customers').send(newCustomer()).expect(400);
    expect(body).toEqual(envelope(800018));
    expect(sim.engine.state.customersOf.of(ids.sandbox).size).toBe(75);
  });
});
