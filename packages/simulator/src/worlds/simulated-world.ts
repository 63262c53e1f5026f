import { createEngine, createIds, type EventLog, memoryLog } from '@marketsim/core';
import type { World } from '@marketsim/http';
import { commandsFor } from '../definition/commands.ts';
import { type IdentifiedDefinition, identify } from '../definition/identities.ts';
import { type Directory, directoryOf } from './directory.ts';
import { logReceipts } from './log-receipts.ts';
import type { Recipe } from './recipe.ts';
import { WorldError } from './world-error.ts';

/** A world with everything that serves it. */
export interface SimulatedWorld extends World {
  readonly recipe: Recipe;
  readonly identified: IdentifiedDefinition;
  readonly directory: Directory;
  readonly log: EventLog;
}

/**
 * Builds the world of a recipe. A log with history in it is replayed; an empty one gets the recipe's own commands
 * first. The same recipe and the same commands make the same log, byte for byte.
 */
export function buildWorld(recipe: Recipe, log: EventLog = memoryLog()): SimulatedWorld {
  const { name, seed, settings, startsAt, definition } = recipe;
  const ids = createIds(seed, name);
  const identified = identify(definition, ids);
  const fresh = log.entries().length === 0;
  const engine = createEngine({ seed, world: name, startsAt, settings, log });
  for (const command of fresh ? commandsFor(identified, { ids, startsAt }) : []) {
    const outcome = engine.execute(command);
    if (!outcome.ok) {
      const { code, ...details } = outcome.error;
      const why = `${command.type} was refused: ${code} ${JSON.stringify(details)}`;
      throw new WorldError('definitionInvalid', why, 'definition');
    }
  }
  return {
    name,
    engine,
    recipe,
    identified,
    log,
    directory: directoryOf(identified, ids),
    receipts: logReceipts(log),
    durable: () => log.durable(),
  };
}
