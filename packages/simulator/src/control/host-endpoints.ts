import type { Contract } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { parseDefinition } from '../definition/parse.ts';
import { presetField, profileField, settingValue, type WorldDefinitionInput } from '../definition/schema.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { hostEndpoint } from './control-api.ts';
import { refusing } from './problem.ts';

/** No query. */
export const query = z.object({});
const nothing = z.object({});
/** The world of the path. */
export const named = z.object({ name: z.string() });
export const unknownWorld = { status: 404, code: 'worldUnknown', when: 'there is no such world' } as const;

/** A world as it is shown. */
export const worldView = z
  .object({
    name: z.string(),
    seed: z.int(),
    startsAt: z.string(),
    now: z.string(),
    events: z.int(),
    subscriptions: z.int(),
  })
  .meta({ id: 'World' });

/** Worlds whose history cannot be written any more: nothing of them is shown until the simulator starts again. */
const unavailable = z
  .array(z.object({ name: z.string(), reason: z.string() }))
  .describe('Worlds that are not served until the simulator starts again, and why.');

const unavailableOf = (worlds: Worlds): z.output<typeof unavailable> =>
  worlds.list().flatMap(({ name, log }) => {
    const failure = log.failure();
    return failure ? [{ name, reason: failure.message }] : [];
  });

/** A world as it stands, once that is safe; rejects with a `StorageFailure` when it will not be. */
export async function shown(world: SimulatedWorld): Promise<z.output<typeof worldView>> {
  const view = viewOf(world);
  await world.durable();
  return view;
}

const viewOf = ({ name, engine, clock }: SimulatedWorld): z.output<typeof worldView> => ({
  name,
  seed: engine.seed,
  startsAt: engine.startsAt,
  now: clock.view().now,
  events: engine.seq(),
  subscriptions: engine.state.subscriptions.size,
});

const health = z.object({
  status: z.enum(['ok', 'failing']),
  worlds: z.array(z.string()).describe('All of them.'),
  unavailable,
});

/** CTL-1: says whether the simulator runs and serves all its worlds. Makes no world. */
export const readHealth = hostEndpoint({
  contract: {
    id: 'CTL-1',
    method: 'get',
    path: '/_sim/health',
    summary: 'Whether the simulator runs, and serves all its worlds',
    source: 'marketsim',
    tag: 'Simulator',
    params: nothing,
    query,
    refusals: [],
    replies: {
      200: { description: 'It runs.', schema: health },
      503: { description: 'It runs, but there are worlds that are not served any more.', schema: health },
    },
  },
  handle: (_, { worlds }) => {
    const lost = unavailableOf(worlds);
    const [status, state] = lost.length === 0 ? [200, 'ok'] : [503, 'failing'];
    const names = worlds.list().map(({ name }) => name);
    return { status, body: { status: state, worlds: names, unavailable: lost } };
  },
});

const readiness = z.object({
  status: z.enum(['ready', 'starting', 'stopping']),
  url: z.string().describe('Address of the simulator.'),
});

/** CTL-80: says whether the simulator may be called from now on. */
export const readReadiness = hostEndpoint({
  contract: {
    id: 'CTL-80',
    method: 'get',
    path: '/_sim/ready',
    summary: 'Whether the simulator has started, with all that was kept, and does not stop',
    source: 'marketsim',
    tag: 'Simulator',
    params: nothing,
    query,
    refusals: [],
    replies: {
      200: { description: 'It takes calls.', schema: readiness },
      503: { description: 'It does not yet, or not any more.', schema: readiness },
    },
  },
  handle: ({ request: { base } }, { stopping, isStarted }) => {
    const state = stopping.aborted ? 'stopping' : isStarted() ? 'ready' : 'starting';
    return { status: state === 'ready' ? 200 : 503, body: { status: state, url: base } };
  },
});

/** CTL-2: the worlds that have been made so far. */
export const listWorlds = hostEndpoint({
  contract: {
    id: 'CTL-2',
    method: 'get',
    path: '/_sim/worlds',
    summary: 'The worlds that exist',
    source: 'marketsim',
    tag: 'Worlds',
    params: nothing,
    query,
    refusals: [],
    replies: {
      200: { description: 'The worlds.', schema: z.object({ worlds: z.array(worldView), unavailable }) },
    },
  },
  handle: async (_, { worlds }) => {
    const views = await Promise.allSettled(worlds.list().map(shown));
    const served = views.flatMap((view) => (view.status === 'fulfilled' ? [view.value] : []));
    return { status: 200, body: { worlds: served, unavailable: unavailableOf(worlds) } };
  },
});

const createContract = {
  id: 'CTL-3',
  method: 'post',
  path: '/_sim/worlds',
  summary: 'Makes a world',
  source: 'marketsim',
  tag: 'Worlds',
  params: nothing,
  query,
  body: z.strictObject({
    name: z.string(),
    seed: z.int().min(0).optional(),
    profile: profileField.optional(),
    preset: presetField.optional(),
    settings: z.record(z.string(), settingValue).optional(),
    startsAt: z.string().optional(),
    clock: z.enum(['frozen', 'live']).optional(),
    definition: z
      .unknown()
      .optional()
      .describe('A world definition as in world.schema.json; without one the seeded world.'),
  }),
  replies: { 201: { description: 'The new world.', schema: worldView } },
  refusals: [
    { status: 409, code: 'worldExists', when: 'the name is taken' },
    { status: 404, code: 'settingUnknown', when: 'a setting does not exist' },
    { status: 400, code: 'definitionInvalid', when: 'the definition is wrong somewhere' },
  ],
} as const satisfies Contract;

/** CTL-3: makes a world, seeded or from a definition. */
export const createWorld = hostEndpoint({
  contract: createContract,
  handle: async ({ body: { name, definition: given, ...options } }, { worlds }) => {
    const world = await refusing(() => {
      const definition: WorldDefinitionInput | undefined =
        given === undefined ? undefined : parseDefinition(given);
      return worlds.create(name, compact({ ...options, definition }));
    });
    const headers = { Location: `/_sim/worlds/${world.name}` };
    return { status: 201, body: await shown(world), headers };
  },
});

/** CTL-4: one world. */
export const readWorld = hostEndpoint({
  contract: {
    id: 'CTL-4',
    method: 'get',
    path: '/_sim/worlds/:name',
    summary: 'One world',
    source: 'marketsim',
    tag: 'Worlds',
    params: named,
    query,
    refusals: [unknownWorld],
    replies: { 200: { description: 'The world.', schema: worldView } },
  },
  handle: async ({ params: { name } }, { worlds }) => ({
    status: 200,
    body: await shown(await refusing(() => worlds.require(name))),
  }),
});

/** CTL-5: forgets a world. */
export const deleteWorld = hostEndpoint({
  contract: {
    id: 'CTL-5',
    method: 'delete',
    path: '/_sim/worlds/:name',
    summary: 'Forgets a world; the default one is made anew when it is next asked for',
    source: 'marketsim',
    tag: 'Worlds',
    params: named,
    query,
    refusals: [unknownWorld],
    replies: { 204: { description: 'It is gone.' } },
  },
  handle: async ({ params: { name } }, { worlds }) => {
    await refusing(() => worlds.delete(name));
    return { status: 204 };
  },
});

/** CTL-6: brings a world back to where it began. */
export const resetWorld = hostEndpoint({
  contract: {
    id: 'CTL-6',
    method: 'post',
    path: '/_sim/worlds/:name/reset',
    summary: 'Brings a world back to where it began: clock, settings and everything that happened',
    source: 'marketsim',
    tag: 'Worlds',
    params: named,
    query,
    refusals: [unknownWorld],
    replies: { 200: { description: 'The world as new.', schema: worldView } },
  },
  handle: async ({ params: { name } }, { worlds }) => ({
    status: 200,
    body: await shown(await refusing(() => worlds.reset(name))),
  }),
});
