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
  const redact = createRedaction();
  const change = (value: object): object => Object(redact(value));
  return inPieces(bundleLines({ ...bundle, standing: needed(standing) }, { change }));
}

/** Of deliveries that are not over it is told how far they have come, not by what. */
function needed({ at, mode, outbox: { parcels, holds, answers } }: Standing): Standing {
  const open = parcels
    .filter(({ endedAt }) => endedAt === undefined)
    .map((parcel) => ({ ...parcel, attempts: [], answers: [] }));
  return { at, mode, outbox: { parcels: open, holds, answers } };
}
