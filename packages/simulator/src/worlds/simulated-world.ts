import {
  createEngine,
  createIds,
  type Engine,
  type EventLog,
  type Instant,
  memoryLog,
} from '@marketsim/core';
import type { World } from '@marketsim/http';
import type { ClockMode } from '../clock/clock-view.ts';
import { createWorldClock, type WorldClock } from '../clock/world-clock.ts';
import { commandsFor } from '../definition/commands.ts';
import { type IdentifiedDefinition, identify } from '../definition/identities.ts';
import { type Addresses, createOutbox, type OutboxMemory, type WorldOutbox } from '../outbox/outbox.ts';
import { addressesOf } from './addresses.ts';
import { type Directory, directoryOf } from './directory.ts';
import { logReceipts } from './log-receipts.ts';
import type { Recipe } from './recipe.ts';
import { alone, type Surroundings } from './surroundings.ts';
import { type WatchedLog, watchedLog } from './watched-log.ts';
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
  /** Ends what the world does by itself. */
  close(): void;
}

/** What a world may be built from besides its recipe. */
export interface WorldMaterial {
  /** Replayed when there is history in it; an empty one gets the recipe's own commands first. */
  readonly log?: EventLog;
  readonly surroundings?: Surroundings;
  /** How it stood when it had that history. */
  readonly standing?: Standing;
}

/** What a world is besides its history. */
export interface Standing {
  /** Where its clock stands; the last fact may lie before. */
  readonly at: Instant;
  readonly mode: ClockMode;
  /** What the transport knew. */
  readonly outbox: OutboxMemory;
}

/** Builds the world of a recipe. The same recipe and the same commands make the same log, byte for byte. */
export function buildWorld(recipe: Recipe, material: WorldMaterial = {}): SimulatedWorld {
  const { log: kept = memoryLog(), surroundings = alone(), standing } = material;
  const { name, seed, settings, startsAt } = recipe;
  const ids = createIds(seed, recipe.idsOf);
  const identified = identify(recipe.definition, ids);
  const isFresh = kept.length === 0;
  const ended = new AbortController();
  const end = (): void => ended.abort();
  const log = watchedLog(kept, end);
  const engine = createEngine({ seed, world: recipe.idsOf, startsAt, settings, log });
  if (isFresh) populate(engine, commandsFor(identified, { ids, startsAt }));
  if (standing) engine.stepTo(standing.at);
  const addresses = addressesOf({ name, engine }, surroundings);
  const { mode = recipe.clock, outbox: memory } = standing ?? {};
  const clock = createWorldClock({ engine, mode, outbox: () => outbox });
  const outbox: WorldOutbox = createOutbox({ engine, addresses, time: clock, ...(memory && { memory }) });
  log.watch((entries) => {
    outbox.noted(entries);
    clock.noted();
  });
  clock.noted();
  outbox.idle.kickSoon();
  ended.signal.addEventListener('abort', () => {
    clock.close();
    outbox.close();
  });
  return {
    ...{ name, engine, recipe, identified, addresses, log, clock, outbox },
    directory: directoryOf(identified, ids),
    receipts: logReceipts(log),
    durable: () => log.durable(),
    enter: (entry) => clock.enter(entry),
    ended: ended.signal,
    close: end,
  };
}

/** A world that can be served; throws a `StorageFailure` for one whose history cannot be written any more. */
export function servable(world: SimulatedWorld): SimulatedWorld {
  const failure = world.log.failure();
  if (failure) throw failure;
  return world;
}

function populate(engine: Engine, commands: ReturnType<typeof commandsFor>): void {
  for (const command of commands) {
    const outcome = engine.execute(command);
    if (outcome.ok) continue;
    const { code, ...details } = outcome.error;
    const why = `${command.type} was refused: ${code} ${JSON.stringify(details)}`;
    throw new WorldError('definitionInvalid', why, 'definition');
  }
}
