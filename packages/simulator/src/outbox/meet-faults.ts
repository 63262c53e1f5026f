import { progressOf } from './notes.ts';
import type { Parts } from './outbox.ts';
import type { Parcel } from './parcel.ts';

/** Lets faults have their say about the next try of a webhook; tells whether it goes out now. */
export function meetFaults(
  { carrier, parcels, expected, takeNote }: Pick<Parts, 'carrier' | 'parcels' | 'expected' | 'takeNote'>,
  parcel: Parcel,
): boolean {
  carrier.meetFaults(parcel);
  if (!parcel.change?.behindNext || parcel.behind || parcel.tried > 0) return true;
  parcels.putBehind(parcel);
  expected.nothingMore(parcel.delivery.operationId);
  takeNote(progressOf(parcel), 'safe');
  return false;
}
