import type { Day, Instant } from '@marketsim/core';

/** A moment as this API writes it: UTC, trailing zeros of the fraction dropped (SF 2.2). */
export const wireTime = (at: Instant): string => at.replace(/\.?0*Z$/, 'Z');

/** Midnight UTC of a date (SF 2.2 `term`). */
export const wireMidnight = (date: Day): string => `${date}T00:00:00Z`;

/** A moment as webhooks write it: UTC, seven digits of the second (SF 4.3). */
export const wireTick = (at: Instant): string => at.replace('Z', '0000Z');
