import {
  currencyOf,
  durationMs,
  isAllowedPrice,
  type Plan,
  type PlanPrice,
  type Settings,
  type TermChoice,
  type TermDuration,
  windowLength,
} from '@marketsim/core';
import { z } from 'zod';
import { billingCycleSchema, termDurationSchema, wireCycle } from '../wire/values.ts';

/** A commitment that can be bought, with its way out (PC 3.4 Term). */
export const termSchema = z.strictObject({
  duration: termDurationSchema,
  description: z.string(),
  billingCycle: billingCycleSchema,
  renewalOptions: z.array(z.strictObject({ termDuration: termDurationSchema })).optional(),
  cancellationPolicies: z
    .array(
      z.strictObject({
        refundOptions: z.array(
          z.strictObject({
            sequenceId: z.int(),
            type: z.enum(['Full', 'Partial']),
            expiresAfter: z.string(),
          }),
        ),
      }),
    )
    .optional(),
});

const durations: Readonly<Record<TermDuration, string>> = {
  P1M: 'One month',
  P1Y: 'One year',
  P2Y: 'Two years',
  P3Y: 'Three years',
};
const rhythms: Readonly<Record<TermChoice['billingCycle'], string>> = {
  monthly: 'billed monthly',
  annual: 'billed annually',
  oneTime: 'billed once',
  none: 'free of charge',
};

const millisecondsPerHour = 3_600_000;
const hoursPerDay = 24;

/** An exact duration in days where it has whole ones, else in hours, as `expiresAfter` spells it. */
function daysOrHours(duration: string): string {
  const hours = durationMs(duration) / millisecondsPerHour;
  return hours % hoursPerDay === 0 ? `P${hours / hoursPerDay}D` : `PT${hours}H`;
}

/** The paid terms of a plan that a country's customers can buy now (PUR-12). */
export const soldTerms = (plan: Plan, country: string, settings: Settings): readonly PlanPrice[] =>
  plan.prices.filter((price) => price.currency === currencyOf(country) && isAllowedPrice(price, settings));

/** The billing cycles of a SKU (PC 3.3 `supportedBillingCycles`); a trial adds `none`. */
export const cyclesOf = (plan: Plan, country: string, settings: Settings) => {
  const paid = soldTerms(plan, country, settings).map(({ billingCycle }) => wireCycle(billingCycle));
  return [...new Set(plan.freeTrial ? [...paid, wireCycle('none')] : paid)];
};

function paidTerm(term: TermChoice, settings: Settings) {
  const { duration, billingCycle } = term;
  const description = `${durations[duration]}, ${rhythms[billingCycle]}`;
  const common = { duration, description, billingCycle: wireCycle(billingCycle) };
  if (billingCycle === 'none') return common;
  const type = settings['cancel.refund'] === 'full' ? 'Full' : 'Partial';
  const expiresAfter = daysOrHours(windowLength(term, settings));
  return { ...common, cancellationPolicies: [{ refundOptions: [{ sequenceId: 0, type, expiresAfter }] }] };
}

/** The terms of an availability: one per duration and billing cycle, a free trial before the paid ones (PC 3.4). */
export function termsOf(plan: Plan, country: string, settings: Settings) {
  const sold = soldTerms(plan, country, settings);
  const paid = sold.map((term) => paidTerm(term, settings));
  if (!plan.freeTrial) return paid;
  const renewsTo = [...new Set(sold.map(({ duration }) => duration))];
  const trial = {
    duration: 'P1M',
    description: 'Free trial',
    billingCycle: wireCycle('none'),
    renewalOptions: renewsTo.map((termDuration) => ({ termDuration })),
  };
  return [trial, ...paid];
}
