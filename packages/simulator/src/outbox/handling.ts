import type { IdlePump } from './idle-pump.ts';
import { progressOf } from './notes.ts';
import type { Parts } from './outbox.ts';
import type { Parcel } from './parcel.ts';

/** Which deliveries are meant; each member that is there narrows it. */
export interface DeliverySelection {
  readonly deliveryId?: string;
  readonly subscriptionId?: string;
  readonly publisherId?: string;
}

/** What people do to deliveries by hand. */
export interface Handling {
  /**
   * Keeps deliveries back, those under the selection that are queued later too, and the next try of those that are
   * under way; tells how many are kept back now.
   */
  hold(selection: DeliverySelection): number;
  /** Lets them go when the instant is settled next; tells how many. */
  release(selection: DeliverySelection): number;
  /** Calls once more, also after the end; resolves when the call is answered. */
  redeliver(parcel: Parcel): Promise<void>;
  /** Selections under which new deliveries are kept back. */
  holds(): readonly DeliverySelection[];
  /** Keeps a new delivery back if a selection says so. */
  received(parcel: Parcel): void;
}

const matches = ({ delivery }: Parcel, selection: DeliverySelection): boolean =>
  (selection.deliveryId === undefined || selection.deliveryId === delivery.id) &&
  (selection.subscriptionId === undefined || selection.subscriptionId === delivery.subscriptionId) &&
  (selection.publisherId === undefined || selection.publisherId === delivery.publisherId);

/** Whether everything that `narrow` means is meant by `wide` too. */
const covers = (wide: DeliverySelection, narrow: DeliverySelection): boolean =>
  (wide.deliveryId === undefined || wide.deliveryId === narrow.deliveryId) &&
  (wide.subscriptionId === undefined || wide.subscriptionId === narrow.subscriptionId) &&
  (wide.publisherId === undefined || wide.publisherId === narrow.publisherId);

/** Holding, releasing and repeating deliveries of one world; `holds` are the selections known from before. */
export function createHandling(
  { parcels, carrier, expected, takeNote }: Pick<Parts, 'parcels' | 'carrier' | 'expected' | 'takeNote'>,
  idle: IdlePump,
  holds: readonly DeliverySelection[],
): Handling {
  let selections = holds;
  const note = (concerned: readonly Parcel[]): void => {
    takeNote({ kind: 'holds', holds: selections }, 'safe');
    for (const parcel of concerned) takeNote(progressOf(parcel), 'safe');
  };
  const selected = (selection: DeliverySelection, phase: Parcel['phase']): readonly Parcel[] =>
    [...parcels.open()].filter((parcel) => parcel.phase === phase && matches(parcel, selection));
  const keepBack = (parcel: Parcel): void => {
    parcel.phase = 'held';
    expected.nothingMore(parcel.delivery.operationId);
  };
  return {
    hold: (selection) => {
      selections = [...selections.filter((known) => !covers(selection, known)), selection];
      const kept = selected(selection, 'waiting');
      for (const parcel of kept) keepBack(parcel);
      const sending = selected(selection, 'sending');
      for (const parcel of sending) parcel.keptBack = true;
      note([...kept, ...sending]);
      return kept.length;
    },
    release: (selection) => {
      selections = selections.filter((known) => !covers(selection, known));
      const freed = selected(selection, 'held');
      for (const parcel of freed) parcels.letGo(parcel);
      const sending = selected(selection, 'sending');
      for (const parcel of sending) delete parcel.keptBack;
      note([...freed, ...sending]);
      return freed.length;
    },
    redeliver: (parcel) => {
      carrier.meetFaults(parcel);
      return idle.send(parcel);
    },
    holds: () => selections,
    received: (parcel) => {
      if (!selections.some((selection) => matches(parcel, selection))) return;
      parcel.phase = 'held';
      takeNote(progressOf(parcel), 'soon');
    },
  };
}
