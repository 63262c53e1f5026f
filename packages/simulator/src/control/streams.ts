import { Refused } from '@marketsim/http';
import { type Request, type Response, Router } from 'express';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { worldNameOf } from './control-api.ts';
import { refusing, renderControl } from './problem.ts';

/** Sends one event of a stream; `id` is what a client that comes back names as the last it saw. */
type Send = (event: string, data: unknown, id?: number) => void;

/** Starts a stream about a world; the result ends it. */
type Stream = (world: SimulatedWorld, request: Request, send: Send) => () => void;

/** The clock at once, and again whenever it has moved. */
const clockStream: Stream = ({ clock }, _, send) => {
  send('clock', clock.view());
  return clock.watch(() => send('clock', clock.view()));
};

/** Every fact from a number on, then every new one; the number is `after` of the query or `Last-Event-ID`. */
const eventStream: Stream = ({ engine, log }, request, send) => {
  const after = Number(request.query['after'] ?? request.get('last-event-id') ?? engine.events().length);
  for (const event of engine.events().slice(Number.isInteger(after) && after >= 0 ? after : 0)) {
    send(event.type, event, event.seq);
  }
  return log.watch((entries) => {
    for (const entry of entries) if (entry.type !== 'ReceiptKept') send(entry.type, entry, entry.seq);
  });
};

const streams: Readonly<Record<string, Stream>> = {
  '/_sim/clock': clockStream,
  '/_sim/events': eventStream,
};

async function open(worlds: Worlds, stream: Stream, { request, response }: Exchange): Promise<void> {
  const world = await worldOf(worlds, request);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-marketsim-now': world.engine.now(),
  });
  // A stream that has nothing to say yet has begun all the same.
  response.flushHeaders();
  const send: Send = (event, data, id) => {
    response.write(
      `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
    );
  };
  const stop = stream(world, request, send);
  const end = (): void => {
    stop();
    response.end();
  };
  response.once('close', stop);
  if (world.ended.aborted) end();
  else world.ended.addEventListener('abort', end, { once: true });
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

function worldOf(worlds: Worlds, request: Request): Promise<SimulatedWorld> {
  const world = request.query['world'];
  const query = typeof world === 'string' ? { world } : {};
  return refusing(() => worlds.require(worldNameOf({ query, header: (name) => request.get(name) })));
}

/** What can be followed as server-sent events: the same addresses that are read, asked with another `Accept`. */
export function streamRoutes(worlds: Worlds): Router {
  const router = Router();
  for (const [path, stream] of Object.entries(streams)) {
    router.get(path, (request, response, next) => {
      if (!request.get('accept')?.includes('text/event-stream')) return next();
      open(worlds, stream, { request, response }).catch((error: unknown) => {
        if (!(error instanceof Refused)) return next(error);
        const { status, body } = renderControl(error.problem);
        response.status(status).json(body);
      });
    });
  }
  return router;
}
