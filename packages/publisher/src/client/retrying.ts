import type { Environment } from '../options.ts';
import type { WireCall, WireReply } from './wire.ts';

/** Real milliseconds before the second and the third try, where the reply does not say how long to wait. */
const waitsMs: readonly number[] = [250, 1000];

/** Longer than this nobody waits for a reply: whoever called tells its own caller, or comes back later. */
const patienceMs = 10_000;

const isPassing = ({ status }: WireReply): boolean => status === 0 || status === 429 || status >= 500;

/** `Retry-After` as seconds or as a date (RFC 9110 10.2.3), in milliseconds from now. */
function toldMs({ retryAfter }: WireReply, now: number): number | undefined {
  if (retryAfter === undefined) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/**
 * Tries a call up to three times while it meets 429, 5xx or nobody (F52), never sooner than `Retry-After` says. Every
 * call of the marketplace may be repeated: what has happened already is answered as that. Once `life` is over nothing is
 * repeated: in a world that began anew the same ids are another operation's.
 */
export function retrying(
  call: (call: WireCall) => Promise<WireReply>,
  { delay, now }: Pick<Environment, 'delay' | 'now'>,
  life: AbortSignal,
): (call: WireCall) => Promise<WireReply> {
  return async (asked) => {
    let reply = await call(asked);
    for (const usualMs of waitsMs) {
      const ms = toldMs(reply, now()) ?? usualMs;
      if (!isPassing(reply) || ms > patienceMs) return reply;
      await delay(ms);
      if (life.aborted) return reply;
      reply = await call(asked);
    }
    return reply;
  };
}
