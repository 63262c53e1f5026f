import type { DomainEvent, Engine } from '@marketsim/core';
import type { Request } from 'express';
import type { ClockView } from '../clock/clock-view.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { worldNameOf } from './control-api.ts';
import { onceSafe } from './once-safe.ts';
import type { Pieces } from './paced.ts';
import { refusing } from './problem.ts';
import { knownOf, misfit, type Stream, told } from './stream.ts';

/** What a stream about a world says. */
type WorldStream = (world: SimulatedWorld, request: Request) => Pieces;

/** The clock at once, and again whenever it has moved; a slow reader misses some moves, never the last. */
export const clockStream: WorldStream = ({ clock, log }) => {
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
export const eventStream: WorldStream = ({ engine, log }, request) => {
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

function typeOf(request: Request): string | undefined {
  const { type } = request.query;
  return type === undefined || typeof type === 'string' ? type : misfit('type', 'give one kind of event');
}

/** Begins a stream about the world that a request names; it ends with the world. */
export async function ofWorld(worlds: Worlds, stream: WorldStream, request: Request): Promise<Stream> {
  const { world: given } = request.query;
  const query = typeof given === 'string' ? { world: given } : {};
  const name = worldNameOf({ query, header: (header) => request.get(header) });
  const world = await refusing(() => worlds.require(name));
  return { pieces: stream(world, request), now: world.clock.view().now, ended: world.ended };
}
