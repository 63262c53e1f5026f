import { describe, expect, test } from 'vitest';
import { json, marketsim } from './support/marketsim.ts';
import { simulated, sold, webhook } from './support/publisher.ts';

describe('marketsim fault', () => {
  test('switches a fault on: what it does, what to expect, what a correct client does', async () => {
    const own = await webhook();
    const { url, simulator } = await sold(own.url);
    const { code, out } = await marketsim('fault', 'f16', '--route', 'renew', '--count', '1', '--url', url);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'F16 is on: A webhook comes twice, or for hours',
      expect.stringMatching(/^ {2}does {6}sends webhooks again at once/),
      '  strikes   at Renew, 1 time, times=1, for=once',
      expect.stringMatching(/^ {2}expect {4}the same id again/),
      expect.stringMatching(/^ {2}correct {3}keeps the ids/),
      '  source    SaaS Accelerator #694',
      '  end       marketsim fault off F16',
    ]);
    await simulator.advance('P1M');
    expect(own.actions).toEqual(['Renew', 'Renew']);
  });

  test('tells which faults are on, and switches them off', async () => {
    const { url } = await simulated();
    expect((await marketsim('fault', '--url', url)).out).toBe('no fault is on');
    await marketsim('fault', 'F14', '--set', 'unit=PAY', '--publisher', 'publisher-1', '--url', url);
    await marketsim('fault', 'throttled', '--probability', '0.25', '--url', url);
    const { out } = await marketsim('fault', '--url', url);
    const lines = out.split('\n').map((line) => line.replace(/ +[0-9a-f-]{36}$/, ''));
    expect(lines).toEqual([
      'FAULT      STRUCK  WHERE                            ID',
      'F14             0  publisher publisher-1, unit=PAY',
      'throttled       0  with probability 0.25',
    ]);
    const { out: off } = await marketsim('fault', 'off', 'F14', '--url', url);
    expect(off).toBe('F14 is off; it struck 0 times');
    expect((await json('fault', 'off', '--url', url)).faults).toMatchObject([{ name: 'throttled' }]);
    expect((await marketsim('fault', 'off', '--url', url)).out).toBe('no fault was on');
  });

  test('tells of a fault that struck once', async () => {
    const { url } = await simulated();
    await marketsim('fault', 'throttled', '--url', url);
    await fetch(`${url}/v1/customers`, { headers: { authorization: 'Bearer dev-admin-agent' } });
    const { out } = await marketsim('fault', 'off', 'throttled', '--url', url);
    expect(out).toBe('throttled is off; it struck once');
  });

  test('lists every pitfall with how it is had, and the other faults', async () => {
    const { url } = await simulated();
    const { out } = await marketsim('fault', '--list', '--url', url);
    expect(out).toMatch(/^F16 +fault +A webhook comes twice/m);
    expect(out).toMatch(/^F25 +client mistake +One PATCH/m);
    expect(out).toMatch(/^F27 +prepared state +A purchase/m);
    expect(out).toMatch(/^throttled +answers 429/m);
  });

  test('shows bodies in full, however long they are', async () => {
    const { url } = await simulated();
    const { out } = await marketsim('world', 'prepare', 'F38', '--url', url);
    expect(out.match(/"saasSubscriptionStatus": "Unsubscribed"/g)).toHaveLength(7);
    expect(out).not.toContain('…');
    expect(out).toMatch(/^ {12}"term": \{ "startDate": "[^"]+", "endDate": "[^"]+", "termUnit": "P1M" \},$/m);
  });

  test('world prepare shows the calls with their bodies', async () => {
    const { url } = await simulated();
    const { out } = await marketsim('world', 'prepare', 'F25', '--url', url);
    const lines = out.split('\n');
    expect(lines[0]).toBe('F25 in world f25: One PATCH for plan and quantity');
    expect(lines).toContain('      { "planId": "bridge", "quantity": 12 }');
    expect(lines[1]).toMatch(/^ {2}PATCH \/api\/saas\/subscriptions\//);
    expect(out).toContain('    400\n');
    expect(out).toContain('"message"');
    expect(out).toContain('  go on     --world f25, bearer dev-publisher@f25');
    expect(out).toContain('  remove    marketsim world delete f25');
    const { out: cited } = await marketsim('fault', 'F28', '--url', url);
    expect(cited).toContain('  source    SF 5.5, 7 (docs/README.md, Sources)\n');
    const prepared = await json('world', 'prepare', 'f41', '--name', 'mine', '--url', url);
    expect(prepared).toMatchObject({ pitfall: { id: 'F41' }, world: { name: 'mine' } });
    const { out: webhooks } = await marketsim('world', 'prepare', 'F30', '--url', url);
    expect(webhooks).toContain('  webhook, answered 200\n');
  });

  test('says first what was made in the place of what cannot be switched on, and the rest in short', async () => {
    const { url } = await simulated();
    const lines = (await marketsim('fault', 'F25', '--url', url)).out.split('\n');
    expect(lines[0]).toBe('made world f25: a client mistake cannot be switched on');
    expect(lines[1]).toBe('  F25       One PATCH for plan and quantity');
    expect(lines[2]).toMatch(/^ {2}call {6}PATCH \/api\/saas\/subscriptions\/\S+: 400$/);
    expect(lines.slice(-3)).toEqual([
      '  go on     --world f25, bearer dev-publisher@f25',
      '  remove    marketsim world delete f25',
      '  bodies    marketsim logs --world f25',
    ]);
    const { out } = await marketsim('fault', 'F9', '--url', url);
    expect(out).toMatch(/^made world f09: a prepared state cannot be switched on\n/);
    expect(out.split('\n').length).toBeLessThan(20);
  });

  test('says in words what is wrong', async () => {
    const { url } = await simulated();
    const errors = async (...args: readonly string[]) =>
      (await marketsim('fault', ...args, '--url', url)).err;
    expect(await errors('F99')).toContain('there is no fault "F99"');
    expect(await errors('latecny')).toContain('there is no fault "latecny"; did you mean latency?');
    expect(await errors('off', 'F16')).toContain('no fault F16 is on; none is');
    expect(await errors('F16', '--set', 'tims=3')).toContain('did you mean times?');
    const route = await errors('F16', '--route', 'partnerWebhook');
    expect(route).toContain(
      '"partnerWebhook" is no route; did you mean partnerWebhooks?; there is fulfillment, ',
    );
    expect(await errors('F16', '--probability', '2')).toContain(
      'A probability is a number above 0, up to 1.',
    );
    expect(await errors('F16', '--count', 'many')).toContain('A count is a whole number');
  });
});
