import { describe, expect, test } from 'vitest';
import { parseDefinition, readDefinition, WorldDefinitionError } from '../src/index.ts';
import { createWorlds } from '../src/worlds/worlds.ts';
import { buyActive, customerIn } from './support/purchase.ts';
import { started } from './support/running.ts';

const yaml = `version: 1
startsAt: 2026-01-05T09:00:00Z
partners:
  - { alias: north, name: North, kind: directBill, mpnId: "1000001", country: DE, taxRate: 19, billingCurrency: EUR }
  - { alias: east, name: East, kind: directBill, mpnId: "1000002", country: US }
  - { alias: branch, name: Branch, kind: indirectReseller, mpnId: "1000003", country: DE }
customers:
  - { alias: acme, partner: north, companyName: Acme, domain: acme.onmicrosoft.com, country: US }
  - { alias: bolt, partner: east, companyName: Bolt, domain: bolt.onmicrosoft.com, country: US }
  - { alias: solo, companyName: Solo, domain: solo.onmicrosoft.com, country: US, taxRate: "7.25" }
publishers:
  - { alias: maker, name: Maker, landingPageUrl: "https://maker.example/land" }
exchangeRates:
  - { from: USD, to: EUR, rate: "0.846202666" }
  - { from: USD, to: EUR, rate: 0.9, month: 2026-03 }
offers:
  - offerId: tool
    publisher: maker
    title: Tool
    pricingModel: flat
    dimensions:
      - id: calls
        displayName: Calls
        unitOfMeasure: per call
        prices: [{ currency: USD, price: "0.5", changes: [{ from: 2026-02-01, price: "0.4" }] }]
    plans:
      - planId: basic
        title: Basic
        markets: [US]
        dimensions:
          - { dimension: calls, prices: [{ currency: USD, price: 3, changes: [{ from: 2026-04-01, price: 2 }] }] }
        prices:
          - term: P1M
            billingCycle: monthly
            currency: USD
            price: "20.00"
            changes: [{ from: 2026-02-01, price: "18.00" }, { from: 2026-06-01, price: 25 }]
      - planId: contract
        title: Contract
        markets: [US]
        privateFor: [acme]
        prices:
          - term: P1Y
            billingCycle: annual
            currency: USD
            price: "600"
            instalments: [{ afterDays: 0, amount: 100 }, { afterDays: 90, amount: 500 }]
    margins:
      - { percent: 15, partners: [north], customers: [acme], plans: [basic], until: 2026-01-31 }
      - { percent: 5, partners: [north, east], from: 2026-03-01, until: 2026-12-31 }
`;

describe('prices in a world file', () => {
  test('margins, tax, currencies and price changes make the lines that they should', async () => {
    const definition = await readDefinition(yaml, 'world.yaml');
    const { get, post, simulator } = await started({ world: definition });
    const world = await simulator.worlds.require();
    const customerId = customerIn(world, 'acme');
    buyActive(world.engine, { customerId, planId: 'basic', quantity: 1 });
    await post('/_sim/clock/advance', { to: '2026-03-06T00:00:00Z' });
    const { body } = await get('/_sim/ledger');
    const shown = body.rows.map((row: Record<string, unknown>) =>
      ['unitPrice', 'effectiveUnitPrice', 'exchangeRate', 'amount', 'tax', 'total', 'priceAdjustments'].map(
        (member) => row[member],
      ),
    );
    expect(shown).toEqual([
      [20, 17, 0.846202666, 14.39, 2.73, 17.12, ['15.0% Private margin']],
      [18, 18, 0.846202666, 15.23, 2.89, 18.12, []],
      [18, 17.1, 0.9, 15.39, 2.92, 18.31, ['5.0% Private margin']],
    ]);
    expect(body.rows[0]).toMatchObject({
      ...{ currency: 'EUR', pricingCurrency: 'USD', taxRate: 19, publisherId: 'maker' },
      ...{ termAndBillingCycle: '1 Month Subscription', billingFrequency: 'Monthly', billableQuantity: 1 },
    });
    const { body: invoiced } = await get('/_sim/invoices');
    expect(invoiced.invoices[0]).toMatchObject({ currency: 'EUR', total: 17.12, tax: 2.73 });
  });

  test('instalments make a line each, and the catalog shows what is in effect and what is ahead', async () => {
    const definition = await readDefinition(yaml, 'world.yaml');
    const { get, post, simulator } = await started({ world: definition });
    const world = await simulator.worlds.require();
    const term = { duration: 'P1Y', billingCycle: 'annual' } as const;
    const customerId = customerIn(world, 'acme');
    buyActive(world.engine, { customerId, planId: 'contract', quantity: 1, term });
    await post('/_sim/clock/advance', { to: '2026-05-01T00:00:00Z' });
    const { body } = await get('/_sim/ledger');
    expect(body.rows).toMatchObject([
      { unitPrice: 600, instalment: 100, chargeStartDate: '2026-01-05', chargeEndDate: '2026-04-04' },
      { unitPrice: 600, instalment: 500, chargeStartDate: '2026-04-05', chargeEndDate: '2027-01-04' },
    ]);
    const { body: catalog } = await get('/_sim/catalog');
    const [offer] = catalog.offers;
    expect(offer.plans[0].dimensions[0].prices).toEqual([{ currency: 'USD', price: 2 }]);
    expect(offer.dimensions[0].prices).toEqual([{ currency: 'USD', price: 0.4 }]);
    expect(offer.plans[0].prices).toMatchObject([
      { price: 18, changes: [{ from: '2026-06-01', price: 25 }] },
    ]);
    expect(offer.plans[1].prices[0].instalments).toEqual([
      { afterDays: 0, amount: 100 },
      { afterDays: 90, amount: 500 },
    ]);
  });

  test('what nobody describes is not there', async () => {
    const world = await createWorlds({ definition: { version: 1 } }).require();
    const { margins, exchangeRates } = world.engine.state;
    expect([margins.size, exchangeRates.groups.size]).toEqual([0, 0]);
  });

  test.each([
    ['taxRate: 19', 'taxRate: 101', 'partners[0].taxRate', 'percentage from 0 to 100'],
    ['"7.25"', '"7.255"', 'customers[2].taxRate', 'two decimals'],
    ['"0.846202666"', '0', 'exchangeRates[0].rate', 'above 0'],
    ['month: 2026-03', 'month: 2026-13', 'exchangeRates[1].month', 'such as "2026-01"'],
    ['0.9, month: 2026-03', '0.9', 'exchangeRates[1]', 'is there already'],
    ['to: EUR', 'to: USD', 'exchangeRates[0].to', 'no rate to itself'],
    ['billingCurrency: EUR', 'billingCurrency: SEK', 'partners[0].billingCurrency', 'none from USD to SEK'],
    [
      'from: 2026-02-01, price: "18.00"',
      'from: 2026-02-02, price: "18.00"',
      'offers[0].plans[0].prices[0].changes[0].from',
      'first of a month',
    ],
    [
      'from: 2026-06-01',
      'from: 2026-02-01',
      'offers[0].plans[0].prices[0].changes[1].from',
      'not after the change',
    ],
    ['price: "18.00"', 'price: 0', 'offers[0].plans[0].prices[0].changes[1].price', 'cannot become paid'],
    ['price: "0.5"', 'price: 0', 'offers[0].dimensions[0].prices[0].changes[0].price', 'cannot become paid'],
    [
      'from: 2026-04-01',
      'from: 2026-04-02',
      'offers[0].plans[0].dimensions[0].prices[0].changes[0].from',
      'first of a month',
    ],
    ['amount: 500', 'amount: 400', 'offers[0].plans[1].prices[0].instalments', 'do not add up'],
    ['percent: 15', 'percent: 0', 'offers[0].margins[0].percent', 'above 0'],
    [
      'partners: [north], c',
      'partners: [branch], c',
      'offers[0].margins[0].partners[0]',
      '"branch"; there is north, east',
    ],
    [
      'customers: [acme], p',
      'customers: [bolt], p',
      'offers[0].margins[0].customers[0]',
      '"bolt"; there is acme',
    ],
    ['plans: [basic]', 'plans: [other]', 'offers[0].margins[0].plans[0]', 'no plan "other"'],
    ['until: 2026-01-31', 'until: 2026-01-30', 'offers[0].margins[0].until', 'last day of a month'],
    ['from: 2026-03-01, u', 'from: 2026-03-02, u', 'offers[0].margins[1].from', 'first of a month'],
    ['until: 2026-12-31', 'until: 2026-02-28', 'offers[0].margins[1].until', 'before it starts'],
  ])('%s → %s is told', async (found, replaced, path, message) => {
    expect(yaml).toContain(found);
    const failed = await readDefinition(yaml.replace(found, replaced), 'world.yaml').catch((error) => error);
    expect(failed).toBeInstanceOf(WorldDefinitionError);
    const problem = failed.problems.find((each: { path: string }) => each.path === path);
    expect(problem, failed.message).toMatchObject({ message: expect.stringContaining(message) });
  });

  test('a margin that is over before the world begins is told when the world is made', async () => {
    const definition = parseDefinition({
      ...(await readDefinition(yaml, 'world.yaml')),
      startsAt: '2026-02-01T00:00:00Z',
    });
    await expect(createWorlds({ definition }).require()).rejects.toThrow('it would be over already');
  });
});
