import { describe, expect, it, test } from 'vitest';
import { invoiceDay, invoiceOf, january } from './support/billing.ts';
import { ids, item } from './support/fixtures.ts';
import { buyActive, change, line } from './support/purchase.ts';
import { envelope, type Simulation, simulation } from './support/simulation.ts';

type Line = Readonly<Record<string, string | number>>;

const get = (sim: Simulation, uri: string, token?: string) => {
  const request = sim.as('billing@direct').get(`/v1${uri}`);
  return token === undefined ? request : request.set('MS-ContinuationToken', token);
};

const unbilled = (rest: string) =>
  `/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=usd&${rest}`;

async function billed() {
  const sim = simulation({ 'tax.rate': 10 });
  const bought = await january(sim);
  sim.advance(invoiceDay);
  const invoice = invoiceOf(sim);
  const lines = (query: string) => get(sim, `/invoices/${invoice.id}/lineitems?${query}`).expect(200);
  return { sim, invoice, lines, ...bought };
}

const cents = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);

describe('INV-5: billing line items', () => {
  it('have the fields of the reference', async () => {
    const { sim, lines, invoice, seats } = await billed();
    const { body } = await lines('provider=onetime&invoicelineitemtype=billinglineitems');
    const order = sim.engine.state.orders.get(seats.orderId);
    expect(body.items[0]).toEqual({
      partnerId: ids.direct,
      customerId: ids.customer,
      customerName: 'Lakeshore Foods',
      customerDomainName: 'lakeshorefoods.onmicrosoft.com',
      customerCountry: 'US',
      invoiceNumber: invoice.id,
      mpnId: '1000001',
      resellerMpnId: 0,
      orderId: seats.orderId,
      orderDate: '2026-01-05T09:00:00.000Z',
      productId: 'TIDE',
      skuId: '0001',
      availabilityId: 'AVAIL0001',
      productName: 'Product TIDE',
      skuName: 'Plan 0001',
      productQualifiers: [],
      chargeType: 'new',
      unitPrice: 8,
      effectiveUnitPrice: 8,
      unitType: '',
      quantity: 10,
      billableQuantity: 10,
      subtotal: 80,
      taxTotal: 8,
      totalForCustomer: 88,
      currency: 'USD',
      pricingCurrency: 'USD',
      pcToBCExchangeRate: 1,
      pcToBCExchangeRateDate: '2026-01-01T00:00:00.000Z',
      publisherName: 'Tidewater Software',
      publisherId: expect.stringMatching(/^\d{8}$/),
      subscriptionId: seats.subscriptionId,
      subscriptionDescription: '',
      subscriptionStartDate: '2026-01-05T00:00:00.000Z',
      subscriptionEndDate: '2026-02-04T00:00:00.000Z',
      chargeStartDate: '2026-01-05T00:00:00.000Z',
      chargeEndDate: '2026-02-04T00:00:00.000Z',
      termAndBillingCycle: '1 Month Subscription',
      billingFrequency: 'Monthly',
      alternateId: order?.alternateId,
      referenceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      priceAdjustmentDescription: '',
      discountDetails: '',
      meterDescription: '',
      reservationOrderId: '',
      creditReasonCode: '',
      promotionId: '',
      invoiceLineItemType: 'billing_line_items',
      billingProvider: 'one_time',
      attributes: { objectType: 'OneTimeInvoiceLineItem' },
    });
  });

  it('PC 7.5: name a publisher by one number, the same in each, and another one for another publisher', async () => {
    const { lines } = await billed();
    const { body } = await lines('provider=onetime&invoicelineitemtype=billinglineitems');
    const numbers = new Map<string, Set<string>>();
    for (const { publisherName, publisherId } of body.items) {
      numbers.set(publisherName, (numbers.get(publisherName) ?? new Set()).add(publisherId));
    }
    expect([...numbers.values()].map(({ size }) => size)).toEqual([...numbers].map(() => 1));
    expect(new Set([...numbers.values()].flatMap((each) => [...each])).size).toBe(numbers.size);
  });

  it('of one change share their reference: the refund of ten seats and the charge for twelve', async () => {
    const { lines } = await billed();
    const { body } = await lines('provider=onetime&invoicelineitemtype=billinglineitems');
    const [bought, ...changed] = body.items.filter(({ productId }: Line) => productId === 'TIDE');
    expect(changed).toMatchObject([
      { chargeType: 'addQuantity', quantity: 10, resellerMpnId: 0 },
      { chargeType: 'addQuantity', quantity: 12 },
    ]);
    expect(changed[0].referenceId).toBe(changed[1].referenceId);
    expect(changed[0].referenceId).not.toBe(bought.referenceId);
  });

  it('and those of use come to the total of the invoice', async () => {
    const { sim, lines, invoice } = await billed();
    const seats = await lines('provider=all&invoicelineitemtype=billinglineitems');
    const use = invoice.chargeIds
      .flatMap((id) => sim.engine.state.ledger.charge(id) ?? [])
      .filter(({ usage }) => usage !== undefined);
    const useTotal = use.reduce((sum, { amount, tax = 0 }) => sum + amount + tax, 0);
    const total = cents(seats.body.items.map(({ totalForCustomer }: Line) => totalForCustomer));
    expect(useTotal).toBeGreaterThan(0);
    expect(total + useTotal).toBe(invoice.total);
  });

  it('are the same by query and by path, in any case, as the links of the invoice spell them', async () => {
    const { sim, invoice, lines } = await billed();
    const byQuery = await lines('Provider=OneTime&invoiceLineItemType=Billing_Line_Items');
    const { body } = await get(sim, `/invoices/${invoice.id}`).expect(200);
    const byLink = await get(sim, `/${body.invoiceDetails[0].links.self.uri}`).expect(200);
    expect(byLink.body.items).toEqual(byQuery.body.items);
    const path = `/INVOICES/onetime-${invoice.id}/LINEITEMS/one_time/billinglineitems`;
    expect((await get(sim, path).expect(200)).body.items).toEqual(byQuery.body.items);
  });

  it('name the reseller on record, and -1 once it was removed (MPN-04)', async () => {
    const sim = simulation();
    const bought = await buyActive(sim, { who: 'admin@provider', customer: ids.resold });
    for (const partnerId of ['6104321', '']) {
      await sim.as('admin@provider').patch(bought.subscription).send({ partnerId }).expect(200);
      const quantity = partnerId === '' ? 12 : 11;
      await sim.as('admin@provider').patch(bought.subscription).send({ quantity }).expect(200);
    }
    const { body } = await sim
      .as('billing@provider')
      .get(`/v1${unbilled('period=current')}`)
      .expect(200);
    const charges = body.items.filter(({ subtotal }: { readonly subtotal: number }) => subtotal > 0);
    expect(charges.map(({ resellerMpnId }: Line) => resellerMpnId)).toEqual([0, 6104321, -1]);
  });

  it('are text where a setting says so (PC 12)', async () => {
    const { sim, lines } = await billed();
    sim.run({ type: 'ChangeSetting', name: 'lineItems.numbersAsText', value: true });
    const { body } = await lines('provider=onetime&invoicelineitemtype=billinglineitems');
    expect(body.items[0]).toMatchObject({ unitPrice: '8', totalForCustomer: '88', quantity: 10 });
    const usage = await lines('provider=onetime&invoicelineitemtype=usagelineitems');
    expect(usage.body.items[0]).toMatchObject({ unitPrice: '0.0003', quantity: '110.5' });
  });
});

describe('INV-5: usage line items', () => {
  it('are of one day, dimension and price each', async () => {
    const { lines, invoice, used } = await billed();
    const { body } = await lines('provider=onetime&invoicelineitemtype=usagelineitems');
    expect(body.totalCount).toBe(2);
    expect(body.items[0]).toMatchObject({
      partnerName: 'Direct Partner',
      mpnId: '1000001',
      resellerMpnId: '0',
      customerName: 'Lakeshore Foods',
      invoiceNumber: invoice.id,
      productId: 'METERED',
      publisherName: 'Tidewater Software',
      subscriptionId: used.subscriptionId,
      chargeStartDate: '2026-01-01T00:00:00.000Z',
      chargeEndDate: '2026-01-31T00:00:00.000Z',
      usageDate: '2026-01-10T00:00:00.000Z',
      meterId: 'calls',
      meterName: 'Calls',
      unitOfMeasure: '1 call',
      chargeType: 'new',
      unitPrice: 0.0003,
      quantity: 110.5,
      billingPreTaxTotal: 0.03315,
      pricingPreTaxTotal: 0.03315,
      hasPartnerEarnedCredit: false,
      billingProvider: 'marketplace',
      attributes: { objectType: 'DailyRatedUsageLineItem' },
    });
    expect(body.items[1]).toMatchObject({ usageDate: '2026-01-11T00:00:00.000Z', quantity: 70 });
  });

  it('come, cut off once, to what the ledger has of the month (MET-08)', async () => {
    const { sim, lines, used } = await billed();
    const { body } = await lines('provider=onetime&invoicelineitemtype=usagelineitems');
    const exact = body.items.reduce((sum: number, { billingPreTaxTotal }: Line) => {
      return sum + Number(billingPreTaxTotal);
    }, 0);
    const [charge] = sim.engine.state.ledger.usageChargesOf(used.subscriptionId);
    expect(charge?.amount).toBe(5);
    expect(Math.floor(exact * 100 + 1e-9)).toBe(5);
  });

  it('come by the name of marketplace too, and none has partner earned credit (BIL-08)', async () => {
    const { lines } = await billed();
    const usage = 'invoicelineitemtype=usagelineitems';
    const { body } = await lines(`provider=marketplace&${usage}`);
    expect(body.items).toMatchObject([
      { billingProvider: 'marketplace' },
      { billingProvider: 'marketplace' },
    ]);
    for (const [credit, count] of [
      ['true', 0],
      ['false', 2],
    ] as const) {
      const answer = await lines(`provider=marketplace&${usage}&hasPartnerEarnedCredit=${credit}`);
      expect(answer.body.totalCount).toBe(count);
    }
  });

  test.each(['office', 'azure', 'marketplace'])('provider %s has no licences', async (provider) => {
    const { lines } = await billed();
    const { body } = await lines(`provider=${provider}&invoicelineitemtype=billinglineitems`);
    expect(body).toMatchObject({ totalCount: 0, items: [] });
  });
});

describe('INV-5: paging', () => {
  it('seeks page by page, the token in the link and beside it', async () => {
    const { lines, sim } = await billed();
    const whole = await lines('provider=onetime&invoicelineitemtype=billinglineitems');
    expect(whole.body.links.next ?? whole.body.continuationToken).toBeUndefined();
    const seen: Line[] = [];
    let page = await lines('provider=onetime&invoicelineitemtype=billinglineitems&size=2');
    expect(page.body.totalCount).toBe(2);
    seen.push(...page.body.items);
    while (page.body.links.next) {
      const { uri, headers } = page.body.links.next;
      expect(headers).toEqual([{ key: 'MS-ContinuationToken', value: page.body.continuationToken }]);
      expect(uri).toContain('seekOperation=Next');
      page = await get(sim, uri, headers[0].value).expect(200);
      seen.push(...page.body.items);
    }
    expect(seen).toEqual(whole.body.items);
  });

  it.each(['', '&size=0', '&size=2000', '&size=5000'])(
    'has at most 2,000 lines on a page, and the rest on the next: %s',
    async (size) => {
      const sim = simulation();
      const { subscriptionId } = await buyActive(sim);
      for (let n = 0; n < 1000; n++) {
        change(sim, subscriptionId, { type: 'SetQuantity', quantity: n % 2 === 0 ? 11 : 10 });
      }
      const first = await get(sim, unbilled(`period=current${size}`)).expect(200);
      expect(first.body.totalCount).toBe(2000);
      const { links, continuationToken } = first.body;
      const second = await get(sim, links.next.uri, continuationToken).expect(200);
      expect(second.body).toMatchObject({ totalCount: 1, items: [{ chargeType: 'removeQuantity' }] });
      expect(second.body.links).not.toHaveProperty('next');
    },
  );

  it('refuses other operations, and tokens that are none', async () => {
    const { sim, invoice } = await billed();
    const uri = `/invoices/${invoice.id}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`;
    const back = await get(sim, `${uri}&seekOperation=Previous`).expect(400);
    expect(back.body).toEqual(envelope(800042));
    for (const token of [undefined, 'nonsense', Buffer.from('4711').toString('base64')]) {
      const { body } = await get(sim, `${uri}&seekOperation=Next`, token).expect(400);
      expect(body).toEqual(envelope(3000));
    }
  });
});

describe('INV-5: refusals', () => {
  test.each([
    ['', 3000],
    ['?provider=onetime', 3000],
    ['?provider=mine&invoicelineitemtype=billinglineitems', 900126],
    ['?provider=onetime&invoicelineitemtype=lines', 900126],
    ['?provider=onetime&invoicelineitemtype=billinglineitems&size=-1', 3000],
    ['/mine/BillingLineItems', 900126],
    ['/OneTime/Lines', 900126],
  ])('%s is 400/%i', async (rest, code) => {
    const { sim, invoice } = await billed();
    const { body } = await get(sim, `/invoices/${invoice.id}/lineitems${rest}`).expect(400);
    expect(body).toEqual(envelope(code));
  });

  it('an invoice that is not there is 404/1000 before anything else is looked at', async () => {
    const sim = simulation();
    for (const rest of ['', '/mine/Lines']) {
      const { body } = await get(sim, `/invoices/G000000000/lineitems${rest}`).expect(404);
      expect(body).toEqual(envelope(1000));
    }
  });
});

describe('INV-6: unbilled line items (BIL-14)', () => {
  it('are current in their month, previous until their invoice, and gone with it', async () => {
    const sim = simulation({ 'tax.rate': 10 });
    await january(sim);
    const count = async (period: string, type = 'billinglineitems') => {
      const uri = `/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${type}&currencycode=USD&period=${period}`;
      return (await get(sim, uri).expect(200)).body.totalCount;
    };
    expect([await count('current'), await count('previous')]).toEqual([4, 0]);
    expect([await count('current', 'usagelineitems'), await count('previous', 'usagelineitems')]).toEqual([
      2, 0,
    ]);
    sim.advance('2026-02-01T00:00:00Z');
    expect([await count('current'), await count('previous')]).toEqual([0, 4]);
    expect(await count('previous', 'usagelineitems')).toBe(2);
    sim.advance(invoiceDay);
    expect([await count('current'), await count('previous')]).toEqual([2, 0]);
    expect(await count('previous', 'usagelineitems')).toBe(0);
  });

  it('have neither number, tax nor frequency yet (PC 7.1, 7.5)', async () => {
    const sim = simulation({ 'tax.rate': 10 });
    await january(sim);
    const { body } = await get(sim, unbilled('period=current')).expect(200);
    expect(body.items[0]).toMatchObject({
      ...{ invoiceNumber: '', taxTotal: 0, totalForCustomer: 80, billingFrequency: '', chargeType: 'new' },
    });
    const usage = unbilled('period=current').replace('billinglineitems', 'usagelineitems');
    const used = await get(sim, usage).expect(200);
    expect(used.body.items[0]).toMatchObject({ invoiceNumber: '', chargeType: '' });
  });

  it('show the second row of a trial until it is paid for (BIL-28)', async () => {
    const sim = simulation();
    await buyActive(sim, { lines: [line({ catalogItemId: item('TIDE', '0002') })] });
    const { body } = await get(sim, unbilled('period=current')).expect(200);
    expect(body.items).toMatchObject([
      {
        ...{ chargeType: 'new', subtotal: 0, productQualifiers: ['Trial'] },
        termAndBillingCycle: 'One-Month commitment for trial',
      },
      { chargeType: 'renew', subtotal: 0, unitPrice: 8, productQualifiers: [], invoiceNumber: '' },
    ]);
    sim.advance('2026-02-05T00:00:00Z');
    const paid = await get(sim, unbilled('period=current')).expect(200);
    expect(paid.body.items).toMatchObject([{ chargeType: 'renew', subtotal: 80 }]);
  });

  test.each([
    ['currencycode', 'period=current', 3000],
    ['period', 'currencycode=usd', 3000],
    ['a currency of three letters', 'period=current&currencycode=dollars', 3000],
    ['a known period', 'period=next&currencycode=usd', 900126],
  ])('need %s', async (_, rest, code) => {
    const sim = simulation();
    const uri = `/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&${rest}`;
    expect((await get(sim, uri).expect(400)).body).toEqual(envelope(code));
  });
});

describe('INV-7: estimate links', () => {
  it('are always four, and lead to unbilled lines', async () => {
    const sim = simulation();
    await january(sim);
    const { body } = await get(sim, '/invoices/estimates/links?currencyCode=usd').expect(200);
    expect(body).toMatchObject({ totalCount: 4 });
    expect(body).not.toHaveProperty('links');
    const counts = [];
    for (const { type, period, link } of body.items) {
      const lines = await get(sim, link.uri).expect(200);
      counts.push([type, period, lines.body.totalCount]);
    }
    expect(counts).toEqual([
      ['daily_rated_usage', 'Current', 2],
      ['daily_rated_usage', 'Previous', 0],
      ['non_consumption', 'Current', 4],
      ['non_consumption', 'Previous', 0],
    ]);
  });

  it('need a currency', async () => {
    const { body } = await get(simulation(), '/invoices/estimates/links').expect(400);
    expect(body).toEqual(envelope(3000));
  });
});
