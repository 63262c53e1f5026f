import type { Engine } from '@marketsim/core';
import type { InterceptAction, Intercepted, Reply } from '@marketsim/http';
import { z } from 'zod';
import type { PartnerContext } from './context.ts';

/** The body of a refusal for too many calls (PC 0.9). */
export const throttleProblemSchema = z
  .strictObject({ statusCode: z.literal(429), message: z.string() })
  .meta({ id: 'ThrottleError' });

/** Says at once whether a call is one too many. */
export type Throttle = (call: Intercepted<PartnerContext>) => InterceptAction | undefined;

/** What a caller may still ask for; below zero while it asks for too much. */
interface Bucket {
  level: number;
  /** Real milliseconds at which the level was so. */
  at: number;
}

/** Validation events have a limit of their own (PC 9). */
const validationsPerMinute = 2;
const validationEvents = 'WHK-3';
const minuteMs = 60_000;

/**
 * Refuses calls above `throttle.perMinute`: of a partner, and below a customer of partner and customer (PC 9). Real
 * time, for it is real callers that are held back. `wallClock` is in milliseconds.
 */
export function throttle(wallClock: () => number): Throttle {
  const worlds = new WeakMap<Engine, Map<string, Bucket>>();
  return ({ contract, params, ctx: { engine, partner } }) => {
    const perMinute = engine.state.settings['throttle.perMinute'];
    if (perMinute === 0) return undefined;
    const isValidation = contract.id === validationEvents;
    const subject = isValidation ? validationEvents : (params['customerId']?.toLowerCase() ?? '');
    const limit = isValidation ? Math.min(validationsPerMinute, perMinute) : perMinute;
    const buckets = worlds.get(engine) ?? new Map<string, Bucket>();
    worlds.set(engine, buckets);
    const waitMs = taken(buckets, `${partner.id} ${subject}`, { limit, now: wallClock() });
    return waitMs === 0 ? undefined : { kind: 'reply', reply: tooMany(Math.ceil(waitMs / 1000)) };
  };
}

/**
 * Takes one call out of a bucket; milliseconds until there is room for one. A refused call counts too (PC 9), but nobody
 * waits for longer than the minute that the limit is of.
 */
function taken(
  buckets: Map<string, Bucket>,
  key: string,
  { limit, now }: { readonly limit: number; readonly now: number },
): number {
  const { level, at } = buckets.get(key) ?? { level: limit, at: now };
  const left = Math.min(limit, level + ((now - at) * limit) / minuteMs) - 1;
  const owed = Math.max(1 - limit, left);
  buckets.set(key, { level: owed, at: now });
  return left >= 0 ? 0 : ((1 - owed) * minuteMs) / limit;
}

const tooMany = (seconds: number): Reply => ({
  status: 429,
  body: { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` },
  headers: { 'Retry-After': String(seconds) },
});
