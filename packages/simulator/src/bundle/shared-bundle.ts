import type { ParcelMemory } from '../outbox/parcel.ts';
import { inPieces } from '../storage/pieces.ts';
import type { Standing } from '../worlds/standing.ts';
import type { Bundle } from './bundle.ts';
import { createRedaction } from './redaction.ts';
import { bundleLines } from './write-bundle.ts';

/**
 * The bytes of a bundle that may be shown to others: without credentials, and without what publishers answered, which
 * may hold anything. Of the transport there is what is needed to go on; it is written while it is read.
 */
export function sharedBundle({ standing, ...bundle }: Bundle): Iterable<Uint8Array> {
  const change = createRedaction();
  return inPieces(bundleLines({ ...bundle, standing: needed(standing) }, { change }));
}

/** Of deliveries that are not over it is told how far they have come, not by what. */
const needed = ({ at, mode, outbox }: Standing): Standing => ({
  ...{ at, mode },
  outbox: {
    ...outbox,
    parcels: outbox.parcels.filter(({ endedAt }) => endedAt === undefined).map(progress),
  },
});

/** Member by member: the same progress makes the same line, however it was remembered. */
const progress = ({ deliveryId, batch, tried, nextAt, isHeld, body }: ParcelMemory): ParcelMemory => ({
  ...{ deliveryId, batch, tried, nextAt, isHeld, attempts: [], answers: [] },
  ...(body !== undefined && { body }),
});
