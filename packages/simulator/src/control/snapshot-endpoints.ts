import { z } from 'zod';
import { hostEndpoint } from './control-api.ts';
import { named, query, shown, unknownWorld, worldView } from './host-endpoints.ts';
import { refusing } from './problem.ts';

const tag = 'Worlds';
const identified = z.object({ name: z.string(), id: z.string() });
const unknownSnapshot = { status: 404, code: 'snapshotUnknown', when: 'there is no such snapshot' } as const;
const gone = {
  status: 409,
  code: 'worldGone',
  when: 'the world was reset, restored or deleted meanwhile',
} as const;
/** Refusals of what copies a world as it stands. */
export const underway = [
  { status: 409, code: 'clockMoving', when: 'the clock of the world is moving' },
  { status: 409, code: 'deliveryUnderway', when: 'a webhook is not answered yet' },
  gone,
] as const;

const snapshotView = z
  .object({
    id: z.string(),
    at: z.string().optional().describe('Instant of the world.'),
    events: z.int().optional().describe('Entries of its history: facts, and what was noted between them.'),
    unreadable: z.string().optional().describe('Why it cannot be read, instead of the other two.'),
  })
  .meta({ id: 'Snapshot' });

/** CTL-40: keeps a world as it stands. */
export const takeSnapshot = hostEndpoint({
  contract: {
    id: 'CTL-40',
    method: 'post',
    path: '/_sim/worlds/:name/snapshots',
    summary: 'Keeps a world as it stands, to come back to it',
    source: 'marketsim',
    tag,
    params: named,
    query,
    body: z.strictObject({ id: z.string().optional().describe('A number unless given.') }),
    bodyRequired: false,
    refusals: [
      unknownWorld,
      { status: 409, code: 'snapshotExists', when: 'the id is taken' },
      { status: 400, code: 'worldNameInvalid', when: 'the id is malformed' },
      { status: 503, code: 'snapshotUnwritable', when: 'it cannot be written' },
      ...underway,
    ],
    replies: { 201: { description: 'The snapshot.', schema: snapshotView } },
  },
  handle: async ({ params: { name }, body }, { worlds }) => {
    const snapshot = await refusing(() => worlds.snapshot(name, body?.id));
    const headers = { Location: `/_sim/worlds/${name}/snapshots/${snapshot.id}` };
    return { status: 201, body: snapshot, headers };
  },
});

/** CTL-41: the snapshots of a world. */
export const listSnapshots = hostEndpoint({
  contract: {
    id: 'CTL-41',
    method: 'get',
    path: '/_sim/worlds/:name/snapshots',
    summary: 'The snapshots of a world, oldest first',
    source: 'marketsim',
    tag,
    params: named,
    query,
    refusals: [unknownWorld],
    replies: {
      200: { description: 'The snapshots.', schema: z.object({ snapshots: z.array(snapshotView) }) },
    },
  },
  handle: async ({ params: { name } }, { worlds }) => ({
    status: 200,
    body: { snapshots: await refusing(() => worlds.snapshots(name)) },
  }),
});

/** CTL-42: brings a world back to a snapshot. */
export const restoreSnapshot = hostEndpoint({
  contract: {
    id: 'CTL-42',
    method: 'post',
    path: '/_sim/worlds/:name/snapshots/:id/restore',
    summary: 'Brings a world back to a snapshot: clock, history, open operations and deliveries',
    source: 'marketsim',
    tag,
    params: identified,
    query,
    refusals: [
      unknownWorld,
      unknownSnapshot,
      { status: 409, code: 'snapshotUnreadable', when: 'the snapshot is damaged' },
      ...underway,
    ],
    replies: { 200: { description: 'The world as it stood.', schema: worldView } },
  },
  handle: async ({ params: { name, id } }, { worlds }) => ({
    status: 200,
    body: await shown(await refusing(() => worlds.restore(name, id))),
  }),
});

/** CTL-43: forgets a snapshot. */
export const deleteSnapshot = hostEndpoint({
  contract: {
    id: 'CTL-43',
    method: 'delete',
    path: '/_sim/worlds/:name/snapshots/:id',
    summary: 'Forgets a snapshot',
    source: 'marketsim',
    tag,
    params: identified,
    query,
    refusals: [unknownWorld, unknownSnapshot, gone],
    replies: { 204: { description: 'It is gone.' } },
  },
  handle: async ({ params: { name, id } }, { worlds }) => {
    await refusing(() => worlds.deleteSnapshot(name, id));
    return { status: 204 };
  },
});

/** CTL-44: a second world that goes on from where one stands. */
export const forkWorld = hostEndpoint({
  contract: {
    id: 'CTL-44',
    method: 'post',
    path: '/_sim/worlds/:name/fork',
    summary: 'Makes a second world that stands where one does; header x-marketsim-world tells them apart',
    source: 'marketsim',
    tag,
    params: named,
    query,
    body: z.strictObject({ name: z.string().describe('Name of the new world.') }),
    refusals: [
      unknownWorld,
      { status: 409, code: 'worldExists', when: 'the name is taken' },
      { status: 400, code: 'worldNameInvalid', when: 'the name is malformed' },
      ...underway,
    ],
    replies: {
      201: { description: 'The new world, with the ids and tenants of the first.', schema: worldView },
    },
  },
  handle: async ({ params: { name }, body }, { worlds }) => {
    const world = await refusing(() => worlds.fork(name, body.name));
    return { status: 201, body: await shown(world), headers: { Location: `/_sim/worlds/${world.name}` } };
  },
});
