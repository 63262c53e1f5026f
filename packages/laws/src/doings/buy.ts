import type { Channel } from '@marketsim/core';
import fc from 'fast-check';
import type { BuyStep } from '../scenario/step.ts';
import { type CustomerName, customerNamed, customerNames, partners } from '../world/parties.ts';
import { isFlat, type PlanName, planNamed, planNames, termPairs } from '../world/plans.ts';
import { publisherNames } from '../world/publishers.ts';
import { type AnyDoing, doing } from './doing.ts';

/** Who buys through a channel. */
export const customersOf = (channel: Channel): readonly CustomerName[] =>
  customerNames.filter((name) => customerNamed(name).channel === channel);

/** Plans; those where states are rare, or where rounding bites, are bought more often than others. */
const plans = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...planNames) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<PlanName[]>('standard', 'thirds', 'nines', 'flat', 'once', 'parts'),
  },
  { weight: 3, arbitrary: fc.constantFrom<PlanName[]>('trial', 'trialToo') },
  { weight: 1, arbitrary: fc.constantFrom<PlanName[]>('solo', 'soloPlus') },
);

const { reseller, provider, stranger } = partners;

/** Mostly none; the other ones do not all fit. */
const resellers = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(reseller.mpnId, reseller.mpnId, stranger.mpnId, provider.mpnId, '1'),
  },
);

/** The term that asks for a trial, or the one that a plan is paid in instalments in. */
function specialTerm({ plan, term }: Pick<BuyStep, 'plan' | 'term'>): BuyStep['term'] | undefined {
  if (plan === 'parts') return 'P1Y/annual';
  if (!planNamed(plan).freeTrial) return undefined;
  return term.startsWith('P1Y') ? 'P1Y/none' : 'P1M/none';
}

/** What may be bought: mostly what can be. */
const wishes = (
  channel: Channel,
  customers: readonly CustomerName[],
  wanted: fc.Arbitrary<PlanName>,
): fc.Arbitrary<BuyStep> =>
  fc
    .record({
      customer: fc.constantFrom(...customers),
      publisher: fc.constantFrom(...publisherNames),
      plan: wanted,
      term: fc.oneof(
        { weight: 4, arbitrary: fc.constant('P1M/monthly' as const) },
        { weight: 6, arbitrary: fc.constantFrom(...termPairs) },
      ),
      quantity: fc.oneof(
        { weight: 19, arbitrary: fc.integer({ min: 1, max: 20 }) },
        { weight: 1, arbitrary: fc.constantFrom(0, 26, 101, 1.5) },
      ),
      special: fc.boolean(),
      note: fc.constantFrom(undefined, undefined, undefined, 'urgent'),
      renewsTo: fc.constantFrom('P1M', 'P1Y', 'P2Y' as const),
      reseller: resellers,
      itself: fc.nat(11).map((n) => n === 11),
    })
    .map(({ special, reseller, renewsTo, note, itself, ...wish }) => {
      const quantity = isFlat(wish.plan) ? 1 : wish.quantity;
      const term = special ? (specialTerm(wish) ?? wish.term) : wish.term;
      if (channel === 'direct') return { ...wish, quantity, term };
      if (itself) return { ...wish, quantity, term, directly: true };
      const isTrial = special && planNamed(wish.plan).freeTrial;
      const sold = { ...(reseller !== undefined && { reseller }), ...(note !== undefined && { note }) };
      return { ...wish, ...sold, ...(isTrial && { renewsTo }), quantity, term };
    });

/** A partner fills some carts for a customer, often with the same, and checks them out one after the other. */
export const filling = (customers = customersOf('csp'), wanted = plans): AnyDoing => {
  const line = wishes('csp', customers, wanted).map(({ customer: _, directly: __, ...rest }) => rest);
  const carts = fc.tuple(line, line).chain(([one, other]) =>
    fc.array(fc.array(fc.constantFrom(one, one, other), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 2,
    }),
  );
  return doing({
    name: 'fill carts',
    weight: 1,
    args: fc.record({ customer: fc.constantFrom(...customers), carts }),
    deed: (fill) => ({ fill }),
  });
};

/** Somebody buys something. */
export const buying = (
  channel: Channel,
  customers = customersOf(channel),
  wanted: fc.Arbitrary<PlanName> = plans,
): AnyDoing =>
  doing({ name: 'buy', weight: 4, args: wishes(channel, customers, wanted), deed: (buy) => ({ buy }) });
