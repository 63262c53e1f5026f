import { describe, expect, test } from 'vitest';
import { buyActive, customerIn } from './support/purchase.ts';
import { started } from './support/running.ts';

/** Three seats at 20.00 USD, bought under the policy that has refunds after the window, ten days ago. */
async function sold(profile: 'current' | 'seed-2020' = 'current') {
  const caller = await started({ profile });
  const world = await caller.simulator.worlds.require();
  const customerId = customerIn(world, 'customer-1');
  const id = buyActive(world.engine, { customerId, planId: 'standard', quantity: 3 });
  await caller.post('/_sim/clock/advance', { by: 'P10D' });
  const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const refund = (body: unknown, token = 'dev-publisher') =>
    caller.post(`/_sim/publisher/subscriptions/${id}/refund`, body, as(token));
  const statement = (query: string, token = 'dev-publisher') =>
    caller.get(`/_sim/publisher/statement?${query}`, as(token));
  return { ...caller, engine: world.engine, id, refund, statement };
}

describe('CAN-20: POST /_sim/publisher/subscriptions/{id}/refund', () => {
  test('gives back a part of what the term cost and ends the subscription', async () => {
    const { refund, engine, id } = await sold();
    expect(await refund({ amount: 12.5 })).toMatchObject({ status: 200, body: { id, state: 'CA' } });
    const { type, amount } = engine.state.ledger.chargesOf(id).at(-1) ?? {};
    expect([type, amount]).toEqual(['customerCredit', -1_250]);
  });

  test.each([
    [{ amount: 60.01 }, 409, 'refundOutOfRange', 'from 0.01 to 60 USD'],
    [{ amount: 0 }, 409, 'refundOutOfRange', 'from 0.01 to 60 USD'],
    [{ amount: 1.005 }, 400, 'invalid', '2 decimals'],
    [{}, 400, 'invalid', 'amount'],
  ])('%j is refused and changes nothing', async (body, status, code, message) => {
    const { refund, engine } = await sold();
    const before = engine.seq();
    const refused = await refund(body);
    expect(refused.status).toBe(status);
    expect(refused.body.error).toMatchObject({
      ...{ code, target: 'amount', message: expect.stringContaining(message) },
    });
    expect(engine.seq()).toBe(before);
  });

  test('is refused to another publisher, and where the policy has none', async () => {
    const { refund } = await sold('seed-2020');
    expect((await refund({ amount: 1 })).body.error.code).toBe('changeNotSupported');
    const foreign = await refund({ amount: 1 }, 'dev-publisher.publisher-2');
    expect([foreign.status, foreign.body.error.code]).toEqual([403, 'subscriptionForeign']);
  });
});

describe('BIL-30: GET /_sim/publisher/statement', () => {
  test('is what was sold less the fee of the marketplace, of the caller alone', async () => {
    const { statement } = await sold();
    const { status, body } = await statement('month=2026-01');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ month: '2026-01', currency: 'USD', subtotal: 60, fee: 1.8, payout: 58.2 },
      lines: [{ type: 'new', amount: 60 }],
    });
    const nothing = { subtotal: 0, fee: 0, payout: 0, lines: [] };
    expect((await statement('month=2026-01&currency=EUR')).body).toMatchObject(nothing);
    expect((await statement('month=2026-01', 'dev-publisher.publisher-2')).body).toMatchObject(nothing);
  });

  test.each(['', 'month=2026-13', 'month=January'])('asked for with %j it is refused', async (query) => {
    const { statement } = await sold();
    const refused = await statement(query);
    expect([refused.status, refused.body.error.target]).toEqual([400, 'month']);
  });
});
