import type { Engine } from '@marketsim/core';
import type { Parcel } from './parcel.ts';
import { triesBy, tryAt } from './retries.ts';

/** Tries that an advance counted as failed without calling anybody. */
export interface NotSent {
  readonly publisherId: string;
  readonly url: string;
  readonly deliveries: number;
  readonly attempts: number;
  readonly reason: string;
}

/** Deliveries whose address is not called any more in this advance. */
export interface LeftAlone {
  /** Leaves a delivery alone up to its end. */
  add(parcel: Parcel, url: string): void;
  /** Brings those that are still open back into their rhythm, notes what was not sent, and tells it. */
  end(): readonly NotSent[];
}

const reason = 'three tries in a row had failed: the address was left alone for the rest of the advance';

interface Left {
  readonly parcel: Parcel;
  readonly url: string;
  /** Tries before. */
  readonly from: number;
}

/** Nothing is left alone yet. */
export function createLeftAlone(engine: Engine): LeftAlone {
  const left: Left[] = [];
  const attemptsOf = ({ parcel, from }: Left): number =>
    Math.max(0, triesBy(parcel.delivery, engine.now(), engine.state.settings) - from);

  const note = (entry: Left): number => {
    const { parcel, from } = entry;
    const attempts = attemptsOf(entry);
    const { settings } = engine.state;
    if (attempts > 0) {
      const at = tryAt(parcel.delivery, from, settings);
      parcel.attempts.push({ kind: 'notSent', number: from + 1, through: from + attempts, at, reason });
    }
    parcel.tried = from + attempts;
    parcel.nextAt = tryAt(parcel.delivery, parcel.tried, settings);
    return attempts;
  };

  return {
    add: (parcel, url) => {
      left.push({ parcel, url, from: parcel.tried });
      parcel.tried = Math.max(parcel.tried, 1);
      parcel.nextAt = parcel.delivery.giveUpAt;
    },
    end: () => summed(left.splice(0).map((entry) => ({ ...entry, attempts: note(entry) }))),
  };
}

function summed(left: readonly (Left & { readonly attempts: number })[]): readonly NotSent[] {
  const concerned = left.filter(({ attempts }) => attempts > 0);
  const groups = Map.groupBy(concerned, ({ parcel, url }) => `${parcel.delivery.publisherId} ${url}`);
  return [...groups.values()].flatMap((group): NotSent[] => {
    const [first] = group;
    if (!first) return [];
    const attempts = group.reduce((sum, each) => sum + each.attempts, 0);
    const { publisherId } = first.parcel.delivery;
    return [{ publisherId, url: first.url, deliveries: group.length, attempts, reason }];
  });
}
