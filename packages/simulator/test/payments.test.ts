import { describe, expect, test } from 'vitest';
import { buyActive, customerIn } from './support/purchase.ts';
import { started } from './support/running.ts';

/** Three seats of 60.00 USD a month, sold on 2026-01-05; payments come only when somebody notes them. */
async function owed(settings: Readonly<Record<string, string | number>> = { payments: 'manual' }) {
  const caller = await started();
  await caller.call('PATCH', '/_sim/settings', { body: settings });
  const world = await caller.simulator.worlds.require();
  const customerId = customerIn(world, 'customer-1');
  const subscriptionId = buyActive(world.engine, { customerId, planId: 'standard', quantity: 3 });
  const advance = (to: string) => caller.post('/_sim/clock/advance', { to });
  const invoices = async () => (await caller.get('/_sim/invoices')).body.invoices;
  const standing = async () => {
    const { partners, customers } = (await caller.get('/_sim/accounts')).body;
    const { partnerId } = customers.find(({ tenantId }: { tenantId: string }) => tenantId === customerId);
    return partners.find(({ tenantId }: { tenantId: string }) => tenantId === partnerId).standing;
  };
  const subscription = async () => (await caller.get(`/_sim/portal/subscriptions/${subscriptionId}`)).body;
  return { ...caller, advance, invoices, standing, subscription };
}

describe('POST /_sim/invoices/{id}/pay', () => {
  test('notes a payment late, and the subscription comes back', async () => {
    const { advance, invoices, standing, subscription, post } = await owed();
    await advance('2026-04-10T00:00:00Z');
    const [january, february] = await invoices();
    expect(january).toMatchObject({ issuedAt: '2026-02-08T00:00:00.000Z', dueOn: '2026-04-09', total: 60 });
    expect([january.status, february.status, await standing()]).toEqual(['pastDue', 'issued', 'pastDue']);
    await advance('2026-05-05T00:00:00Z');
    expect(await subscription()).toMatchObject({ state: 'SU', suspendedFor: ['payment'] });
    const paid = await post(`/_sim/invoices/${january.id}/pay`, { amount: 60 });
    expect(paid.status).toBe(200);
    expect(paid.body).toMatchObject({ id: january.id, status: 'paid', paidAt: '2026-05-05T00:00:00.000Z' });
    expect(await standing()).toBe('good');
    await advance('2026-05-05T00:01:00Z');
    const back = await subscription();
    expect([back.state, back.suspendedFor]).toEqual(['AC', undefined]);
  });

  test('without a body notes all of it, once', async () => {
    const { advance, invoices, post } = await owed();
    await advance('2026-02-08T00:00:00Z');
    const [{ id }] = await invoices();
    expect((await post(`/_sim/invoices/${id}/pay`)).body.status).toBe('paid');
    const again = await post(`/_sim/invoices/${id}/pay`);
    expect([again.status, again.body.error.code]).toEqual([409, 'invoicePaid']);
  });

  test.each([
    [{ amount: 59.99 }, 409, 'paymentNotInFull', 'amount', '60 USD'],
    [{ amount: 60.001 }, 400, 'invalid', 'amount', '2 decimals'],
    [{ amount: 'all' }, 400, 'invalid', 'amount', 'amount'],
    [{ sum: 60 }, 400, 'invalid', 'sum', 'sum'],
  ])('%j is refused and changes nothing', async (body, status, code, target, message) => {
    const { advance, invoices, post } = await owed();
    await advance('2026-02-08T00:00:00Z');
    const [before] = await invoices();
    const refused = await post(`/_sim/invoices/${before.id}/pay`, body);
    expect(refused.status).toBe(status);
    expect(refused.body.error).toMatchObject({ code, target, message: expect.stringContaining(message) });
    expect(await invoices()).toEqual([before]);
  });

  test('of an invoice that is not there is a 404', async () => {
    const { post } = await owed();
    const refused = await post('/_sim/invoices/G000000000/pay');
    expect([refused.status, refused.body.error.code]).toEqual([404, 'invoiceNotFound']);
  });
});

test('BIL-15: unless told otherwise invoices are paid on their due dates', async () => {
  const { advance, invoices, standing } = await owed({ 'invoice.netDays': 10 });
  await advance('2026-02-20T00:00:00Z');
  expect(await invoices()).toMatchObject([{ status: 'paid', paidAt: '2026-02-18T00:00:00.000Z' }]);
  expect(await standing()).toBe('good');
});
