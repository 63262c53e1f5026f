import { createEngine, createIds, type Engine, type EventLog, memoryLog } from '@marketsim/core';
import type { World } from '@marketsim/http';
import { createWorldClock, type WorldClock } from '../clock/world-clock.ts';
import { commandsFor } from '../definition/commands.ts';
import { type IdentifiedDefinition, identify } from '../definition/identities.ts';
import { type Addresses, createOutbox, type WorldOutbox } from '../outbox/outbox.ts';
import { noMemory } from '../outbox/outbox-memory.ts';
import { addressesOf } from './addresses.ts';
import { type Directory, directoryOf } from './directory.ts';
import { logReceipts } from './log-receipts.ts';
import type { Recipe } from './recipe.ts';
import type { Standing } from './standing.ts';
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
  /** Aborted when the world is gone or another one has taken its place. */
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

/** Builds the world of a recipe. The same recipe and the same commands make the same log, byte for byte. */
export function buildWorld(recipe: Recipe, material: WorldMaterial = {}): SimulatedWorld {
  const { log: kept = memoryLog(), surroundings = alone(), standing } = material;
  const { name, seed, settings, startsAt } = recipe;
  const ids = createIds(seed, recipe.idsOf);
  const identified = identify(recipe.definition, ids);
  const isFresh = kept.length === 0;
  const log = watchedLog(kept);
  const engine = createEngine({ seed, world: recipe.idsOf, startsAt, settings, log });
  if (isFresh) populate(engine, commandsFor(identified, { ids, startsAt }));
  if (standing) engine.stepTo(standing.at);
  const addresses = addressesOf({ name, engine }, surroundings);
  const { mode = recipe.clock, outbox: memory = noMemory } = standing ?? {};
  const clock = createWorldClock({ engine, mode, outbox: () => outbox });
  const outbox: WorldOutbox = createOutbox({
    engine,
    addresses,
    time: clock,
    memory,
    takeNote: () => undefined,
  });
  log.watch((entries) => {
    outbox.noted(entries);
    clock.noted();
  });
  clock.noted();
  outbox.idle.kickSoon();
  const ended = new AbortController();
  return {
    ...{ name, engine, recipe, identified, addresses, log, clock, outbox },
    directory: directoryOf(identified, ids),
    receipts: logReceipts(log),
    durable: () => log.durable(),
    enter: (entry) => clock.enter(entry),
    ended: ended.signal,
    close: () => {
      ended.abort();
      clock.close();
      outbox.close();
    },
  };
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
