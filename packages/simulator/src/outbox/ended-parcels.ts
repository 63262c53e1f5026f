import type { Parcel } from './parcel.ts';

/** Ended deliveries, and tries of them, that are kept to be looked at; the oldest deliveries make room. */
const limits = { deliveries: 10_000, tries: 50_000 } as const;

/** The last deliveries that are over. */
export interface EndedParcels {
  keep(parcel: Parcel): void;
  find(deliveryId: string): Parcel | undefined;
  all(): Iterable<Parcel>;
}

/** None yet; `forgotten` is called with each that makes room. */
export function createEndedParcels(forgotten: (parcel: Parcel) => void): EndedParcels {
  const kept = new Map<string, { readonly parcel: Parcel; readonly tries: number }>();
  let tries = 0;
  return {
    keep: (parcel) => {
      const size = parcel.attempts.length;
      kept.set(parcel.delivery.id, { parcel, tries: size });
      tries += size;
      for (const [id, oldest] of kept) {
        const isRoom = kept.size <= limits.deliveries && tries <= limits.tries;
        if (isRoom || oldest.parcel === parcel) return;
        kept.delete(id);
        tries -= oldest.tries;
        forgotten(oldest.parcel);
      }
    },
    find: (deliveryId) => kept.get(deliveryId)?.parcel,
    all: () => [...kept.values()].map(({ parcel }) => parcel),
  };
}
