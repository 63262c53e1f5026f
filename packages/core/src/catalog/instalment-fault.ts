import { declareRules } from '../rule.ts';
import {
  cycleMonths,
  type Offer,
  type Plan,
  type PlanPrice,
  type TermDuration,
  termMonths,
} from './catalog.ts';
import { instalmentsAtMost } from './instalments.ts';

export const instalmentRules = declareRules({
  'BIL-31': {
    says: 'What a private flat-rate plan costs for a term may be asked for in up to 70 instalments: the first on the first day, each later one inside the term, together the price of the term; each pays for the days until the next.',
    parameters: ['terms.instalments'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/flexible-billing-schedule',
    confidence: 'D/P',
  },
});

/** Days that a term has at least: in the shortest month, in years without a 29 February. */
const shortest: Readonly<Record<TermDuration, number>> = { P1M: 28, P1Y: 365, P2Y: 730, P3Y: 1095 };

type Schedule = Pick<PlanPrice, 'duration' | 'unitPrice'> & {
  readonly instalments: NonNullable<PlanPrice['instalments']>;
};

function datesFault({ instalments, duration }: Schedule): string | undefined {
  const days = instalments.map(({ afterDays }) => afterDays);
  const ascends = days.every((after, i) => Number.isSafeInteger(after) && after > (days[i - 1] ?? -1));
  if (days[0] !== 0 || !ascends) return 'whose dates do not ascend from the first day of the term';
  return (days.at(-1) ?? 0) < shortest[duration] ? undefined : 'of which the last is not inside the term';
}

function amountsFault({ instalments, unitPrice }: Schedule): string | undefined {
  const amounts = instalments.map(({ amount }) => amount);
  if (!amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0)) return 'with a wrong amount';
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return sum === unitPrice ? undefined : 'that do not add up to its price';
}

/** What is wrong with the instalments of a price, in words that follow them; nothing when they fit, or there are none. */
export function instalmentFault(
  price: PlanPrice,
  plan: Pick<Plan, 'privateAudience'>,
  offer: Pick<Offer, 'pricingModel'>,
): string | undefined {
  const { instalments, duration, ahead = [] } = price;
  if (instalments === undefined) return undefined;
  if (offer.pricingModel !== 'flat') return 'although the offer has no flat rate';
  if (plan.privateAudience === undefined) return 'although it is public';
  if (cycleMonths(price) !== termMonths[duration]) return 'for a term that is not paid upfront';
  if (ahead.length > 0) return 'although the price is going to change';
  if (instalments.length > instalmentsAtMost) return `of which there are more than ${instalmentsAtMost}`;
  const schedule = { ...price, instalments };
  return datesFault(schedule) ?? amountsFault(schedule);
}
