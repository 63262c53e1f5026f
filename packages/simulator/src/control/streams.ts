import type { DomainEvent, Engine } from '@marketsim/core';
import { problemOf, refuse } from '@marketsim/http';
import { type Request, type Response, Router } from 'express';
import type { ClockView } from '../clock/clock-view.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { worldNameOf } from './control-api.ts';
import { onceSafe } from './once-safe.ts';
import { type Pieces, writePaced } from './paced.ts';
import { type ControlProblem, invalid, refusing, renderControl } from './problem.ts';

/** What a stream about a world says. */
type Stream = (world: SimulatedWorld, request: Request) => Pieces;

/** One event of a stream; `id` is what a client that comes back names as the last it saw. */
const told = (event: string, data: unknown, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** The clock at once, and again whenever it has moved; a slow reader misses some moves, never the last. */
const clockStream: Stream = ({ clock, log }) => {
  let news: ClockView | undefined;
  return {
    next: () => {
      const view = news;
      news = undefined;
      return view && told('clock', view);
    },
    watch: (more) => {
      const look = onceSafe(log, clock.view, (view) => {
        news = view;
        more();
      });
      look();
      return clock.watch(look);
    },
  };
};

/** The facts after a number, one by one; `undefined` while there is none. */
function* factsAfter(engine: Engine, seq: number): Generator<DomainEvent | undefined, never> {
  for (let known = seq; ; ) {
    const facts = engine.events(known);
    if (facts.length === 0) yield undefined;
    yield* facts;
    known += facts.length;
  }
}

/** Every fact from a number on, then every new one; `type` leaves out others. */
const eventStream: Stream = ({ engine, log }, request) => {
  const type = typeOf(request);
  let safe = Math.min(knownOf(request) ?? engine.seq(), engine.seq());
  const facts = factsAfter(engine, safe);
  let known = safe;
  return {
    next: () => {
      while (known < safe) {
        const event = facts.next().value;
        known += 1;
        if (event && (type === undefined || type === event.type)) return told(event.type, event, event.seq);
      }
      return undefined;
    },
    watch: (more) => {
      const look = onceSafe(log, engine.seq, (seq) => {
        safe = seq;
        more();
      });
      look();
      // What is being appended is in the history once the turn is over.
      return log.watch(() => queueMicrotask(look));
    },
  };
};

/** Number of the last fact that the caller knows: `after` of the query, or `Last-Event-ID` of one that comes back. */
function knownOf(request: Request): number | undefined {
  const { after } = request.query;
  if (after === undefined) {
    const last = request.get('last-event-id') ?? '';
    return /^\d+$/.test(last) ? Number(last) : undefined;
  }
  if (typeof after === 'string' && /^\d+$/.test(after)) return Number(after);
  return misfit('after', 'must be a whole number from 0');
}

function typeOf(request: Request): string | undefined {
  const { type } = request.query;
  return type === undefined || typeof type === 'string' ? type : misfit('type', 'give one kind of event');
}

const misfit = (target: string, why: string): never =>
  refuse<ControlProblem>(invalid(target, `${target}: ${why}`));

const streams: Readonly<Record<string, Stream>> = {
  '/_sim/clock': clockStream,
  '/_sim/events': eventStream,
};

async function open(worlds: Worlds, stream: Stream, { request, response }: Exchange): Promise<void> {
  const world = await worldOf(worlds, request);
  const pieces = stream(world, request);
  if (response.destroyed) return;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-marketsim-now': world.clock.view().now,
  });
  response.flushHeaders();
  const stop = writePaced(response, pieces);
  const end = (): void => void response.end();
  response.once('close', () => {
    stop();
    world.ended.removeEventListener('abort', end);
  });
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
        if (response.headersSent) return response.end();
        const problem = problemOf<ControlProblem>(error);
        if (!problem) return next(error);
        const { status, body } = renderControl(problem);
        response.status(status).json(body);
      });
    });
  }
  return router;
}
