import { refuse } from '@marketsim/http';
import type { Request } from 'express';
import type { Pieces } from './paced.ts';
import { type ControlProblem, invalid } from './problem.ts';

/** A stream that is about to begin. */
export interface Stream {
  readonly pieces: Pieces;
  /** The instant of the world that it is about. */
  readonly now?: string;
  /** Aborted when there will be no more to tell. */
  readonly ended?: AbortSignal;
}

/** One event of a stream; `id` is what a client that comes back names as the last it saw. */
export const told = (event: string, data: unknown, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Number of the last fact that the caller knows: `after` of the query, or `Last-Event-ID` of one that comes back. */
export function knownOf(request: Request): number | undefined {
  const { after } = request.query;
  if (after === undefined) {
    const last = request.get('last-event-id') ?? '';
    return /^\d+$/.test(last) ? Number(last) : undefined;
  }
  if (typeof after === 'string' && /^\d+$/.test(after)) return Number(after);
  return misfit('after', 'must be a whole number from 0');
}

/** Ends a request whose query does not fit. */
export const misfit = (target: string, why: string): never =>
  refuse<ControlProblem>(invalid(target, `${target}: ${why}`));
