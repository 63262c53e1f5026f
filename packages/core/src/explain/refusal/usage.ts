import type { ErrorOf } from '../../errors.ts';
import { type Instant, instant } from '../../time.ts';
import type { UsageRefusal } from '../../usage/usage.ts';
import { instantText } from '../words.ts';
import { type Reason, reason } from './reason.ts';

const hourOf = (at: Instant): Instant => instant(`${at.slice(0, 13)}:00:00Z`);

type UsageReasons = {
  readonly [C in UsageRefusal['code']]: (refusal: UsageRefusal & { readonly code: C }) => Reason;
};

const usageReasons: UsageReasons = {
  resourceNotFound: () =>
    reason('There is no such subscription', ['GEN-10'], 'a subscription of the publisher'),
  resourceNotAuthorized: () =>
    reason('The subscription is of another publisher', ['MET-05'], 'a subscription of the publisher'),
  resourceNotActive: () =>
    reason(
      'The subscription was not active at the instant of the use',
      ['MET-06', 'MET-07'],
      'use while it was',
    ),
  badArgument: ({ argument }) =>
    argument === 'usedAt'
      ? reason('The instant of the use is in the future', ['MET-03'], 'the same once it has passed')
      : reason('The plan at the instant of the use was another one', ['MET-12'], 'that plan, or none named'),
  expired: ({ oldest }) =>
    reason(
      `The use is from before ${instantText(oldest)}: longer ago than \`meter.maxAge\`, or of a month that is billed`,
      ['MET-03'],
      `use from ${instantText(oldest)} on`,
    ),
  invalidDimension: () =>
    reason(
      'The plan does not meter that dimension, or it is in its trial',
      ['MET-01', 'MET-06'],
      'one that it meters',
    ),
  invalidQuantity: () =>
    reason('The quantity is not above zero, or too large', ['MET-05'], 'a number above zero'),
  duplicate: ({ first: { dimensionId, usedAt, quantity } }) =>
    reason(
      `${quantity} of ${dimensionId} were reported for the hour of ${instantText(hourOf(usedAt))} already`,
      ['MET-04'],
      'one report for each hour and dimension',
    ),
};

/** Why one event of a report was not accepted. */
function usageReason(refusal: UsageRefusal): Reason {
  const table = usageReasons as {
    readonly [C in UsageRefusal['code']]: (refusal: UsageRefusal) => Reason;
  };
  return table[refusal.code](refusal);
}

/** Why nothing of a report was accepted: the reasons of its events, each once. */
export function usageNotAccepted({ results }: ErrorOf<'usageNotAccepted'>): Reason {
  const reasons = results.flatMap((one) => (one.status === 'refused' ? [usageReason(one.refusal)] : []));
  return reason(
    [...new Set(reasons.map(({ why }) => why))].join('; '),
    [...new Set(reasons.flatMap(({ rules }) => rules))],
    [...new Set(reasons.map(({ instead }) => instead))].join('; '),
  );
}
