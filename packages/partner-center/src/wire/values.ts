import type { BillingCycle, TermDuration } from '@marketsim/core';
import { z } from 'zod';

/** An instant in UTC, ISO 8601 (PC 0.6). */
export const instantSchema = z.iso.datetime();

/** An amount in the currency's major unit. Money is a JSON number (PC 0.6). */
export const amountSchema = z.number();

export const termDurationSchema = z.enum(['P1M', 'P1Y', 'P2Y', 'P3Y'] satisfies TermDuration[]);

/** How the wire spells the rhythm of billing. */
export const billingCycleSchema = z.enum(['monthly', 'annual', 'one_time', 'none']);

export type WireBillingCycle = z.output<typeof billingCycleSchema>;

const cycles = {
  monthly: 'monthly',
  annual: 'annual',
  oneTime: 'one_time',
  none: 'none',
} as const satisfies Record<BillingCycle, WireBillingCycle>;

const domainCycles = {
  monthly: 'monthly',
  annual: 'annual',
  one_time: 'oneTime',
  none: 'none',
} as const satisfies Record<WireBillingCycle, BillingCycle>;

export const wireCycle = (cycle: BillingCycle): WireBillingCycle => cycles[cycle];

export const domainCycle = (cycle: WireBillingCycle): BillingCycle => domainCycles[cycle];
