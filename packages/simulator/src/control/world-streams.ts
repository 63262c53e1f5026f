import type { Request } from 'express';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { worldNameOf } from './control-api.ts';
import type { Pieces } from './paced.ts';
import { refusing } from './problem.ts';
import { knownOf, misfit, type Stream, told } from './stream.ts';

/** What a stream about a world says. */
type WorldStream = (world: SimulatedWorld, request: Request) => Pieces;

/** The clock at once, and again whenever it has moved; a slow reader misses some moves, never the last. */
export const clockStream: WorldStream = ({ clock }) => {
  let isNew = true;
  return {
    next: () => {
      if (!isNew) return undefined;
      isNew = false;
      return told('clock', clock.view());
    },
    watch: (more) =>
      clock.watch(() => {
        isNew = true;
        more();
      }),
  };
};

/** Every fact from a number on, then every new one; `type` leaves out others. */
export const eventStream: WorldStream = ({ engine, log }, request) => {
  const history = engine.events();
  const type = typeOf(request);
  let known = Math.min(knownOf(request) ?? history.length, history.length);
  return {
    next: () => {
      for (let event = history[known]; event; event = history[known]) {
        known += 1;
        if (type === undefined || type === event.type) return told(event.type, event, event.seq);
      }
      return undefined;
    },
    // What is being appended is in the history once the turn is over.
    watch: (more) => log.watch(() => queueMicrotask(more)),
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
