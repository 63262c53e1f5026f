import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { invoiceDay, invoiceOf, january } from './support/billing.ts';
import { ids, partners, profile } from './support/fixtures.ts';
import { buyActive, line } from './support/purchase.ts';
import { envelope, type Simulation, simulation } from './support/simulation.ts';

const document = async (sim: Simulation, path: string, who = 'billing@direct'): Promise<Buffer> => {
  const { body, headers } = await sim.as(who).get(`/v1${path}`).buffer().parse(binary).expect(200);
  expect(headers['content-type']).toBe('application/pdf');
  expect(headers['content-length']).toBe(String(body.length));
  return body;
};

type Parser = Parameters<ReturnType<ReturnType<typeof simulation>['bare']['get']>['parse']>[0];

const binary: Parser = (response, done) => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk) => chunks.push(Buffer.from(chunk, 'binary')));
  response.on('end', () => done(null, Buffer.concat(chunks)));
};

async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

/** The texts of the first page with their edges, in points. */
async function placedTexts(pdf: Buffer) {
  const page = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(1);
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const left = Number(item.transform[4]);
    return [{ text: item.str, left, right: left + item.width }];
  });
}

async function billed(settings: Parameters<typeof simulation>[0] = {}) {
  const sim = simulation({ 'tax.rate': 10, ...settings });
  await january(sim);
  sim.advance(invoiceDay);
  return { sim, invoice: invoiceOf(sim) };
}

const statement = ({ id }: { readonly id: string }) => `/invoices/${id}/documents/statement`;

describe('INV-4: the statement', () => {
  it('names partner, period, publishers and every line, with the totals of the ledger', async () => {
    const { sim, invoice } = await billed();
    const text = await textOf(await document(sim, statement(invoice)));
    expect(text).toContain(`Invoice ${invoice.id}`);
    expect(text).toContain('Billed to Direct Partner, US');
    expect(text).toContain('Billing period 2026-01-01 to 2026-01-31');
    expect(text).toContain('Due date 2026-04-09');
    const { ledger } = sim.engine.state;
    const lines = invoice.chargeIds.flatMap((id) => ledger.charge(id) ?? []);
    expect(lines).toHaveLength(5);
    expect(text.match(/Tidewater Software/g)).toHaveLength(lines.length);
    for (const { amount, tax = 0 } of lines) {
      const [subtotal, taxes, total] = [amount, tax, amount + tax].map((minor) => (minor / 100).toFixed(2));
      expect(text).toContain(`${subtotal} ${taxes} ${total}`);
    }
    const { tax = 0, total } = invoice;
    expect(text).toContain(`Subtotal ${((total - tax) / 100).toFixed(2)}`);
    expect(text).toContain(`Tax ${(tax / 100).toFixed(2)} Total USD ${(total / 100).toFixed(2)}`);
  });

  it('is a download under the invoice’s name', async () => {
    const { sim, invoice } = await billed();
    const { headers } = await sim.as('billing@direct').get(`/v1${statement(invoice)}`);
    expect(headers['content-disposition']).toBe(`attachment; filename=Invoice_${invoice.id}.pdf`);
  });

  it('is the same bytes each time, made when the invoice was', async () => {
    const { sim, invoice } = await billed();
    const first = await document(sim, statement(invoice));
    sim.advance('2026-06-01T00:00:00Z');
    const second = await document(sim, statement(invoice));
    expect(second.equals(first)).toBe(true);
    const { info } = await getMeta(new Uint8Array(first));
    expect(info).toMatchObject({
      Title: `Invoice ${invoice.id}`,
      CreationDate: expect.stringContaining('20260208'),
    });
  });

  it('goes on over pages when there are many lines', async () => {
    const sim = simulation();
    for (let n = 0; n < 40; n++) await buyActive(sim);
    sim.advance(invoiceDay);
    const pdf = await getDocumentProxy(new Uint8Array(await document(sim, statement(invoiceOf(sim)))));
    expect(pdf.numPages).toBeGreaterThan(1);
    const { text: pages } = await extractText(pdf, { mergePages: false });
    pages.forEach((page, index) => {
      expect(page).toMatch(/Customer\s+Product\s+Publisher/);
      expect(page).toMatch(`Page ${index + 1} of ${pdf.numPages}`);
    });
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    expect(text.match(/Tidewater Software/g)).toHaveLength(40);
    expect(text).toContain('Subtotal 3,200.00 Tax 0.00 Total USD 3,200.00');
  });

  it('has each column of numbers flush at its right edge, and long names inside of their columns', async () => {
    const sim = simulation({ 'tax.rate': 10 });
    const name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbaugesellschaft mbH';
    const address = { ...profile(name).address };
    const billing = { ...profile(name), companyName: name, address };
    sim.run({ type: 'ReplaceBillingProfile', customerId: ids.customer, profile: billing });
    for (const quantity of [1, 100]) await buyActive(sim, { lines: [line({ quantity })] });
    sim.advance(invoiceDay);
    const placed = await placedTexts(await document(sim, statement(invoiceOf(sim))));
    const edges = (text: string) => placed.filter((each) => each.text === text).map(({ right }) => right);
    const [subtotal, tax, total] = ['Subtotal', 'Tax', 'Total'].map((text) => edges(text)[0] ?? 0);
    for (const [text, edge] of [
      ['8.00', subtotal],
      ['800.00', subtotal],
      ['80.00', tax],
      ['8.80', total],
      ['888.80', total],
    ] as const) {
      expect(edges(text)[0], text).toBeCloseTo(edge ?? 0, 0);
    }
    const product = placed.find(({ text }) => text === 'Product');
    const parts = placed.filter(({ text }) => name.includes(text) && text.length > 3);
    expect(parts.length).toBeGreaterThan(2);
    for (const { text, right } of parts) expect(right, text).toBeLessThan(product?.left ?? 0);
  });

  it('says in a sandbox that no payment is due (PC 1.6)', async () => {
    const sim = simulation();
    await buyActive(sim, { who: 'admin@sandbox', customer: ids.sandboxCustomer });
    sim.advance(invoiceDay);
    const pdf = await document(sim, statement(invoiceOf(sim, ids.sandbox)), 'billing@sandbox');
    const { text: pages } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
      mergePages: false,
    });
    for (const page of pages) expect(page).toContain('no payment is due');
    const real = await billed();
    expect(await textOf(await document(real.sim, statement(real.invoice)))).not.toContain(
      'no payment is due',
    );
  });

  it('prints the letters of all scripts', async () => {
    const sim = simulation();
    const tenantId = 'abababab-abab-4bab-8bab-abababababab';
    const { address } = profile('any');
    const japanese = { ...profile('tokyo'), companyName: '東京 한국 汉字 Café Dvořák', address };
    sim.run({ type: 'CreateCustomer', partnerId: ids.direct, profile: japanese, tenantId });
    sim.run({
      type: 'ConfirmAgreement',
      customerId: tenantId,
      templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
      primaryContact: { firstName: 'A', lastName: 'B', email: 'a@b.example' },
      dateAgreed: sim.engine.now(),
      userId: ids.direct,
    });
    await buyActive(sim, { customer: tenantId });
    sim.advance(invoiceDay);
    const pdf = await document(sim, statement(invoiceOf(sim)));
    expect(await textOf(pdf)).toContain('東京 한국 汉字 Café Dvořák');
    expect(pdf.length).toBeLessThan(20_000);
    expect(pdf.equals(await document(sim, statement(invoiceOf(sim))))).toBe(true);
  });
});

describe('INV-4: tax receipts', () => {
  it('exist in Taiwan once an invoice is paid', async () => {
    const sim = simulation({ payments: 'manual' });
    const [direct] = partners;
    if (direct)
      sim.run({
        type: 'RegisterPartner',
        partner: { ...direct, id: ids.nobody, mpnId: '1000009', country: 'TW' },
      });
    sim.run({
      type: 'CreateCustomer',
      partnerId: ids.nobody,
      profile: profile('Taipei'),
      tenantId: ids.user,
    });
    sim.run({
      type: 'ConfirmAgreement',
      customerId: ids.user,
      templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
      primaryContact: { firstName: 'A', lastName: 'B', email: 'a@b.example' },
      dateAgreed: sim.engine.now(),
      userId: ids.nobody,
    });
    await buyActive(sim, { who: 'admin@nobody', customer: ids.user });
    sim.advance(invoiceDay);
    const invoice = invoiceOf(sim, ids.nobody);
    const read = () => sim.as('billing@nobody').get(`/v1/invoices/${invoice.id}`).expect(200);
    expect((await read()).body).not.toHaveProperty('taxReceipts');
    sim.run({ type: 'RecordPayment', invoiceId: invoice.id, amount: invoice.total });
    const [receipt] = (await read()).body.taxReceipts;
    const text = await textOf(await document(sim, receipt.taxReceiptPdfDownloadLink, 'billing@nobody'));
    expect(text).toContain(`Tax receipt ${receipt.id}`);
    expect(text).toContain('Paid on 2026-02-08');
    const other = `/v1/invoices/${invoice.id}/receipts/R1/documents/statement`;
    expect((await sim.as('billing@nobody').get(other).expect(404)).body).toEqual(envelope(1000));
  });
});
