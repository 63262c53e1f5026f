import type { KeptReceipt, LogEntry } from '@marketsim/core';
import { entry, keysOf } from '../journal.ts';

/**
 * Someone outside who knows what was appended to a log and what was promised of it, and holds each start to it. Entries
 * come in units, of which all is there or nothing.
 */
export interface Witness {
  /** Entries of a new unit. */
  unit(parts: number, text?: string): readonly KeptReceipt[];
  /** Notes what was appended. */
  appended(entries: readonly KeptReceipt[]): void;
  /** Notes, when the result is called, that everything appended by now is safe. */
  safe(): () => void;
  /** Notes that what is not safe by now was refused, and will not come back. */
  refused(): void;
  /**
   * Holds a start to all that: nothing safe is missing, nothing is out of order, and no unit is there in part. What it
   * found is safe from now on, for it is served.
   */
  found(entries: readonly LogEntry[]): void;
  /** Another one that knows the same. */
  copy(): Witness;
}

interface Known {
  /** Keys of what may be there, in order. */
  readonly keys: readonly string[];
  /** How many of them have to be there. */
  readonly safe: number;
  readonly units: number;
}

const unitOf = (unit: number, parts: number, text?: string): readonly KeptReceipt[] =>
  Array.from({ length: parts }, (_, part) => entry(`unit ${unit}: ${part + 1} of ${parts}`, text));

/** What each journal begins with; it is there with it. */
export const beginning = unitOf(0, 5, 'x'.repeat(100));

const atFirst: Known = { keys: keysOf(beginning), safe: beginning.length, units: 0 };

export function createWitness(before: Known = atFirst): Witness {
  let { keys, safe, units } = before;
  return {
    unit: (parts, text) => {
      units += 1;
      return unitOf(units, parts, text);
    },
    appended: (entries) => {
      keys = [...keys, ...keysOf(entries)];
    },
    safe: () => {
      const { length } = keys;
      return () => {
        safe = Math.max(safe, length);
      };
    },
    refused: () => {
      keys = keys.slice(0, safe);
    },
    found: (entries) => {
      const found = keysOf(entries);
      if (found.length < safe) throw new Error(`lost: ${keys.slice(found.length, safe).join(', ')}`);
      const other = found.findIndex((key, index) => key !== keys[index]);
      if (other >= 0) throw new Error(`${found[other]} stands where ${keys[other] ?? 'nothing'} belongs`);
      for (const [unit, parts] of Map.groupBy(found, (key) => key.split(':')[0])) {
        if (!parts[0]?.endsWith(` of ${parts.length}`))
          throw new Error(`a part of ${unit}: ${parts.join(', ')}`);
      }
      [keys, safe] = [found, found.length];
    },
    copy: () => createWitness({ keys, safe, units }),
  };
}
