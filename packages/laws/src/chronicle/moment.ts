import type { DomainEvent, Instant } from '@marketsim/core';
import type { Posted } from './books.ts';
import type { Chronicle, Told } from './chronicle.ts';
import type { Life } from './life.ts';

/** A subscription before and after a moment, and what happened to it; without `before` it was bought in it. */
export interface Change {
  readonly before?: Life;
  readonly after: Life;
  readonly told: readonly Told[];
  /** Its licence lines. */
  readonly posted: readonly Posted[];
}

/**
 * One instant of a world with all that happened at it since the laws last looked: a snapshot and its predecessor. With a
 * change of a setting another begins, for what came before it was settled by what held before.
 */
export interface Moment {
  readonly at: Instant;
  /** Instant of the fact before the first of these. */
  readonly since: Instant;
  readonly told: readonly Told[];
  readonly changes: readonly Change[];
  readonly posted: readonly Posted[];
  /** All facts up to and including these. */
  readonly chronicle: Chronicle;
}

/** What happened to one subscription, as it is gathered. */
interface Gathered {
  readonly before: Life | undefined;
  readonly told: Told[];
  readonly posted: Posted[];
}

function changesOf(told: readonly Told[], { lives }: Chronicle): readonly Change[] {
  const gathered = new Map<string, Gathered>();
  const gather = (id: string, before: Life | undefined): Gathered => {
    const known = gathered.get(id) ?? { before, told: [], posted: [] };
    gathered.set(id, known);
    return known;
  };
  for (const one of told) {
    if (one.after) gather(one.after.id, one.before).told.push(one);
    for (const line of one.posted) if (!line.charge.usage) gather(line.life.id, line.life).posted.push(line);
  }
  return [...gathered].flatMap(([id, { before, ...rest }]) => {
    const after = lives.get(id);
    return after ? [{ after, ...rest, ...(before && { before }) }] : [];
  });
}

/** Takes facts into the chronicle, one instant after another; each moment must be judged before the next is asked for. */
export function* momentsOf(facts: readonly DomainEvent[], chronicle: Chronicle): Generator<Moment> {
  for (let next = 0; next < facts.length; ) {
    const since = chronicle.at;
    const at = facts[next]?.at ?? since;
    const told: Told[] = [];
    for (let fact = facts[next]; fact?.at === at; fact = facts[++next]) {
      if (fact.type === 'SettingChanged' && told.length > 0) break;
      told.push(chronicle.take(fact));
    }
    const posted = told.flatMap((one) => one.posted);
    yield { at, since, told, posted, changes: changesOf(told, chronicle), chronicle };
  }
}
