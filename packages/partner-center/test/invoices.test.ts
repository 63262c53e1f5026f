import { describe, expect, it, test } from 'vitest';
import { invoiceDay, invoiceOf, january } from './support/billing.ts';
import { ids } from './support/fixtures.ts';
import { buyActive } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

type Page = {
  readonly items: readonly { readonly id: string }[];
  readonly links: { readonly next?: { readonly uri: string } };
};

/** A world whose January is billed: seats for 96.00, a metered plan for 8.00, use for 0.05, and a tenth of tax. */
async function billed(settings: Parameters<typeof simulation>[0] = {}) {
  const sim = simulation({ 'tax.rate': 10, ...settings });
  await january(sim);
  sim.advance(invoiceDay);
  return { sim, invoice: invoiceOf(sim) };
}

describe('INV-1: invoices', () => {
  it('has the fields of the reference, links to both views of the lines, and the PDF', async () => {
    const { sim, invoice } = await billed();
    const { body } = await sim.as('billing@direct').get('/v1/invoices').expect(200);
    const uri = `/invoices/OneTime-${invoice.id}`;
    const view = (type: string, name: string) => ({
      invoiceLineItemType: type,
      billingProvider: 'one_time',
      links: { self: { uri: `${uri}/lineitems/OneTime/${name}`, method: 'GET', headers: [] } },
      attributes: { objectType: 'InvoiceDetail' },
    });
    expect(body).toMatchObject({ totalCount: 1, links: { self: { uri: '/invoices' } } });
    expect(body.items).toEqual([
      {
        id: invoice.id,
        invoiceDate: '2026-02-08T00:00:00.000Z',
        billingPeriodStartDate: '2026-01-01T00:00:00.000Z',
        billingPeriodEndDate: '2026-01-31T00:00:00.000Z',
        totalCharges: invoice.total / 100,
        paidAmount: 0,
        currencyCode: 'USD',
        currencySymbol: '$',
        pdfDownloadLink: `/invoices/${invoice.id}/documents/statement`,
        invoiceDetails: [
          view('billing_line_items', 'BillingLineItems'),
          view('usage_line_items', 'UsageLineItems'),
        ],
        documentType: 'invoice',
        invoiceType: 'OneTime',
        links: { self: { uri, method: 'GET', headers: [] } },
        attributes: { objectType: 'Invoice' },
      },
    ]);
  });

  it('goes on by offset until the last page, which has no next link', async () => {
    const { sim } = await billed();
    sim.advance('2026-04-08T00:00:00Z');
    const all = sim.engine.state.ledger.invoicesOf(ids.direct).map(({ id }) => id);
    expect(all).toHaveLength(3);
    const seen: string[] = [];
    let next: string | undefined = '/invoices?size=2';
    while (next !== undefined) {
      const page: Page = (await sim.as('app@direct').get(`/v1/${next}`).expect(200)).body;
      seen.push(...page.items.map(({ id }) => id));
      next = page.links.next?.uri;
    }
    expect(seen).toEqual(all);
  });

  test.each([
    ['GreaterThanOrEquals', '2026-03-08', 2],
    ['greater_than', '2026-03-08T00:00:00Z', 1],
    ['LessThan', '2026-03-08', 1],
    ['less_than_or_equals', '2026-03-08', 2],
    ['equals', '2026-02-08', 1],
    ['NotEquals', '2026-02-08', 2],
  ])('is filtered by InvoiceDate %s %s', async (operator, value, count) => {
    const { sim } = await billed();
    sim.advance('2026-04-08T00:00:00Z');
    const filter = JSON.stringify({ Field: 'InvoiceDate', Value: value, Operator: operator });
    const { body } = await sim.as('billing@direct').get('/v1/invoices').query({ filter }).expect(200);
    expect(body.totalCount).toBe(count);
  });

  it('refuses filters that it does not know', async () => {
    const sim = simulation();
    for (const filter of ['{', '{"Field":"Total","Value":"1","Operator":"equals"}']) {
      const { body } = await sim.as('billing@direct').get('/v1/invoices').query({ filter }).expect(400);
      expect(body).toEqual(envelope(3000));
    }
  });

  it('is of the caller alone', async () => {
    const { sim } = await billed();
    const { body } = await sim.as('billing@provider').get('/v1/invoices').expect(200);
    expect(body).toMatchObject({ totalCount: 0, items: [] });
  });
});

describe('INV-2: one invoice', () => {
  it('is found by its bare id and by the prefixed one, in any case', async () => {
    const { sim, invoice } = await billed();
    for (const id of [invoice.id, `OneTime-${invoice.id}`, `onetime-${invoice.id.toLowerCase()}`]) {
      const { body } = await sim.as('billing@direct').get(`/v1/invoices/${id}`).expect(200);
      expect(body.id).toBe(invoice.id);
    }
  });

  it('is 404/1000 where there is none, or it is another partner’s', async () => {
    const { sim, invoice } = await billed();
    const paths = ['', '/documents/statement', '/receipts/R1/documents/statement'];
    for (const path of paths) {
      const own = await sim.as('billing@direct').get(`/v1/invoices/G000000000${path}`).expect(404);
      expect(own.body).toEqual(envelope(1000));
      const others = await sim.as('billing@provider').get(`/v1/invoices/${invoice.id}${path}`).expect(404);
      expect(others.body).toEqual(envelope(1000));
    }
  });

  it('is for people who do billing: neither for applications nor for agents', async () => {
    const { sim, invoice } = await billed();
    const { body } = await sim.as('app@direct').get(`/v1/invoices/${invoice.id}`).expect(403);
    expect(body).toEqual(envelope(900329));
    const agent = await sim.as('admin@direct').get(`/v1/invoices/${invoice.id}`).expect(403);
    expect(agent.body).toEqual(envelope(900150));
    await sim.as('global@direct').get(`/v1/invoices/${invoice.id}`).expect(200);
  });

  it('shows what was paid as a positive amount', async () => {
    const { sim, invoice } = await billed({ payments: 'manual' });
    sim.run({ type: 'RecordPayment', invoiceId: invoice.id, amount: invoice.total });
    const { body } = await sim.as('billing@direct').get(`/v1/invoices/${invoice.id}`).expect(200);
    expect(body.paidAmount).toBe(invoice.total / 100);
  });

  it('is an adjustment note below zero when more was given back than sold (BIL-16)', async () => {
    const sim = simulation();
    sim.advance('2026-01-31T20:00:00Z');
    const { subscription } = await buyActive(sim);
    sim.advance('2026-02-01T08:00:00Z');
    await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
    sim.advance('2026-03-08T00:00:00Z');
    const { body } = await sim.as('billing@direct').get('/v1/invoices').expect(200);
    const [invoice, note] = body.items;
    expect(invoice).toMatchObject({ documentType: 'invoice', totalCharges: 80, amendments: [note] });
    expect(note).toMatchObject({ documentType: 'adjustment_note', totalCharges: -80, amendsOf: invoice.id });
    expect(invoice).not.toHaveProperty('amendsOf');
    expect(note).not.toHaveProperty('amendments');
  });
});

describe('INV-3: summaries', () => {
  it('the balance is what was billed less what was paid', async () => {
    const { sim, invoice } = await billed({ payments: 'manual' });
    const owed = await sim.as('app@direct').get('/v1/invoices/summary').expect(200);
    const balance = {
      balanceAmount: invoice.total / 100,
      currencyCode: 'USD',
      currencySymbol: '$',
      accountingDate: '2026-02-08T00:00:00.000Z',
      firstInvoiceCreationDate: '2026-02-08T00:00:00.000Z',
      latestInvoiceDate: '2026-02-08T00:00:00.000Z',
    };
    expect(owed.body).toEqual({
      ...balance,
      details: [
        { invoiceType: 'OneTime', summary: { ...balance, attributes: { objectType: 'InvoiceSummary' } } },
      ],
      links: { self: { uri: '/invoices/summary', method: 'GET', headers: [] } },
      attributes: { objectType: 'InvoiceSummary' },
    });
    sim.advance('2026-02-20T00:00:00Z');
    sim.run({ type: 'RecordPayment', invoiceId: invoice.id, amount: invoice.total });
    const paid = await sim.as('app@direct').get('/v1/invoices/summary').expect(200);
    expect(paid.body).toMatchObject({
      balanceAmount: 0,
      accountingDate: '2026-02-20T00:00:00.000Z',
      lastPaymentDate: '2026-02-20T00:00:00.000Z',
      lastPaymentAmount: invoice.total / 100,
    });
  });

  it('there is one per currency; of a partner that was never billed one of nothing', async () => {
    const { sim } = await billed();
    const { body } = await sim.as('billing@direct').get('/v1/invoices/summaries').expect(200);
    expect(body.items).toMatchObject([{ currencyCode: 'USD' }]);
    const none = await sim.as('billing@provider').get('/v1/invoices/summaries').expect(200);
    expect(none.body.items).toMatchObject([{ currencyCode: 'USD', balanceAmount: 0 }]);
    expect(none.body.items[0]).not.toHaveProperty('latestInvoiceDate');
  });
});

it('reading invoices changes nothing', async () => {
  const { sim, invoice } = await billed();
  const paths = ['', '/summary', '/summaries', `/${invoice.id}`, `/${invoice.id}/documents/statement`];
  await expectNoEvents(sim, async () => {
    for (const path of paths) await sim.as('billing@direct').get(`/v1/invoices${path}`).expect(200);
  });
});
