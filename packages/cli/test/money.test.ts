import { describe, expect, test } from 'vitest';
import { invoicesText, invoiceText } from '../src/money/invoice-view.ts';
import { moneyText } from '../src/text/money.ts';
import { json, marketsim } from './support/marketsim.ts';
import { simulated, sold, webhook } from './support/publisher.ts';

/** Ten licences of 20.00 USD a month, sold on 2026-01-05. */
async function traded() {
  const { url, subscriptionId } = await sold((await webhook()).url);
  const run = (...args: readonly string[]) => marketsim(...args, '--url', url);
  const read = (...args: readonly string[]) => json(...args, '--url', url);
  const { partners, customers } = JSON.parse(await (await fetch(`${url}/_sim/accounts`)).text());
  return {
    subscriptionId,
    partner: partners[0].name,
    customer: customers[0].companyName,
    run,
    read,
    advance: (to: string) => run('clock', 'advance', '--to', to),
  };
}

const cells = (out: string) => out.split('\n').map((line) => line.trim().split(/ {2,}/));

describe('marketsim ledger', () => {
  test('lists lines as a table, and what they come to', async () => {
    const { run, advance, subscriptionId: id, read, customer } = await traded();
    const sold = `${customer.replaceAll(' ', '_')} Standard`;
    await advance('2026-02-20T00:00:00Z');
    const { code, out, err } = await run('ledger');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [{ invoiceId }] = (await read('ledger')).rows;
    expect(cells(out)).toEqual(
      [
        [
          ...['CREATED', 'TYPE', 'CUSTOMER', 'PLAN', 'FROM', 'TO'],
          ...['QUANTITY', 'AMOUNT', 'TAX', 'INVOICE', 'LINE'],
        ],
        `2026-01-05 new ${sold} 2026-01-05 2026-02-04 10 200.00_USD 0.00_USD ${invoiceId} ${id}/1`,
        `2026-02-05 renew ${sold} 2026-02-05 2026-03-04 10 200.00_USD 0.00_USD none_yet ${id}/2`,
        'total_400.00_USD_before_tax',
      ].map((line) =>
        typeof line === 'string' ? line.split(' ').map((cell) => cell.replaceAll('_', ' ')) : line,
      ),
    );
  });

  test.each([
    [['--month', '2026-02'], ['renew'], 200],
    [['--status', 'billed'], ['new'], 200],
    [['--subscription', 'SUBSCRIPTION'], ['new', 'renew'], 400],
    [['--customer', 'CUSTOMER'], ['new', 'renew'], 400],
    [['--last', '1'], ['renew'], 400],
  ])('%j narrows it, as JSON too', async (args, types, total) => {
    const { advance, subscriptionId, read } = await traded();
    await advance('2026-02-20T00:00:00Z');
    const [{ customerId }] = (await read('ledger')).rows;
    const named = args.map((arg) =>
      arg.replace('SUBSCRIPTION', subscriptionId).replace('CUSTOMER', customerId),
    );
    const { rows, totals } = await read('ledger', ...named);
    expect(rows.map(({ type }: { readonly type: string }) => type)).toEqual(types);
    expect(totals).toEqual({ USD: total });
  });

  test('says that nothing is there, or that nothing fits, and that there is more', async () => {
    const { url } = await simulated();
    const { code, out, err } = await marketsim('ledger', '--url', url);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^the ledger has no lines: they are made when a subscription is activated, /);
    const { run, advance } = await traded();
    expect(await run('ledger', '--month', '2020-01')).toEqual({
      ...{ code: 0, out: 'no line of the ledger fits', err: '' },
    });
    await advance('2026-02-20T00:00:00Z');
    expect((await run('ledger', '--last', '1')).err).toBe('the last 1 of 2; --last shows more');
  });
});

describe('marketsim invoices', () => {
  test('lists invoices as a table', async () => {
    const { run, advance, read, partner } = await traded();
    await advance('2026-04-10T00:00:00Z');
    const { code, out, err } = await run('invoices');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { invoices } = await read('invoices');
    const [heads, january, february] = cells(out);
    const columns = ['INVOICE', 'KIND', 'MONTH', 'ISSUED', 'DUE', 'STATUS', 'LINES', 'TAX', 'TOTAL', 'PAYER'];
    expect(heads).toEqual(columns);
    const [first, second] = invoices;
    expect(january).toEqual([
      first.id,
      'invoice',
      '2026-01',
      '2026-02-08',
      '2026-04-09',
      'paid',
      '1',
      '0.00 USD',
      '200.00 USD',
      partner,
    ]);
    expect(february?.slice(0, 6)).toEqual([
      second.id,
      'invoice',
      '2026-02',
      '2026-03-08',
      '2026-05-07',
      'issued',
    ]);
  });

  test('shows one with its lines', async () => {
    const { run, advance, read, subscriptionId, partner, customer } = await traded();
    await advance('2026-04-10T00:00:00Z');
    const [{ id }] = (await read('invoices')).invoices;
    const { out } = await run('invoices', id);
    expect(out.split('\n').slice(0, 6)).toEqual([
      `invoice ${id} is 200.00 USD, 0.00 USD of it tax`,
      '  for     2026-01-01 to 2026-01-31',
      `  payer   ${partner}`,
      '  issued  2026-02-08',
      '  due     2026-04-09',
      '  status  paid on 2026-04-09',
    ]);
    expect(cells(out).at(-1)).toEqual([
      '2026-01-05',
      'new',
      customer,
      'Standard',
      '2026-01-05',
      '2026-02-04',
      '10',
      '200.00 USD',
      '0.00 USD',
      `${subscriptionId}/1`,
    ]);
    expect(await read('invoices', id)).toMatchObject({ id, lines: [{ type: 'new' }] });
  });

  test('narrows the list to a month or a customer, and says that there is more', async () => {
    const { run, advance, read } = await traded();
    await advance('2026-04-10T00:00:00Z');
    const { invoices } = await read('invoices');
    expect((await read('invoices', '--month', '2026-02')).invoices).toEqual([invoices[1]]);
    const { customerId } = invoices[0].lines[0];
    expect((await read('invoices', '--customer', customerId)).invoices).toEqual(invoices);
    const last = await run('invoices', '--last', '1');
    expect(last.err).toBe('the last 1 of 3; --last shows more');
  });

  test('says when there will be some, or that none fits', async () => {
    const { run } = await traded();
    const { code, out, err } = await run('invoices');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^no invoices: .*`marketsim clock advance P2M` passes one$/);
    expect((await run('invoices', '--month', '2026-01')).out).toBe('no invoice fits');
  });
});

test('a currency has the decimals that it has, and thousands are told apart', () => {
  expect([moneyText(-6300, 'USD'), moneyText(1500, 'JPY')]).toEqual(['-6,300.00 USD', '1,500 JPY']);
});

test('a credit note is one in words, and an invoice that is not paid has no date of it', () => {
  const credit = {
    ...{ id: 'G000000001', documentType: 'creditNote', payerId: 'p', currency: 'SEK', status: 'nothingDue' },
    ...{ issuedAt: '2026-03-08T00:00:00.000Z', startDate: '2026-02-01', endDate: '2026-02-28' },
    ...{ dueOn: '2026-05-07', total: -12.5, tax: -2.5, lines: [] },
  };
  const ids = { account: (id: string) => id, plan: (_: string, id: string) => id };
  expect(cells(invoicesText([credit], ids))[1]?.slice(0, 3)).toEqual([
    'G000000001',
    'credit note',
    '2026-02',
  ]);
  const lines = invoiceText(credit, ids).split('\n');
  expect(lines[0]).toBe('credit note G000000001 is -12.50 SEK, -2.50 SEK of it tax');
  expect(lines).toContain('  status  nothingDue');
});

test.each([
  [['invoices', 'G000000000'], 'there is no invoice G000000000'],
  [['invoices', '--month', 'May'], 'month: expected text such as "2026-01", got "May"'],
  [['ledger', '--month', '2026-13'], 'month: expected text such as "2026-01", got "2026-13"'],
  [['ledger', '--status', 'paid'], 'status: '],
  [['ledger', '--world', 'elsewhere'], 'there is no world "elsewhere"'],
])('%j fails with the words of the API', async (args, words) => {
  const { url } = await simulated();
  const { code, out, err } = await marketsim(...args, '--url', url);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(words);
});
