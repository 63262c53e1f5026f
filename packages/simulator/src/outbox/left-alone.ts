import { progressOf } from './notes.ts';
import type { Parts } from './outbox.ts';
import { addAttempt, type Parcel } from './parcel.ts';
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
  /** Entries of the log before. */
  readonly entries: number;
}

/** Nothing is left alone yet. */
export function createLeftAlone({
  engine,
  parcels,
  takeNote,
}: Pick<Parts, 'engine' | 'parcels' | 'takeNote'>): LeftAlone {
  const left = new Map<Parcel, Left>();

  const note = ({ parcel, from, entries }: Left): number => {
    const { settings } = engine.state;
    const through = triesBy(parcel.delivery, parcel.endedAt ?? engine.now(), settings);
    // One that was called by hand meanwhile tells of that call, and is in its rhythm again.
    const attempts = parcel.attempts.length === entries ? Math.max(0, through - from) : 0;
    if (attempts > 0) {
      const at = tryAt(parcel.delivery, from, settings);
      addAttempt(parcel.attempts, {
        kind: 'notSent',
        number: from + 1,
        through: from + attempts,
        at,
        reason,
      });
    }
    const tried = attempts > 0 ? from + attempts : Math.max(parcel.tried, through);
    parcels.schedule(parcel, { tried, nextAt: tryAt(parcel.delivery, tried, settings) });
    takeNote(progressOf(parcel, { attempt: attempts > 0 ? parcel.attempts.at(-1) : undefined }), 'soon');
    return attempts;
  };

  return {
    add: (parcel, url) => {
      const entries = parcel.attempts.length;
      if (!left.has(parcel)) left.set(parcel, { parcel, url, from: parcel.tried, entries });
      parcels.schedule(parcel, { tried: Math.max(parcel.tried, 1), nextAt: parcel.delivery.giveUpAt });
    },
    end: () => {
      const entries = [...left.values()];
      left.clear();
      return summed(entries.map((entry) => ({ ...entry, attempts: note(entry) })));
    },
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
