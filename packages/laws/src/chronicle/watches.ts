import { createQueue, type Instant } from '@marketsim/core';
import { midnight } from '../calendar.ts';
import { isActive, type Life, paidThrough } from './life.ts';

/** Remembers when a subscription must be looked at again though nothing may have happened to it. */
export interface Watches {
  note(life: Life, at: Instant): void;
  /** Ids of those whose instant has come. */
  passed(now: Instant): readonly string[];
}

/** Instants at which something must have happened to a subscription, or at which it can be seen to change. */
function awaited(life: Life): readonly (Instant | undefined)[] {
  if (life.ended) return [];
  if (!life.startedAt) return [life.lapsesAt, life.windowEndsAt];
  const end = isActive(life) ? paidThrough(life) : life.term?.end;
  const deadline = life.open?.acknowledgeBy ?? life.open?.deliverBy;
  return [end && midnight(end), life.windowEndsAt, life.suspension?.endsAt, deadline];
}

const nextAfter = (life: Life, at: Instant): Instant | undefined =>
  awaited(life).reduce(
    (next, instant) => (instant && instant > at && (!next || instant < next) ? instant : next),
    undefined,
  );

interface Watch {
  readonly at: Instant;
  readonly id: string;
}

/** Watches of a world in which nobody waits. */
export function createWatches(): Watches {
  const queue = createQueue<Watch>((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const planned = new Map<string, Instant>();
  return {
    note: (life, at) => {
      const next = nextAfter(life, at);
      if (!next || planned.get(life.id) === next) return;
      planned.set(life.id, next);
      queue.push({ at: next, id: life.id });
    },
    passed: (now) => {
      const ids = new Set<string>();
      for (let watch = queue.peek(); watch && watch.at <= now; watch = queue.peek()) {
        queue.pop();
        planned.delete(watch.id);
        ids.add(watch.id);
      }
      return [...ids];
    },
  };
}
