import type { Command } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import type { SimulatedWorld } from '../src/worlds/simulated-world.ts';
import { buy, buyActive, customerIn } from './support/purchase.ts';
import { started } from './support/running.ts';

const version = 'api-version=2018-08-31';
const isv = { headers: { authorization: 'Bearer dev-publisher' } };
const own = { webhookUrl: 'http://127.0.0.1:1/webhook' };

/** A simulator with an own app, and a world beside the default one. */
async function withTwo(alias = 'publisher-1') {
  const caller = await started({ mockPublisher: { port: 0 }, ownPublisher: { ...own, alias } });
  const { worlds } = caller.simulator;
  return { ...caller, worlds, first: await worlds.require(), other: await worlds.create('other') };
}

const wanted = (world: SimulatedWorld, planId = 'standard') => ({
  ...{ customerId: customerIn(world, 'customer-1'), planId, quantity: 3 },
});

type Change = Extract<Command, { type: 'ChangeSubscription' }>['changes'][number];

function changed({ engine }: SimulatedWorld, subscriptionId: string, change: Change): void {
  const outcome = engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [change] });
  expect(outcome).toMatchObject({ ok: true });
}

/** The path of a subscription. */
const at = (id: string): string => `/api/saas/subscriptions/${id}?${version}`;

describe('an own app is one application, whatever the world', () => {
  test('worlds that are made have its tenant and application, and those of no other publisher', async () => {
    const { first, other } = await withTwo();
    const ids = ({ directory }: SimulatedWorld) =>
      directory.publishers.map(({ tenantId, applicationId }) => `${tenantId} ${applicationId}`);
    const [[mine, ...rest], [sameOne, ...others]] = [ids(first), ids(other)];
    expect(sameOne).toBe(mine);
    expect(rest).toHaveLength(others.length);
    expect(others.filter((each) => rest.includes(each))).toEqual([]);
  });

  test('ids that a definition gives it stay, and a tenant that somebody has there is not given twice', async () => {
    const { worlds, first } = await withTwo();
    const tenantId = '11111111-2222-4333-8444-555555555555';
    const publisher = { alias: 'mine', name: 'Mine', tenantId };
    const named = await worlds.create('named', { definition: { version: 1, publishers: [publisher] } });
    expect(named.directory.publisher()).toMatchObject({ tenantId });
    const taken = first.directory.publisher()?.tenantId ?? '';
    const beside = await worlds.create('beside', {
      definition: {
        version: 1,
        publishers: [
          { alias: 'mine', name: 'Mine' },
          { alias: 'theirs', name: 'Theirs', tenantId: taken },
        ],
      },
    });
    expect(beside.directory.publisher('mine')?.tenantId).not.toBe(taken);
  });

  test('without one each world has publishers of its own', async () => {
    const { simulator } = await started({ mockPublisher: { port: 0 } });
    const [first, other] = [await simulator.worlds.require(), await simulator.worlds.create('other')];
    expect(other.directory.publisher()?.tenantId).not.toBe(first.directory.publisher()?.tenantId);
  });
});

describe('a call is answered by the world of what it is about', () => {
  test('a subscription of another world of the same application is found', async () => {
    const { get, other } = await withTwo();
    const id = buyActive(other.engine, wanted(other));
    const answer = await get(at(id), isv);
    expect(answer).toMatchObject({ status: 200, body: { id } });
  });

  test('so is the purchase behind the token of a landing page', async () => {
    const { post, other } = await withTwo();
    const id = buy(other.engine, wanted(other));
    changed(other, id, { type: 'GetActivationLink' });
    const [token = ''] = other.engine.state.tokens.keys();
    const resolved = await post(`/api/saas/subscriptions/resolve?${version}`, undefined, {
      headers: { ...isv.headers, 'x-ms-marketplace-token': token },
    });
    expect(resolved).toMatchObject({ status: 200, body: { id } });
  });

  test('so is the use that is reported', async () => {
    const { post, other } = await withTwo('publisher-2');
    const id = buyActive(other.engine, { ...wanted(other, 'flat'), quantity: 1 });
    const used = { resourceId: id, quantity: 1, dimension: 'storage', planId: 'flat' };
    const reported = await post(
      `/api/usageEvent?${version}`,
      { ...used, effectiveStartTime: other.engine.now() },
      { headers: { authorization: 'Bearer dev-publisher.publisher-2' } },
    );
    expect(reported).toMatchObject({ status: 200, body: { status: 'Accepted', resourceId: id } });
  });

  test('what is there in the world of the token is that one, in a fork too', async () => {
    const { get, worlds, first } = await withTwo();
    const id = buyActive(first.engine, wanted(first));
    const fork = await worlds.fork('default', 'twin');
    changed(fork, id, { type: 'Suspend' });
    expect((await get(at(id), isv)).body.saasSubscriptionStatus).toBe('Subscribed');
  });

  test('a caller that names a world is answered by that one', async () => {
    const { get, other } = await withTwo();
    const id = buyActive(other.engine, wanted(other));
    const { authorization } = isv.headers;
    expect((await get(at(id), { headers: { authorization: `${authorization}@default` } })).status).toBe(404);
    const named = { authorization, 'x-marketsim-world': 'default' };
    expect((await get(at(id), { headers: named })).status).toBe(404);
  });

  test('a world in which its application is not is not looked at', async () => {
    const { get, other } = await withTwo();
    const id = buyActive(other.engine, wanted(other));
    const someone = { headers: { authorization: 'Bearer dev-publisher.publisher-2' } };
    expect((await get(at(id), someone)).status).toBe(404);
  });
});
