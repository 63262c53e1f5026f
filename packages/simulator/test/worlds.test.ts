import { memoryLog } from '@marketsim/core';
import { requestHash } from '@marketsim/http';
import { describe, expect, test } from 'vitest';
import { buildWorld, type SimulatedWorld } from '../src/index.ts';
import { advanceWorld } from '../src/worlds/advance.ts';
import type { KeptWorld } from '../src/worlds/kept-world.ts';
import { inMemory, memoryStore } from '../src/worlds/memory-store.ts';
import { alone } from '../src/worlds/surroundings.ts';
import { createWorlds } from '../src/worlds/worlds.ts';
import { buy, buyActive, customerIn } from './support/purchase.ts';

const history = ({ log }: SimulatedWorld): string => JSON.stringify(log.entries());

async function trade(world: SimulatedWorld): Promise<void> {
  buyActive(world.engine, {
    customerId: customerIn(world, 'customer-1'),
    planId: 'standard',
    quantity: 3,
  });
  await advanceWorld(world, { by: 'P2M' });
}

describe('sameness', () => {
  test('same seed, world and commands: the same log, byte for byte', async () => {
    const [one, two] = await Promise.all([createWorlds().require(), createWorlds().require()]);
    await trade(one);
    await trade(two);
    expect(one.engine.state.ledger.charges.length).toBeGreaterThan(1);
    expect(history(one)).toBe(history(two));
  });

  test('another seed or another world: other ids, other names', async () => {
    const one = await createWorlds().require();
    const seeded = await createWorlds({ seed: 2 }).require();
    const named = await createWorlds().create('other');
    expect(history(seeded)).not.toBe(history(one));
    expect(seeded.recipe.definition.partners[0]?.name).not.toBe(one.recipe.definition.partners[0]?.name);
    const tenants = [one, seeded, named].flatMap(({ directory }) => [...directory.tenants]);
    expect(new Set(tenants).size).toBe(tenants.length);
  });

  test('a world is rebuilt from its log, receipts included', async () => {
    const world = await createWorlds().require();
    await trade(world);
    const receipt = { requestHash: requestHash('body'), status: 201, text: '{}', headers: { etag: '"1"' } };
    world.receipts.keep('POST /v1/customers 1', receipt);
    const rebuilt = buildWorld(world.recipe, { log: memoryLog(JSON.parse(history(world))) });
    expect(history(rebuilt)).toBe(history(world));
    expect(rebuilt.engine.now()).toBe(world.engine.now());
    expect(rebuilt.engine.state.subscriptions).toEqual(world.engine.state.subscriptions);
    expect(rebuilt.receipts.find('POST /v1/customers 1')).toEqual(receipt);
    expect(rebuilt.receipts.find('POST /v1/customers 2')).toBeUndefined();
  });
});

describe('isolation', () => {
  test('what happens in one world is not seen in another', async () => {
    const worlds = createWorlds();
    const [one, two] = await Promise.all([worlds.create('one'), worlds.create('two')]);
    const bought = buy(one.engine, {
      customerId: customerIn(one, 'customer-1'),
      planId: 'standard',
      quantity: 1,
    });
    const there = buy(two.engine, {
      customerId: customerIn(two, 'customer-1'),
      planId: 'standard',
      quantity: 1,
    });
    expect(bought).not.toBe(there);
    expect(two.engine.state.subscriptions.has(bought)).toBe(false);
    await advanceWorld(one, { by: 'P1M' });
    expect(one.engine.now()).not.toBe(two.engine.now());
  });
});

describe('worlds', () => {
  test('the default one is made when it is asked for, once', async () => {
    const worlds = createWorlds();
    expect(worlds.list()).toEqual([]);
    expect(worlds.loaded('default')).toBeUndefined();
    const [one, two] = await Promise.all([worlds.require(), worlds.require()]);
    expect(one).toBe(two);
    expect(worlds.list()).toEqual([one]);
    expect(worlds.get('default')).toBe(one);
  });

  test('names must be free and well-formed', async () => {
    const worlds = createWorlds();
    const both = await Promise.allSettled([worlds.create('one'), worlds.create('one')]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(worlds.create('one')).rejects.toMatchObject({ code: 'worldExists' });
    for (const name of ['', 'Upper', 'a'.repeat(41), 'a b', 'ä']) {
      await expect(worlds.create(name)).rejects.toMatchObject({ code: 'worldNameInvalid' });
    }
  });

  test('unknown names are told with those that exist', async () => {
    const worlds = createWorlds();
    await worlds.create('one');
    await expect(worlds.require('two')).rejects.toThrow('there is no world "two"; there is one');
    await expect(worlds.delete('two')).rejects.toMatchObject({ code: 'worldUnknown' });
    await expect(worlds.reset('two')).rejects.toMatchObject({ code: 'worldUnknown' });
  });

  test('reset goes back to the beginning, delete forgets', async () => {
    const worlds = createWorlds();
    const world = await worlds.create('one');
    const before = history(world);
    await trade(world);
    expect(history(await worlds.reset('one'))).toBe(before);
    await worlds.delete('one');
    expect(worlds.get('one')).toBeUndefined();
  });

  test('a failed creation leaves the name free', async () => {
    const worlds = createWorlds();
    await expect(worlds.create('one', { seed: -1 })).rejects.toMatchObject({ code: 'seedInvalid' });
    await expect(worlds.create('one', { startsAt: 'soon' })).rejects.toMatchObject({
      code: 'instantInvalid',
      target: 'startsAt',
    });
    await expect(worlds.create('one', { settings: { nothing: 1 } })).rejects.toMatchObject({
      code: 'settingUnknown',
    });
    await expect(worlds.create('one', { settings: { 'list.pageSize': 0 } })).rejects.toMatchObject({
      code: 'settingInvalid',
    });
    await expect(worlds.create('one')).resolves.toMatchObject({ name: 'one' });
  });

  test('a profile or preset that is none is told with those that are', async () => {
    const named = (options: object) => createWorlds().create('one', options);
    await expect(named({ profile: 'curent' })).rejects.toThrow(
      /^there is no profile "curent"; there is seed, .*; did you mean current\?$/,
    );
    await expect(named({ preset: 'strict' })).rejects.toThrow(/there is .*strict-docs/);
  });

  test('profile, preset, settings and start: own options, own definition, defaults, in that order', async () => {
    const definition = { version: 1, profile: 'current', startsAt: '2027-01-01T00:00:00Z' } as const;
    const worlds = createWorlds({
      profile: 'nce-7d',
      startsAt: '2028-01-01T00:00:00Z',
      settings: { cartTtl: 'P1D' },
    });
    const byDefault = await worlds.create('by-default');
    const byDefinition = await worlds.create('by-definition', { definition });
    const byOptions = await worlds.create('by-options', {
      definition,
      profile: 'seed',
      preset: 'strict-docs',
    });
    expect(byDefault.engine.now()).toBe('2028-01-01T00:00:00.000Z');
    expect(byDefinition.engine.now()).toBe('2027-01-01T00:00:00.000Z');
    const windows = [byDefault, byDefinition, byOptions].map(
      ({ engine }) => engine.state.settings['cancel.window.monthlyBilled'],
    );
    expect(windows).toEqual(['PT168H', 'PT72H', 'PT24H']);
    expect(byOptions.engine.state.settings['list.empty']).toBe('emptyBody');
    expect(byDefinition.engine.state.settings['cart.ttl']).toBe('P1D');
  });
});

describe('worlds that were found', () => {
  /** A store that keeps one world in memory and tells when it is closed. */
  const storeOfOne = async () => {
    const { recipe } = await createWorlds().require();
    const ended: string[] = [];
    const kept = (): KeptWorld => ({ ...inMemory(recipe), close: async () => void ended.push(recipe.name) });
    const store = { ...memoryStore(), names: async () => [recipe.name], open: async () => kept() };
    return { store, ended, name: recipe.name };
  };

  test('are closed when the start fails before they stand', async () => {
    const { store, ended, name } = await storeOfOne();
    const worlds = createWorlds({}, { ...alone(), store });
    await worlds.load();
    await worlds.close();
    expect(ended).toEqual([name]);
  });

  test('are closed once when they stand', async () => {
    const { store, ended, name } = await storeOfOne();
    const worlds = createWorlds({}, { ...alone(), store });
    const takeUp = await worlds.load();
    await takeUp();
    await worlds.close();
    expect(ended).toEqual([name]);
  });
});
