import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Contract, problemOf, refuse } from '@marketsim/http';
import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { answerOutside, type Exchange, type Finished, outsideRecord } from '../requests/outside.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { HostContext } from './control-api.ts';
import { named, query, shown, unknownWorld, worldView } from './host-endpoints.ts';
import { type ControlProblem, invalid, refusing, renderControl } from './problem.ts';
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
  // One who goes away before the end has what was sent.
  await pipeline(Readable.from(pieces), response).catch(() => undefined);
}

async function answerImport(
  worlds: Worlds,
  { request, response }: Exchange,
  finished: Finished,
): Promise<void> {
  const name = nameIn(request);
  const bytes = await bytesOf(request);
  const world = await refusing(() => worlds.import(bytes, name));
  const headers = { location: `/_sim/worlds/${world.name}`, 'cache-control': 'no-store' };
  const body = await shown(world);
  response.set(headers);
  answerOutside({ request, response }, { status: 201, body, headers }, finished);
}

function nameIn({ query }: Request): string | undefined {
  const given = query['name'];
  if (given === undefined || typeof given === 'string') return given;
  return refuse<ControlProblem>(invalid('name', 'name: give one name'));
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
