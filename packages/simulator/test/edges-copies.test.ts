import { expect, test } from 'vitest';
import type { SimulatedWorld } from '../src/worlds/simulated-world.ts';
import { buyActive, customerIn } from './support/purchase.ts';
import { draws, whenever } from './support/random.ts';
import { type Told, told } from './support/told.ts';

type Step = (at: Told, world: SimulatedWorld) => Promise<unknown>;

const inWorld = ({ name }: SimulatedWorld) => ({
  authorization: `Bearer dev-admin-agent@${name}`,
  'x-marketsim-world': name,
});

const nth = (world: SimulatedWorld, n: number): string => {
  const ids = [...world.engine.state.subscriptions.keys()];
  return ids[n % ids.length] ?? '';
};

const change =
  (n: number, body: object): Step =>
  (at, world) => {
    const customerId = customerIn(world, 'customer-1');
    const path = `/v1/customers/${customerId}/subscriptions/${nth(world, n)}`;
    return at.call('PATCH', path, { headers: inWorld(world), body });
  };

const control =
  (path: string, body: object): Step =>
  (at, world) =>
    at.post(`/_sim/${path}`, body, { headers: inWorld(world) });

const buys: Step = async (_, world) => {
  const customerId = customerIn(world, 'customer-1');
  buyActive(world.engine, { customerId, planId: 'standard', quantity: 5 });
};

/** What somebody may do with a world, drawn. */
function step(draw: (below: number) => number): Step {
  const n = draw(8);
  const spans = ['PT3S', 'PT58S', 'PT20M', 'PT9H', 'P3D', 'P1M'] as const;
  const steps: readonly Step[] = [
    buys,
    change(n, { quantity: 1 + draw(40) }),
    change(n, { quantity: 1 + draw(40) }),
    change(n, { quantity: 1 + draw(40) }),
    change(n, { status: 'suspended' }),
    change(n, { status: 'active' }),
    change(n, { status: draw(3) === 0 ? 'deleted' : 'suspended' }),
    change(n, { autoRenewEnabled: draw(2) === 0 }),
    control('clock/advance', { by: spans[draw(spans.length)] }),
    control('clock/advance', { by: spans[draw(spans.length)] }),
    control('clock/advance', { by: spans[draw(spans.length)] }),
    control('deliveries/hold', {}),
    control('deliveries/release', {}),
    (at, world) => control('deliveries/hold', { subscriptionId: nth(world, n) })(at, world),
    (at, world) => control('deliveries/release', { subscriptionId: nth(world, n) })(at, world),
  ];
  return steps[draw(steps.length)] ?? buys;
}

/** What is seen from outside: the history, and what became of each delivery. */
const seen = ({ log, engine, outbox }: SimulatedWorld): unknown => ({
  now: engine.now(),
  entries: log.entries().map((entry) => JSON.stringify(entry)),
  holds: outbox.handling.holds(),
  deliveries: outbox.parts.parcels
    .all()
    .map(({ delivery, phase, tried, nextAt, result, attempts }) => [
      ...[delivery.id, phase, tried, nextAt, result],
      attempts.map((each) => [each.kind, each.number, each.at]),
    ]),
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'a fork and a restored world go on as the first, wherever it stood (story %i)',
  async (seed) => {
    const at = await told({ settings: { 'reinstate.ack': 'on' } });
    const draw = draws(seed);
    const pause = draws(seed + 1000);
    let playing = 'default';
    at.receiver.answer = async ({ payload }, response) => {
      const kind = (Number(payload['quantity']) + payload.subscriptionId.charCodeAt(0)) % 7;
      await whenever(pause(4));
      response.writeHead(kind === 1 ? 400 : kind === 2 || kind === 3 ? 503 : 200).end();
      const { id: operationId, subscriptionId } = payload;
      const result = kind === 4 ? 'Failure' : 'Success';
      const outbox = at.simulator.worlds.loaded(playing)?.outbox;
      if (kind >= 4) outbox?.answer({ subscriptionId, operationId, result }, 'accept');
      outbox?.quiet('publisher-1', operationId);
    };
    const play = async (steps: readonly Step[], name: string): Promise<unknown> => {
      playing = name;
      for (const each of steps) await each(at, await at.simulator.worlds.require(name));
      return seen(await at.simulator.worlds.require(name));
    };
    const steps = Array.from({ length: 36 }, () => step(draw));
    const [until, rest] = [steps.slice(0, 12 + draw(12)), steps.slice(24)];
    await play([buys, buys, ...until], 'default');
    const snapshot = await at.post('/_sim/worlds/default/snapshots', { id: 'here' });
    const fork = await at.post('/_sim/worlds/default/fork', { name: 'twin' });
    expect([snapshot.status, fork.status]).toEqual([201, 201]);
    const first = await play(rest, 'default');
    expect(await play(rest, 'twin')).toEqual(first);
    expect((await at.post('/_sim/worlds/default/snapshots/here/restore')).status).toBe(200);
    expect(await play(rest, 'default')).toEqual(first);
  },
  120_000,
);
