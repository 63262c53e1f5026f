import { describe, expect, it, test } from 'vitest';
import { invoiceDay, january } from './support/billing.ts';
import { ids, item } from './support/fixtures.ts';
import { buy, buyActive, carts, change, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const sandbox = { customer: ids.sandboxCustomer, who: 'admin@sandbox' } as const;

describe('PC 4.1: a line that is put into a cart later carries its error as well', () => {
  test.each([
    [
      'participants of a direct partner',
      {},
      { participants: [{ key: 'transaction_reseller', value: '1' }] },
      10004,
    ],
    ['more than the sandbox has', sandbox, { quantity: 26 }, 10009],
  ])('%s', async (_, purchase: { customer?: string; who?: string }, rest, errorCode) => {
    const sim = simulation();
    const { customer = ids.customer, who } = purchase;
    const cart = await fillCart(sim, purchase);
    const { body } = await sim
      .as(who)
      .put(`${carts(customer)}/${cart}`)
      .send({ lineItems: [line(rest)] })
      .expect(201);
    expect(body.lineItems[0].error.errorCode).toBe(errorCode);
  });
});

it('BIL-17: without an exchange rate a group is not ordered', async () => {
  const sim = simulation();
  const cart = await fillCart(sim, { customer: ids.euroCustomer, who: 'admin@euro' });
  const { body } = await sim
    .as('admin@euro')
    .post(`${carts(ids.euroCustomer)}/${cart}/checkout`)
    .expect(201);
  expect(body).toMatchObject({ orders: [], orderErrors: [{ orderGroupId: '0', code: 900169 }] });
});

describe('PC 6.4: changes of a subscription', () => {
  it('the sandbox has 25 licences', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim, sandbox);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as('admin@sandbox').patch(subscription).send({ quantity: 26 }).expect(400);
      expect(body).toEqual(envelope(800018));
    });
  });

  it('QTY-18: steps of the publisher come first', async () => {
    const sim = simulation();
    const { subscription, subscriptionId } = await buyActive(sim);
    const step = { name: 'export', owner: 'customer', before: 'quantity' } as const;
    change(sim, subscriptionId, { type: 'RequireStep', step });
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send({ quantity: 12 }).expect(417);
      expect(body).toEqual(envelope(800036));
    });
  });

  test.each([
    ['the publisher says no', { type: 'AcknowledgeOperation', result: 'Failure' }],
    ['the subscription ends first', { type: 'Cancel' }],
  ] as const)('QTY-08: %s, and the partner who waits is told', async (_, answer) => {
    const settled = (engine: ReturnType<typeof simulation>['engine']) => (operationId: string) => {
      const { subscriptionId = '' } = engine.state.operations.get(operationId) ?? {};
      const done = answer.type === 'Cancel' ? answer : { ...answer, operationId };
      engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [done] });
      return Promise.resolve();
    };
    const sim = simulation({}, { settled });
    const { subscription } = await buyActive(sim, { lines: [line({ catalogItemId: item('CAREFUL') })] });
    const { body } = await sim.as().patch(subscription).send({ quantity: 12 }).expect(400);
    expect(body).toEqual(envelope(900280));
    expect((await sim.as().get(subscription)).body.quantity).toBe(10);
  });
});

describe('PC 6.6: activation of what is over', () => {
  it('is refused: deleted, and expired in the newer codes', async () => {
    const sim = simulation({ 'error.list': 'newer' });
    const [deleted, lapsed] = [await buy(sim, sandbox), await buy(sim, sandbox)];
    await sim.as('admin@sandbox').patch(deleted.subscription).send({ status: 'deleted' }).expect(200);
    sim.advance('2026-03-01T00:00:00Z');
    for (const [{ subscription }, code] of [
      [deleted, 2011],
      [lapsed, 900279],
    ] as const) {
      const { body } = await sim.as('admin@sandbox').post(`${subscription}/activate`).expect(400);
      expect(body).toEqual(envelope(code));
    }
  });
});

describe('PC 7.5: line items are read forwards', () => {
  it('by path, and those that are not billed yet', async () => {
    const sim = simulation();
    await january(sim);
    const unbilled =
      '/v1/invoices/unbilled/lineitems?provider=OneTime&invoiceLineItemType=BillingLineItems&currencyCode=USD&period=Current';
    const read = (path: string) => sim.as('billing@direct').get(path).expect(400);
    expect((await read(`${unbilled}&seekOperation=First`)).body).toEqual(envelope(800042));
    sim.advance(invoiceDay);
    const [invoice] = sim.engine.state.ledger.invoices.keys();
    const lines = `/v1/invoices/${invoice}/lineitems/OneTime/BillingLineItems`;
    expect((await read(`${lines}?seekOperation=First`)).body).toEqual(envelope(800042));
    expect((await read(`${lines}?size=-1`)).body).toEqual(envelope(3000));
  });
});
