import { describe, expect, it, test } from 'vitest';
import { ids } from './support/fixtures.ts';
import { envelope, simulation } from './support/simulation.ts';

const link = (uri: string) => ({ uri, method: 'GET', headers: [] });
const view = 'targetView=MarketplaceSaaS';
const productIds = (body: { readonly items: readonly { readonly id: string }[] }) =>
  body.items.map(({ id }) => id);

const tide = {
  id: 'TIDE',
  title: 'Product TIDE',
  description: 'Description of TIDE',
  productType: { id: 'Azure', displayName: 'Azure', subType: { id: 'SaaS', displayName: 'SaaS' } },
  isMicrosoftProduct: false,
  publisherName: 'Tidewater Software',
  links: { skus: link('/products/TIDE/skus?country=US'), self: link('/products/TIDE?country=US') },
};

const sku = {
  id: '0001',
  productId: 'TIDE',
  title: 'Plan 0001',
  description: 'Description of 0001',
  minimumQuantity: 1,
  maximumQuantity: 100,
  isTrial: false,
  supportedBillingCycles: ['monthly', 'annual'],
  purchasePrerequisites: [],
  inventoryVariables: [],
  provisioningVariables: [],
  actions: ['Refund'],
  dynamicAttributes: {
    isMicrosoftProduct: false,
    hasConstraints: false,
    isAddon: false,
    billingType: 'license',
  },
  links: {
    availabilities: link('/products/TIDE/skus/0001/availabilities?country=US'),
    self: link('/products/TIDE/skus/0001?country=US'),
  },
};

const refund = (expiresAfter: string) => [{ refundOptions: [{ sequenceId: 0, type: 'Full', expiresAfter }] }];

const availability = {
  id: 'AVAIL0001',
  productId: 'TIDE',
  skuId: '0001',
  catalogItemId: 'TIDE:0001:AVAIL0001',
  defaultCurrency: { code: 'USD', symbol: '$' },
  segment: 'commercial',
  country: 'US',
  isPurchasable: true,
  isRenewable: true,
  terms: [
    {
      duration: 'P1M',
      description: 'One month, billed monthly',
      billingCycle: 'monthly',
      cancellationPolicies: refund('P1D'),
    },
    {
      duration: 'P1Y',
      description: 'One year, billed annually',
      billingCycle: 'annual',
      cancellationPolicies: refund('P14D'),
    },
    {
      duration: 'P1Y',
      description: 'One year, billed monthly',
      billingCycle: 'monthly',
      cancellationPolicies: refund('P1D'),
    },
  ],
  product: tide,
  sku,
  links: { self: link('/products/TIDE/skus/0001/availabilities/AVAIL0001?country=US') },
};

describe('products', () => {
  it('PUR-05: lists what is sold in the country, and no private, closed or ending offer', async () => {
    const { body } = await simulation().as().get(`/v1/products?country=us&${view}`).expect(200);
    expect(body).toEqual({
      totalCount: 4,
      items: [tide, ...Array.from({ length: 3 }, () => expect.any(Object))],
      links: { self: link(`/products?country=us&${view}`) },
      attributes: { objectType: 'Collection' },
    });
    expect(productIds(body)).toEqual(['TIDE', 'FLAT', 'CAREFUL', 'CHOSEN']);
  });

  it('lists another country’s offers', async () => {
    const { body } = await simulation().as().get(`/v1/products?country=DE&${view}`).expect(200);
    expect(productIds(body)).toEqual(['ABROAD']);
  });

  test.each([
    ['OnlineServices', 4],
    ['marketplacesaas', 4],
    ['Azure', 0],
    ['SoftwareSubscriptions', 0],
  ])('the view %s holds %i products', async (name, count) => {
    const { body } = await simulation().as().get(`/v1/products?country=US&targetView=${name}`).expect(200);
    expect(body.totalCount).toBe(count);
  });

  test.each([
    ['an unknown view', 'country=US&targetView=MicrosoftMarketplace', 403, 400036],
    ['a name of every object', 'country=US&targetView=constructor', 403, 400036],
    ['no view', 'country=US', 400, 3000],
    ['no country', view, 400, 3000],
    ['no region', `country=XQ&${view}`, 403, 2030],
    ['three letters', `country=USA&${view}`, 403, 2030],
    ['another segment', `country=US&${view}&targetSegment=education`, 403, 400030],
    ['an unknown segment', `country=US&${view}&targetSegment=space`, 403, 400030],
  ])('refuses %s', async (_, query, status, code) => {
    const { body } = await simulation().as().get(`/v1/products?${query}`).expect(status);
    expect(body).toEqual(envelope(code));
  });

  it('accepts the commercial segment', async () => {
    await simulation().as().get(`/v1/products?country=US&${view}&targetSegment=Commercial`).expect(200);
  });
});

describe('the tree of a country', () => {
  test.each([
    ['product', '/v1/products/TIDE', tide],
    ['product in another case', '/v1/products/tide', tide],
    ['SKU', '/v1/products/TIDE/skus/0001', sku],
    ['availability', '/v1/products/TIDE/skus/0001/availabilities/AVAIL0001', availability],
  ])('shows one %s', async (_, path, expected) => {
    const { body } = await simulation().as('app@direct').get(`${path}?country=US`).expect(200);
    expect(body).toEqual(expected);
  });

  it('lists SKUs without private ones', async () => {
    const { body } = await simulation().as().get('/v1/products/TIDE/skus?country=US').expect(200);
    expect(body.items[0]).toEqual(sku);
    expect(productIds(body)).toEqual(['0001', '0002', '0004', '0005']);
  });

  it('lists the availability of a SKU', async () => {
    const { body } = await simulation()
      .as()
      .get('/v1/products/TIDE/skus/0001/availabilities?country=US')
      .expect(200);
    expect(body).toMatchObject({ totalCount: 1, items: [availability] });
  });

  it('BIL-24: a trial comes before the paid terms and says what it may turn into', async () => {
    const { body } = await simulation()
      .as()
      .get('/v1/products/TIDE/skus/0002/availabilities/AVAIL0002?country=US')
      .expect(200);
    expect(body.terms[0]).toEqual({
      duration: 'P1M',
      description: 'Free trial',
      billingCycle: 'none',
      renewalOptions: [{ termDuration: 'P1M' }, { termDuration: 'P1Y' }],
    });
    expect(body.sku).toMatchObject({ isTrial: true, supportedBillingCycles: ['monthly', 'annual', 'none'] });
  });

  it('PUR-12: leaves out terms that the policy does not allow', async () => {
    const sim = simulation({ 'terms.allowed': ['P1M/monthly'] });
    const { body } = await sim.as().get('/v1/products/TIDE/skus/0001/availabilities/AVAIL0001?country=US');
    expect(body.terms).toHaveLength(1);
    expect(body.sku.supportedBillingCycles).toEqual(['monthly']);
  });

  test.each([
    ['ENDING', 'direct', false],
    ['CHOSEN', 'direct', false],
    ['CHOSEN', 'provider', true],
  ])('PUR-06: %s for the %s partner: purchasable %s', async (product, who, purchasable) => {
    const path = `/v1/products/${product}/skus/0001/availabilities/AVAIL0001?country=US`;
    const { body } = await simulation().as(`admin@${who}`).get(path).expect(200);
    expect(body.isPurchasable).toBe(purchasable);
  });

  test.each([
    ['unknown product', '/v1/products/NOPE', 400013],
    ['product sold elsewhere', '/v1/products/ABROAD', 400013],
    ['product closed to resale', '/v1/products/CLOSED', 400013],
    ['private product', '/v1/products/SECRET', 400013],
    ['unknown product of SKUs', '/v1/products/NOPE/skus', 400013],
    ['unknown SKU', '/v1/products/TIDE/skus/0009', 400018],
    ['private SKU', '/v1/products/TIDE/skus/0003', 400018],
    ['unknown SKU of availabilities', '/v1/products/TIDE/skus/0009/availabilities', 400018],
    ['unknown availability', '/v1/products/TIDE/skus/0001/availabilities/NOPE', 400019],
  ])('refuses an %s', async (_, path, code) => {
    const { body } = await simulation().as().get(`${path}?country=US`).expect(404);
    expect(body).toEqual(envelope(code));
  });
});

describe('CAT-5, the tree of a customer', () => {
  const base = `/v1/customers/${ids.customer}/products`;

  test.each(['get', 'post'] as const)('lists the private products too, by %s', async (method) => {
    const { body } = await simulation().as()[method](`${base}?${view}`).expect(200);
    expect(productIds(body)).toEqual(['TIDE', 'FLAT', 'CAREFUL', 'CHOSEN', 'SECRET']);
  });

  it('shows a customer without private plans what its country sees', async () => {
    const { body } = await simulation().as().get(`/v1/customers/${ids.other}/products?${view}`).expect(200);
    expect(productIds(body)).toEqual(['TIDE', 'FLAT', 'CAREFUL', 'CHOSEN']);
  });

  it('can be walked by its links down to a private availability', async () => {
    const agent = simulation().as();
    const follow = (uri: string) => agent.get(`/v1/${uri}`).expect(200);
    const { body: product } = await agent.get(`${base}/SECRET`).expect(200);
    expect(product.links.self).toEqual(link(`/customers/${ids.customer}/products/SECRET?country=US`));
    const { body: skus } = await follow(product.links.skus.uri);
    const { body: one } = await follow(skus.items[0].links.self.uri);
    const { body: list } = await follow(one.links.availabilities.uri);
    const { body: found } = await follow(list.items[0].links.self.uri);
    expect(found).toMatchObject({ catalogItemId: 'SECRET:0001:AVAIL0001', isPurchasable: true });
  });

  test.each([
    ['product', `${base}/NOPE`, 404, 400013],
    ['SKU', `${base}/TIDE/skus/0009`, 404, 400018],
    ['availability', `${base}/TIDE/skus/0001/availabilities/NOPE`, 404, 400019],
    ['view', `${base}?targetView=Nope`, 403, 400036],
    ['segment', `${base}?${view}&targetSegment=government`, 403, 400030],
    ['customer', `/v1/customers/${ids.nobody}/products?${view}`, 404, 1000],
  ])('refuses an unknown %s', async (_, path, status, code) => {
    const { body } = await simulation().as().get(path).expect(status);
    expect(body).toEqual(envelope(code));
  });
});

describe('PC 0.4: X-Locale names the language of titles and descriptions', () => {
  const sim = simulation();
  const swedish = { title: 'Produkten TIDE', description: 'Om TIDE' };
  const plan = { title: 'Planen 0001', description: 'Om 0001' };
  const told = async (path: string, locale: string) =>
    (await sim.as().get(path).set('X-Locale', locale)).body;
  const products = '/v1/products/TIDE';
  const own = `/v1/customers/${ids.customer}/products/TIDE`;

  test.each([
    ['a product', `${products}?country=US`, swedish],
    ["a customer's product", own, swedish],
    ['a SKU', `${products}/skus/0001?country=US`, plan],
    ['an availability', `${own}/skus/0001/availabilities/AVAIL0001`, { product: swedish, sku: plan }],
  ])('of %s', async (_, path, expected) => {
    expect(await told(path, 'SV-se')).toMatchObject(expected);
  });

  test.each([
    ['products', `/v1/products?country=US&${view}`, swedish],
    ['SKUs', `${products}/skus?country=US`, plan],
    ['availabilities', `${products}/skus/0001/availabilities?country=US`, { product: swedish, sku: plan }],
  ])('of lists of %s', async (_, path, expected) => {
    expect((await told(path, 'sv-SE')).items[0]).toMatchObject(expected);
  });

  it('that a world has no texts of is answered as one that nobody named', async () => {
    const path = `${products}?country=US`;
    expect(await told(path, 'da-DK')).toEqual(tide);
    expect((await sim.as().get(`${products}/skus/0002?country=US`).set('X-Locale', 'sv-SE')).body.title).toBe(
      'Plan 0002',
    );
  });
});
