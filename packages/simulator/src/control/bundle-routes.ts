import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Contract, type ProtocolProblem, problemOf, refuse, shapeIssues } from '@marketsim/http';
import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Arrival } from '../bundle/arriving.ts';
import { answerOutside, type Exchange, type Finished, outsideRecord } from '../requests/outside.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { HostContext } from './control-api.ts';
import { named, query, shown, unknownWorld, worldView } from './host-endpoints.ts';
import { type ControlProblem, refusing, renderControl } from './problem.ts';
import { bytesOf } from './request-bytes.ts';
import { underway } from './snapshot-endpoints.ts';

/** Content type of exported worlds. */
const lines = 'application/x-ndjson';

/** CTL-48: a world as a file. */
const exportWorld = {
  id: 'CTL-48',
  method: 'get',
  path: '/_sim/worlds/:name/export',
  summary: 'A world as it stands, as a file of lines; credentials are taken out of it',
  source: 'marketsim',
  tag: 'Worlds',
  params: named,
  query,
  refusals: [unknownWorld, ...underway],
  replies: { 200: { description: 'How it was made, how it stood, what happened.', contentType: lines } },
} as const satisfies Contract;

const importQuery = z.object({
  name: z.string().optional().describe('Name of the new world; the one that it had without.'),
  publishers: z
    .enum(['mock'])
    .optional()
    .describe('Puts the mock publisher in the place of all its publishers, so that nobody else is called.'),
});

/** CTL-49: a world from a file. */
const importWorld = {
  id: 'CTL-49',
  method: 'post',
  path: '/_sim/worlds/import',
  summary: 'Makes a world from an exported one, with its ids and tenants',
  source: 'marketsim',
  tag: 'Worlds',
  params: z.object({}),
  query: importQuery,
  body: z.string().describe('What an export has answered.'),
  bodyType: lines,
  refusals: [
    { status: 409, code: 'worldExists', when: 'the name is taken' },
    { status: 400, code: 'worldNameInvalid', when: 'the name is malformed' },
    { status: 400, code: 'bundleInvalid', when: 'the body is no exported world' },
    { status: 400, code: 'bundleDamaged', when: 'it was changed or cut off' },
    { status: 400, code: 'bundleUnreadable', when: 'a later version has made it' },
  ],
  replies: { 201: { description: 'The new world, as the other one stood.', schema: worldView } },
} as const satisfies Contract;

/** What these routes take and answer. */
export const bundleContracts: readonly Contract[] = [exportWorld, importWorld];

const exportHeaders = (name: string): Readonly<Record<string, string>> => ({
  'content-type': lines,
  'content-disposition': `attachment; filename="${name}.marketsim.jsonl"`,
  'cache-control': 'no-store',
});

async function answerExport(
  worlds: Worlds,
  { request, response }: Exchange,
  finished: Finished,
): Promise<void> {
  const { name } = named.parse(request.params);
  const pieces = await refusing(() => worlds.export(name));
  const headers = exportHeaders(name);
  response.writeHead(200, headers);
  finished(outsideRecord(request, { status: 200, headers }));
  // Others have their turn between two pieces; one who goes away before the end has what was sent.
  await pipeline(Readable.from(pieces, { highWaterMark: 1 }), response).catch(() => undefined);
}

async function answerImport(
  worlds: Worlds,
  { request, response }: Exchange,
  finished: Finished,
): Promise<void> {
  const arrival = arrivalIn(request);
  const bytes = await bytesOf(request);
  const world = await refusing(() => worlds.import(bytes, arrival));
  const headers = { location: `/_sim/worlds/${world.name}`, 'cache-control': 'no-store' };
  const body = await shown(world);
  response.set(headers);
  answerOutside({ request, response }, { status: 201, body, headers }, finished);
}

function arrivalIn({ query: given }: Request): Arrival {
  const read = importQuery.safeParse(given);
  if (read.success) return read.data;
  const issues = shapeIssues(importQuery, given, read.error);
  return refuse<ProtocolProblem>({ kind: 'shape', where: 'query', issues });
}

/**
 * Routes whose bodies are files: they may be long, so they are read and written piece by piece, and the journal of
 * requests has no part of them.
 */
export function bundleRoutes({ worlds }: Pick<HostContext, 'worlds'>, finished: Finished): Router {
  const router = Router();
  const answering =
    (answer: typeof answerExport): RequestHandler =>
    async (request, response) => {
      const exchange = { request, response };
      try {
        await answer(worlds, exchange, finished);
      } catch (error) {
        const problem = problemOf<ControlProblem>(error);
        if (!problem) throw error;
        answerOutside(exchange, renderControl(problem), finished);
      }
    };
  router.get(exportWorld.path, answering(answerExport));
  router.post(importWorld.path, answering(answerImport));
  return router;
}
