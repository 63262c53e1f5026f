import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { worldSchemaText } from '../src/definition/json-schema.ts';
import {
  parseDefinition,
  readDefinition,
  readDefinitionFile,
  seedDefinition,
  WorldDefinitionError,
} from '../src/index.ts';
import { createWorlds } from '../src/worlds/worlds.ts';

const yaml = `version: 1
startsAt: 2026-03-01T00:00:00+01:00
profile: current
settings:
  cart.ttl: P2D
partners:
  - { alias: north, name: North, domain: north.onmicrosoft.com, kind: directBill, mpnId: "1000001", country: US }
  - { alias: hub, name: Hub, kind: indirectProvider, mpnId: "1000002", country: DE, resellers: [branch] }
  - { alias: branch, name: Branch, kind: indirectReseller, mpnId: "1000003", country: DE }
customers:
  - alias: acme
    partner: north
    companyName: Acme
    domain: acme.onmicrosoft.com
    country: US
    agreement: { firstName: Ann, lastName: Lee, email: ann@acme.example, dateAgreed: 2026-02-01T00:00:00Z }
  - alias: bolt
    partner: hub
    companyName: Bolt
    domain: bolt.onmicrosoft.com
    country: DE
    tenantId: AAAAAAAA-1111-4222-8333-444444444444
    agreement: none
    reseller: branch
publishers:
  - { alias: maker, name: Maker, landingPageUrl: "https://maker.example/land?x=1" }
offers:
  - offerId: tool
    publisher: maker
    title: Tool
    pricingModel: flat
    cspAudience: [north]
    dimensions:
      - id: calls
        displayName: Calls
        unitOfMeasure: per call
        prices: [{ currency: USD, price: "0.002" }]
      - id: pages
        displayName: Pages
        unitOfMeasure: per page
        prices: [{ currency: USD, price: "0.10" }]
    plans:
      - planId: basic
        title: Basic
        minimumQuantity: 2
        maximumQuantity: 9
        markets: [US, DE]
        privateFor: [acme]
        dimensions:
          - { dimension: pages, enabled: false }
          - { dimension: calls, prices: [{ currency: USD, price: "0.001" }] }
        included: [{ dimension: calls, units: "1000" }, { dimension: calls, units: "9000", term: P1Y }]
        prices:
          - { term: P1M, billingCycle: monthly, currency: USD, price: "20.00" }
          - { term: P1Y, billingCycle: annual, currency: EUR, price: 180 }
`;

describe('a world file', () => {
  test('becomes the world that it describes', async () => {
    const definition = await readDefinition(yaml, 'world.yaml');
    const world = await createWorlds({ definition }).require();
    const { state } = world.engine;
    expect(world.engine.now()).toBe('2026-02-28T23:00:00.000Z');
    expect(state.settings['cart.ttl']).toBe('P2D');
    expect(state.settings['cancel.window.monthlyBilled']).toBe('PT72H');

    const hub = world.directory.partner('hub');
    const branch = world.directory.partner('branch');
    expect(state.partners.get(hub?.tenantId ?? '')).toMatchObject({
      kind: 'indirectProvider',
      mpnId: '1000002',
      agreementSigned: true,
      sandbox: false,
      resellers: [branch?.tenantId],
    });
    const bolt = state.customers.get('aaaaaaaa-1111-4222-8333-444444444444');
    expect(bolt).toMatchObject({ companyName: 'Bolt', country: 'DE', associatedPartnerId: '1000003' });
    expect(state.agreements.of(bolt?.id ?? '').size).toBe(0);
    const acme = state.customerByDomain.get('acme.onmicrosoft.com');
    expect([...state.agreements.of(acme?.id ?? '')]).toMatchObject([
      {
        dateAgreed: '2026-02-01T00:00:00.000Z',
        primaryContact: { firstName: 'Ann', email: 'ann@acme.example' },
      },
    ]);

    const [offer] = state.offers.values();
    expect(offer).toMatchObject({
      offerId: 'tool',
      productId: expect.stringMatching(/^DZH318Z0[A-Z0-9]{4}$/),
      landingPageUrl: 'https://maker.example/land?x=1',
      cspAudience: { partners: [world.directory.partner('north')?.tenantId] },
      dimensions: [{ id: 'calls', prices: [{ currency: 'USD', unitPrice: 2000 }] }, { id: 'pages' }],
    });
    expect(offer?.plans).toMatchObject([
      {
        planId: 'basic',
        skuId: '0001',
        minimumQuantity: 2,
        maximumQuantity: 9,
        freeTrial: false,
        availabilityId: expect.stringMatching(/^DZH318Z0[A-Z0-9]{4}$/),
        privateAudience: [acme?.id],
        dimensions: [
          { dimensionId: 'pages', enabled: false },
          { dimensionId: 'calls', enabled: true, prices: [{ currency: 'USD', unitPrice: 1000 }] },
        ],
        included: [
          { dimensionId: 'calls', units: '1000' },
          { dimensionId: 'calls', units: '9000', term: 'P1Y' },
        ],
        prices: [
          { duration: 'P1M', billingCycle: 'monthly', currency: 'USD', unitPrice: 20_000_000 },
          { duration: 'P1Y', billingCycle: 'annual', currency: 'EUR', unitPrice: 180_000_000 },
        ],
      },
    ]);
  });

  test('PUR-05, PUR-08, PUR-09, PUR-10, PUR-22, PLN-07: says what can stand in the way of a sale', async () => {
    const told = yaml
      .replace('country: US }', 'country: US, sellsIn: [US], inactiveProgram: reseller }')
      .replace(
        '    partner: north',
        '    partner: north\n    azurePlan: none\n    account: underReview\n    isRisk: true\n    creditLine: "99.5"',
      )
      .replace(
        '    pricingModel: flat',
        '    pricingModel: flat\n    kind: container\n    onePerCustomer: true\n    notInSandbox: true',
      )
      .replace(
        'planId: basic',
        'planId: basic\n        blocksChanges: true\n        keeps: status\n        attestation: { type: SoftwareAttestation }',
      );
    const { state } = (await createWorlds({ definition: await readDefinition(told, 'world.yaml') }).require())
      .engine;
    const acme = state.customerByDomain.get('acme.onmicrosoft.com');
    expect(acme?.vetting).toEqual({
      azurePlan: 'none',
      account: 'underReview',
      isRisk: true,
      creditLine: 9950,
    });
    expect(state.partners.get(acme?.partnerId ?? '')).toMatchObject({
      sellsIn: ['US'],
      inactiveProgram: 'reseller',
    });
    const [offer] = state.offers.values();
    expect(offer).toMatchObject({ kind: 'container', onePerCustomer: true, notInSandbox: true });
    expect(offer?.plans[0]).toMatchObject({
      blocksChanges: true,
      keeps: 'status',
      attestation: { type: 'SoftwareAttestation', isEnforced: true },
    });
  });

  test('may be JSON, and is read from disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'marketsim-'));
    const file = join(folder, 'world.json');
    await writeFile(file, '{ "version": 1, "publishers": [] }');
    await expect(readDefinitionFile(file)).resolves.toMatchObject({ version: 1, partners: [] });
    await rm(folder, { recursive: true });
    await expect(readDefinitionFile(file)).rejects.toThrow(/world\.json: there is no such file/);
  });

  test.each([
    ['alias: bolt', 'alias: acme', 'customers[1].alias', '"acme" is there already'],
    [
      'domain: acme.onmicrosoft.com',
      'domain: North.onmicrosoft.com',
      'customers[0].domain',
      '"north.onmicrosoft.com" is there already',
    ],
    [
      'partner: north',
      'partner: south',
      'customers[0].partner',
      'there is no direct-bill partner or indirect provider "south"; there is north, hub',
    ],
    ['partner: north', 'partner: branch', 'customers[0].partner', 'no direct-bill partner'],
    ['reseller: branch', 'reseller: north', 'customers[1].reseller', '"north" is no reseller of "hub"'],
    ['agreement: none', 'creditLine: "9.995"', 'customers[1].creditLine', 'EUR has 2 decimals'],
    ['"1000002"', '"1000001"', 'partners[1].mpnId', '"1000001" is there already'],
    ['"1000002"', '1000002', 'partners[1].mpnId', 'expected'],
    ['resellers: [branch]', 'resellers: [north]', 'partners[1].resellers[0]', 'no indirect reseller "north"'],
    ['publisher: maker', 'publisher: baker', 'offers[0].publisher', 'no publisher "baker"; there is maker'],
    ['pricingModel: flat', 'pricingModel: perUser', 'offers[0].pricingModel', 'must be flat'],
    ['maximumQuantity: 9', 'freeTrial: true', 'offers[0].plans[0].freeTrial', 'does not go with metered'],
    ['[north]', '[south]', 'offers[0].cspAudience[0]', 'no partner "south"'],
    [
      'privateFor: [acme]',
      'privateFor: [nobody]',
      'offers[0].plans[0].privateFor[0]',
      'no customer "nobody"',
    ],
    [
      'included: [{ dimension: calls',
      'included: [{ dimension: gets',
      'offers[0].plans[0].included[0].dimension',
      'no dimension "gets"; there is calls, pages',
    ],
    [
      'dimension: pages',
      'dimension: words',
      'offers[0].plans[0].dimensions[0].dimension',
      'no dimension "words"; there is calls, pages',
    ],
    [
      'dimension: calls, prices',
      'dimension: pages, prices',
      'offers[0].plans[0].dimensions[1].dimension',
      '"pages" is there already',
    ],
    ['id: pages', 'id: calls', 'offers[0].dimensions[1].id', '"calls" is there already'],
    [
      '{ currency: USD, price: "0.10" }',
      '{ currency: USD, price: "0.10" }, { currency: USD, price: "0.20" }',
      'offers[0].dimensions[1].prices[1].currency',
      '"USD" is there already',
    ],
    [
      '{ currency: USD, price: "0.001" }',
      '{ currency: USD, price: "0.001" }, { currency: USD, price: "0.20" }',
      'offers[0].plans[0].dimensions[1].prices[1].currency',
      '"USD" is there already',
    ],
    [
      'maximumQuantity: 9',
      'maximumQuantity: 1',
      'offers[0].plans[0].maximumQuantity',
      'below the minimum of 2',
    ],
    ['"20.00"', 'twenty', 'offers[0].plans[0].prices[0].price', 'decimal price'],
    ['"20.00"', '"-20.00"', 'offers[0].plans[0].prices[0].price', 'decimal price'],
    ['"20.00"', '"0.0000001"', 'offers[0].plans[0].prices[0].price', 'decimal price'],
    [
      'P1M, billingCycle: monthly',
      'P1M, billingCycle: annual',
      'offers[0].plans[0].prices[0].billingCycle',
      'no term is billed so',
    ],
    ['land?x=1', 'land#x', 'publishers[0].landingPageUrl', "without '#'"],
    ['https://maker', 'maker', 'publishers[0].landingPageUrl', 'absolute'],
    ['cart.ttl: P2D', 'cart.ttl: P2M', 'settings.cart.ttl', 'ISO 8601 duration'],
    ['cart.ttl: P2D', 'nothing: P2D', 'settings.nothing', 'there is no setting "nothing"'],
    ['cart.ttl: P2D', 'cart.tll: P2D', 'settings.cart.tll', 'did you mean cart.ttl?'],
    ['profile: current', 'profile: latest', 'profile', 'nce-7d'],
    ['version: 1', 'version: 2', 'version', 'expected "1", got 2'],
  ])('%s → %s is told with its line', async (found, replaced, path, message) => {
    const line = yaml.slice(0, yaml.indexOf(found)).split('\n').length;
    const failed = await readDefinition(yaml.replace(found, replaced), 'world.yaml').catch((error) => error);
    expect(failed).toBeInstanceOf(WorldDefinitionError);
    const problem = failed.problems.find((each: { path: string }) => each.path === path);
    expect(problem, failed.message).toMatchObject({ line, message: expect.stringContaining(message) });
    expect(failed.message).toContain(`world.yaml:${line}: ${path}: `);
  });

  test('members that nobody knows and broken YAML are told too', async () => {
    const missing = readDefinition(yaml.replace('country: US\n', 'county: US\n'), 'w');
    await expect(missing).rejects.toThrow(
      /^w:11: customers\[0\]\.country: .*\nw:15: customers\[0\]\.county: /,
    );
    const typo = yaml.replace('startsAt:', 'startAt:');
    await expect(readDefinition(typo, 'w')).rejects.toThrow('w:2: startAt: ');
    await expect(readDefinition('version: [1', 'w')).rejects.toThrow(/^w:1: (?!.*at line).*[^:]$/);
    await expect(readDefinition('version: *one', 'w')).rejects.toThrow(/^w.*one/);
    await expect(readDefinition('just text', 'w')).rejects.toBeInstanceOf(WorldDefinitionError);
  });

  test('MET-01: an offer has at most 30 dimensions', async () => {
    const definition = await readDefinition(yaml, 'world.yaml');
    const [offer] = definition.offers;
    const [dimension] = offer?.dimensions ?? [];
    const offers = [
      { ...offer, dimensions: Array.from({ length: 31 }, (_, n) => ({ ...dimension, id: `d${n}` })) },
    ];
    expect(() => parseDefinition({ ...definition, offers })).toThrow('offers[0].dimensions: ');
  });

  test('plain values are checked in the same way, without lines', () => {
    const wrong = { version: 1, customers: [{ alias: 'a' }] };
    expect(() => parseDefinition(wrong)).toThrow('world definition: customers[0].companyName: ');
  });
});

test('PC 2.3, 2.8: a customer may have signed with Microsoft itself, and keep its partner out of its tenant', async () => {
  const yes = yaml.replace('agreement: none', 'agreement: direct\n    delegatedAccess: false');
  const definition = await readDefinition(yes, 'world.yaml');
  const { state } = (await createWorlds({ definition }).require()).engine;
  const bolt = state.customerByDomain.get('bolt.onmicrosoft.com');
  expect(bolt).toMatchObject({ directlySigned: true, withoutDelegatedAccess: true });
  expect(state.agreements.of(bolt?.id ?? '').size).toBe(0);
  const acme = state.customerByDomain.get('acme.onmicrosoft.com');
  expect(acme).not.toHaveProperty('directlySigned');
  expect(acme).not.toHaveProperty('withoutDelegatedAccess');
});

describe('world.schema.json', () => {
  test('is current (node scripts/world-schema.ts writes it)', async () => {
    const written = await readFile(new URL('../world.schema.json', import.meta.url), 'utf8');
    expect(written).toBe(worldSchemaText());
  });
});

describe('the seeded world', () => {
  test('has the same shape for every seed, and other names', async () => {
    const [one, two, again] = await Promise.all([seedDefinition(1), seedDefinition(2), seedDefinition(1)]);
    expect(again).toEqual(one);
    expect(two.offers.map(({ offerId }) => offerId)).toEqual(one.offers.map(({ offerId }) => offerId));
    expect(two.customers.map(({ alias }) => alias)).toEqual(one.customers.map(({ alias }) => alias));
    expect(two.customers[0]?.companyName).not.toBe(one.customers[0]?.companyName);
  });

  test.each([1, 2, 3, 42, 2 ** 40])('can be built from seed %i', async (seed) => {
    const { engine } = await createWorlds({ seed }).require();
    expect([...engine.state.partners.values()].map(({ kind }) => kind)).toEqual([
      'directBill',
      'indirectProvider',
      'indirectReseller',
      'indirectReseller',
    ]);
    const customers = [...engine.state.customers.values()];
    expect(customers.map(({ id }) => engine.state.agreements.of(id).size)).toEqual([1, 0, 1, 1]);
    expect(customers.map(({ country }) => country)).toEqual(['US', 'US', 'US', 'SE']);
    expect([...engine.state.publishers.values()].map((each) => each.reportsLicenseAssignment)).toEqual([
      true,
      false,
    ]);
    const standard = [...engine.state.planByCatalogItem.values()].find(
      ({ plan }) => plan.planId === 'standard',
    );
    expect(standard?.plan).toMatchObject({ minimumQuantity: 1, maximumQuantity: 100 });
    expect(standard?.plan.prices).toContainEqual({
      duration: 'P1M',
      billingCycle: 'monthly',
      currency: 'USD',
      unitPrice: 20_000_000,
    });
  });

  test('leaves the random generator that it borrows as seeded as it was', async () => {
    const { faker } = await import('@faker-js/faker/locale/en');
    const drawn = async () => {
      faker.seed(99);
      await seedDefinition(5);
      return faker.number.int();
    };
    expect(await drawn()).toBe(await drawn());
    faker.seed(99);
    const [, second] = [await seedDefinition(5), faker.number.int()];
    faker.seed(100);
    await seedDefinition(5);
    expect(faker.number.int()).not.toBe(second);
  });
});
