import { createEngine, createIds, type Engine, type EngineOptions, type EventLog } from '@marketsim/core';
import type { World } from '@marketsim/http';
import { createWorldClock, type WorldClock } from '../clock/world-clock.ts';
import { commandsFor } from '../definition/commands.ts';
import { type IdentifiedDefinition, identify } from '../definition/identities.ts';
import { type Addresses, createOutbox, type WorldOutbox } from '../outbox/outbox.ts';
import { addressesOf } from './addresses.ts';
import { type Directory, directoryOf } from './directory.ts';
import { endingOf } from './ending.ts';
import type { KeptWorld, WorldCheckpoint } from './kept-world.ts';
import { logReceipts } from './log-receipts.ts';
import { inMemory } from './memory-store.ts';
import type { Recipe } from './recipe.ts';
import type { ClockStanding, Standing } from './standing.ts';
import { alone, type Surroundings } from './surroundings.ts';
import { type WatchedLog, watchedLog } from './watched-log.ts';
import { watchedNotes } from './watched-notes.ts';
import { WorldError } from './world-error.ts';

/** A world with everything that serves it. */
export interface SimulatedWorld extends World {
  readonly recipe: Recipe;
  readonly identified: IdentifiedDefinition;
  readonly directory: Directory;
  readonly addresses: Addresses;
  readonly log: WatchedLog;
  readonly clock: WorldClock;
  readonly outbox: WorldOutbox;
  /** Aborted when the world is gone, another one has taken its place, or its history cannot be written any more. */
  readonly ended: AbortSignal;
  /** Lets the clock go and sends what is to be sent: somebody is there now to be told, and to tell. */
  begin(): void;
  /** Real milliseconds since 1970 at which it was left before it was taken up, as far as is known. */
  readonly leftAt?: number;
  /** How it stands now, besides its history. */
  stands(): Standing;
  /** Its state and receipts now, which share their values. */
  checkpoint(): WorldCheckpoint;
  /** Does nothing more by itself; resolves when the advance and the webhooks that are under way have ended. */
  drain(): Promise<void>;
  /** Ends these at once, and writes what is left to write. */
  close(): Promise<void>;
}

/** What a world may be built from besides its recipe. */
export interface WorldMaterial {
  /** Replayed when there is history in it; an empty one gets the recipe's own commands first. */
  readonly log?: EventLog;
  readonly surroundings?: Surroundings;
  /** How it stood when it had that history. */
  readonly standing?: Standing;
}

/** Builds the world of a recipe. The same recipe and the same commands make the same log, byte for byte. */
export function buildWorld(
  recipe: Recipe,
  { log, standing, surroundings = alone() }: WorldMaterial = {},
): SimulatedWorld {
  const world = raiseWorld(inMemory(recipe, log, standing), surroundings);
  world.begin();
  return world;
}

/**
 * Builds a world that is kept somewhere; one without history gets its recipe's own commands first. It does nothing by
 * itself until it is told to begin.
 */
export function raiseWorld(kept: KeptWorld, surroundings: Surroundings): SimulatedWorld {
  const { recipe, standing, checkpoint } = kept;
  const { name, seed, settings, startsAt } = recipe;
  const ids = createIds(seed, recipe.idsOf);
  const identified = identify(recipe.definition, ids);
  const isFresh = kept.log.length === 0;
  const ended = new AbortController();
  const log = watchedLog(kept.log, () => ended.abort());
  const engine = engineFrom(checkpoint, { seed, world: recipe.idsOf, startsAt, settings, log });
  if (isFresh) populate(engine, commandsFor(identified, { ids, startsAt }));
  // The clock of a world that ran may have gone on after the last fact.
  engine.stepTo(standing.at);
  const addresses = addressesOf({ name, engine }, surroundings);
  const notes = watchedNotes(kept.notebook, log.lose);
  const clock = createWorldClock({
    ...{ engine, mode: standing.mode, outbox: () => outbox },
    modeChanged: () => notes.note({ kind: 'clock', ...clockStanding() }, 'safe'),
  });
  const clockStanding = (): ClockStanding => {
    const { now: at, mode } = clock.view();
    return { at, mode, wall: surroundings.wallClock() };
  };
  const memory = standing.outbox;
  const outbox: WorldOutbox = createOutbox({ engine, addresses, time: clock, memory, takeNote: notes.note });
  log.watch((entries) => {
    outbox.noted(entries);
    clock.noted();
  });
  const earlier = checkpoint && { place: checkpoint.engine.place, receipts: checkpoint.receipts };
  const receipts = logReceipts(log, earlier);
  const stands = (): Standing => ({ ...clockStanding(), outbox: outbox.remember() });
  const stateNow = (): WorldCheckpoint => ({ engine: engine.checkpoint(), receipts: receipts.all() });
  kept.follow({ clock: clockStanding, standing: stands, checkpoint: stateNow });
  const leave = async (): Promise<void> => {
    if (log.failure() === undefined) notes.note({ kind: 'clock', ...clockStanding() }, 'safe');
    await kept.close();
  };
  return {
    ...{ name, engine, recipe, identified, addresses, log, clock, outbox, receipts, stands },
    checkpoint: stateNow,
    ...(standing.wall !== undefined && { leftAt: standing.wall }),
    directory: directoryOf(identified, ids),
    durable: () => both(log.durable(), notes.durable()),
    begin: () => {
      clock.begin();
      outbox.parts.answers.applyHeld(() => true);
      outbox.idle.kickSoon();
      outbox.parts.notices.kickSoon();
    },
    ...endingOf({ ended, log, clock, outbox, leave }),
  };
}

/** What a checkpoint saves is time: one that the engine cannot start from is left out. */
function engineFrom(checkpoint: WorldCheckpoint | undefined, options: EngineOptions): Engine {
  if (!checkpoint) return createEngine(options);
  try {
    return createEngine({ ...options, checkpoint: checkpoint.engine });
  } catch {
    return createEngine(options);
  }
}

/** A world that can be served; throws a `StorageFailure` for one whose history cannot be written any more. */
export function servable(world: SimulatedWorld): SimulatedWorld {
  const failure = world.log.failure();
  if (failure) throw failure;
  return world;
}

/** Resolves when both are safe. */
const both = (one: Promise<void> | undefined, other: Promise<void> | undefined): Promise<void> | undefined =>
  one && other ? Promise.all([one, other]).then(() => undefined) : (one ?? other);

function populate(engine: Engine, commands: ReturnType<typeof commandsFor>): void {
  for (const command of commands) {
    const outcome = engine.execute(command);
    if (outcome.ok) continue;
    const { code, ...details } = outcome.error;
    const why = `${command.type} was refused: ${code} ${JSON.stringify(details)}`;
    throw new WorldError('definitionInvalid', why, 'definition');
  }
}
