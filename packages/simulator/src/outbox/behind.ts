import type { Parcel } from './parcel.ts';

/** Deliveries that faults have put behind others of their subscriptions. */
interface Behind {
  put(parcel: Parcel): void;
  /** Lets go those of a subscription. */
  free(subscriptionId: string): readonly Parcel[];
}

/** None yet; `letGo` is called with each that is held no longer. */
export function createBehind(letGo: (parcel: Parcel) => void): Behind {
  const behind = new Set<Parcel>();
  return {
    put: (parcel) => {
      Object.assign(parcel, { phase: 'held', behind: true });
      behind.add(parcel);
    },
    free: (subscriptionId) => {
      const freed = [...behind].filter(({ delivery }) => delivery.subscriptionId === subscriptionId);
      for (const parcel of freed) {
        behind.delete(parcel);
        if (parcel.phase === 'held') letGo(parcel);
      }
      return freed;
    },
  };
}
