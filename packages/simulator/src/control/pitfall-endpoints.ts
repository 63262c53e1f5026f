import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { allPitfalls, pitfallOf } from '../faults/catalog.ts';
import { genericFaults } from '../faults/generic.ts';
import type { Pitfall } from '../faults/pitfall.ts';
import { stageDefinition } from '../faults/stage/definition.ts';
import { playIn } from '../faults/stage/set-up.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { type HostContext, hostEndpoint } from './control-api.ts';
import { query, shown, worldView } from './host-endpoints.ts';
import { type ControlProblem, notThere, refusing } from './problem.ts';

const tag = 'Faults';

const pitfallView = z
  .object({
    id: z.string(),
    kind: z
      .enum(['fault', 'state', 'mistake'])
      .describe(
        'Switched on by name; prepared in a world of its own; made by the client, as it is shown there.',
      ),
    title: z.string(),
    does: z.string().optional().describe('What it does once it is switched on.'),
    symptom: z.string(),
    correct: z.string().describe('What a correct client does.'),
    source: z.string(),
  })
  .meta({ id: 'Pitfall' });

function pitfallViewOf(pitfall: Pitfall): z.output<typeof pitfallView> {
  const { id, kind, title, symptom, correct, source } = pitfall;
  const does = pitfall.kind === 'fault' ? { does: pitfall.fault.does } : {};
  return { id, kind, title, ...does, symptom, correct, source };
}

/** CTL-75: what there is. */
export const listPitfalls = hostEndpoint({
  contract: {
    id: 'CTL-75',
    method: 'get',
    path: '/_sim/pitfalls',
    summary: 'What developers trip over, and the failures of the wire that can be switched on',
    source: 'SF 10',
    tag,
    params: z.object({}),
    query,
    refusals: [],
    replies: {
      200: {
        description: 'The pitfalls, in order of their ids, and the other faults.',
        schema: z.object({
          pitfalls: z.array(pitfallView),
          faults: z.array(z.object({ name: z.string(), does: z.string() })),
        }),
      },
    },
  },
  handle: () => ({
    status: 200,
    body: {
      pitfalls: allPitfalls.map(pitfallViewOf),
      faults: Object.entries(genericFaults).map(([name, { does }]) => ({ name, does })),
    },
  }),
});

const exchange = z.object({
  method: z.string(),
  path: z.string().describe('Below the address of the simulator; `webhook`: what the publisher is sent.'),
  headers: z.record(z.string(), z.string()).optional(),
  sent: z.unknown().optional(),
  status: z.int().optional(),
  body: z.unknown().optional(),
});

/** The first name that is free: f27, f27-2, f27-3. */
function freeName(worlds: Worlds, id: string): string {
  const taken = new Set(worlds.list().map(({ name }) => name));
  const base = id.toLowerCase();
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
  return name;
}

function locate(_: HostContext, { pitfall: id }: { readonly pitfall: string }): Pitfall {
  return pitfallOf(id) ?? refuse<ControlProblem>(notThere('pitfallUnknown', `there is no pitfall ${id}`));
}

/** CTL-76: prepares a world in which a pitfall can be seen. */
export const preparePitfall = hostEndpoint({
  contract: {
    id: 'CTL-76',
    method: 'post',
    path: '/_sim/pitfalls/:pitfall/world',
    summary: 'Makes a world in which a pitfall occurs, and shows it there',
    source: 'SF 10',
    tag,
    params: z.object({ pitfall: z.string() }),
    query,
    body: z.strictObject({ name: z.string().optional().describe('Of the world; f27 for F27 unless given.') }),
    bodyRequired: false,
    refusals: [
      { status: 404, code: 'pitfallUnknown', when: 'there is no such pitfall' },
      { status: 409, code: 'worldExists', when: 'the name is taken' },
      { status: 400, code: 'worldNameInvalid', when: 'no world can have that name' },
    ],
    replies: {
      201: {
        description: 'The world, and the calls that show the pitfall in it.',
        schema: z.object({ pitfall: pitfallView, world: worldView, shown: z.array(exchange) }),
      },
    },
  },
  locate,
  handle: async ({ found, body }, { worlds, ownUrl }) => {
    const name = body?.name ?? freeName(worlds, found.id);
    const options = { definition: stageDefinition, clock: 'frozen' } as const;
    const world = await refusing(() => worlds.create(name, options));
    const exchanges = await playOrLeaveNothing(world, found, { worlds, ownUrl });
    const headers = { Location: `/_sim/worlds/${name}` };
    const view = { pitfall: pitfallViewOf(found), world: await shown(world), shown: [...exchanges] };
    return { status: 201, body: view, headers };
  },
});

async function playOrLeaveNothing(
  world: SimulatedWorld,
  pitfall: Pitfall,
  { worlds, ownUrl }: Pick<HostContext, 'worlds' | 'ownUrl'>,
) {
  try {
    return await playIn(world, ownUrl(), pitfall);
  } catch (error) {
    await worlds.delete(world.name);
    throw error;
  }
}
