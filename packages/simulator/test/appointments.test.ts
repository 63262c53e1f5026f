import { describe, expect, test } from 'vitest';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

const isv = { headers: { authorization: 'Bearer dev-publisher' } };
const path = '/_sim/publisher/appointments';

async function appointed(...instants: readonly string[]) {
  const at = await told({ settings: { 'clock.realGrace': 'PT5M' } });
  for (const [number, instant] of instants.entries()) {
    const made = await at.post(path, { name: `n${number}`, at: instant }, isv);
    expect(made.status).toBe(204);
  }
  const kept = (name: string) => at.post(`${path}/${name}/kept`, {}, isv);
  const now = async () => (await at.get('/_sim/clock')).body.now;
  return { ...at, kept, now };
}

describe('GEN-03: appointments of publishers with the clock', () => {
  test('an advance stops at each until it is kept', async () => {
    const at = await appointed('2026-01-05T10:00:00Z', '2026-01-05T12:30:00+01:00');
    const advance = at.advance('P1M');
    for (const [name, instant] of [
      ['n0', '2026-01-05T10:00:00.000Z'],
      ['n1', '2026-01-05T11:30:00.000Z'],
    ] as const) {
      await until(async () => (await at.now()) === instant);
      expect(at.engine.now()).toBe(instant);
      expect((await at.kept(name)).status).toBe(204);
    }
    expect((await advance).body).toMatchObject({ reached: 'target' });
  });

  test('what is said at the instant takes effect there, and the next appointment is made from it', async () => {
    const at = await appointed('2026-01-06T00:00:00Z');
    const id = at.buyActive();
    at.receiver.answer = at.quiet;
    const advance = at.advance('P7D');
    await until(async () => (await at.now()) === '2026-01-06T00:00:00.000Z');
    await at.post(path, { name: 'n0', at: '2026-01-07T00:00:00Z' }, isv);
    await until(async () => (await at.now()) === '2026-01-07T00:00:00.000Z');
    await at.post(
      `/_sim/publisher/subscriptions/${id}/steps`,
      { name: 'x', owner: 'partner', before: 'cancel' },
      isv,
    );
    await at.kept('n0');
    await advance;
    const required = at.engine.events().find(({ type }) => type === 'StepRequired');
    expect(required?.at).toBe('2026-01-07T00:00:00.000Z');
  });

  test('one that is not wanted any more holds nothing up', async () => {
    const at = await appointed('2026-01-05T10:00:00Z');
    await at.kept('n0');
    expect((await at.advance('P1M')).body).toMatchObject({ reached: 'target' });
  });

  test('one that nobody keeps holds the clock up for the real grace only', async () => {
    const at = await told({ settings: { 'clock.realGrace': 'PT0.05S' } });
    await at.post(path, { name: 'n', at: '2026-01-05T10:00:00Z' }, isv);
    expect((await at.advance('P1M')).body).toMatchObject({ reached: 'target' });
  });

  test('and is not waited for again by the advance that goes on from there', async () => {
    const at = await told({ settings: { 'clock.realGrace': 'PT0.05S' } });
    await at.post(path, { name: 'n', at: '2026-01-05T10:00:00Z' }, isv);
    await at.post('/_sim/clock/advance', { to: '2026-01-05T10:00:00Z' });
    const changed = await at.call('PATCH', '/_sim/settings', { body: { 'clock.realGrace': 'PT5M' } });
    expect(changed.status).toBe(200);
    expect((await at.advance('P1M')).body).toMatchObject({ reached: 'target' });
  });

  test.each([
    [{ name: 'n', at: '2026-01-01T00:00:00Z' }, 409, 'appointmentPast'],
    [{ name: 'n', at: 'tomorrow' }, 400, 'invalid'],
    [{ name: '', at: '2026-02-01T00:00:00Z' }, 400, 'invalid'],
    [{ at: '2026-02-01T00:00:00Z' }, 400, 'invalid'],
  ])('%j is refused with %i', async (body, status, code) => {
    const at = await told();
    expect(await at.post(path, body, isv)).toMatchObject({ status, body: { error: { code } } });
  });

  test('they are for publishers', async () => {
    const at = await told();
    const headers = { authorization: 'Bearer dev-admin-agent' };
    const body = { name: 'n', at: '2026-02-01T00:00:00Z' };
    expect((await at.post(path, body, { headers })).status).toBe(403);
  });
});

test('QTY-08: the standing tells what is asked, and until when', async () => {
  const at = await told();
  const id = at.buyActive();
  at.receiver.answer = at.quiet;
  await at.setQuantity(id, 12);
  const standing = async () => (await at.get(`/_sim/publisher/subscriptions/${id}`, isv)).body;
  const [asked] = at.receiver.calls;
  const now = Date.parse(at.engine.now());
  expect((await standing()).openOperation).toEqual({
    id: asked?.payload.id,
    acknowledgeBy: new Date(now + 10_000).toISOString(),
  });
  await at.advance('PT10S');
  expect(await standing()).not.toHaveProperty('openOperation');
});
