import type { DomainEvent, Instant } from '@marketsim/core';
import type { Posted } from './books.ts';
import type { Chronicle, Told } from './chronicle.ts';
import type { Life } from './life.ts';

/** A subscription before and after a moment; without `before` it was bought in it. */
export interface Change {
  readonly before?: Life;
  readonly after: Life;
}

/** One instant of a world with all that happened at it since the laws last looked: a snapshot and its predecessor. */
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

const idOf = ({ after, posted }: Told): readonly string[] =>
  after ? [after.id] : posted.flatMap(({ life, charge }) => (charge.usage ? [] : [life.id]));

function changesOf(told: readonly Told[], chronicle: Chronicle): readonly Change[] {
  const before = new Map<string, Life | undefined>();
  for (const one of told) {
    for (const id of idOf(one)) {
      if (!before.has(id)) before.set(id, one.before ?? one.posted.find(({ life }) => life.id === id)?.life);
    }
  }
  return [...before].flatMap(([id, first]) => {
    const after = chronicle.lives.get(id);
    return after ? [{ after, ...(first && { before: first }) }] : [];
  });
}

/** Takes facts into the chronicle, one instant after another; each moment must be judged before the next is asked for. */
export function* momentsOf(facts: readonly DomainEvent[], chronicle: Chronicle): Generator<Moment> {
  for (let next = 0; next < facts.length; ) {
    const since = chronicle.at;
    const at = facts[next]?.at ?? since;
    const told: Told[] = [];
    for (let fact = facts[next]; fact?.at === at; fact = facts[++next]) told.push(chronicle.take(fact));
    const posted = told.flatMap((one) => one.posted);
    yield { at, since, told, posted, changes: changesOf(told, chronicle), chronicle };
  }
}
