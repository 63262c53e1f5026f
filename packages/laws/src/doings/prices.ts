import { type CommandOf, type Day, type NewPrice, price, type Subscription } from '@marketsim/core';
import fc from 'fast-check';
import { dateOf, daysAfter, midnight, monthsAfter } from '../calendar.ts';
import type { Modelled } from '../model/modelled.ts';
import type { Stage } from '../suite/stage.ts';
import { customerNamed, customerNames, partners } from '../world/parties.ts';
import { offers, perUserPlans } from '../world/plans.ts';
import { type Target, target, targetOn } from './change.ts';
import { doing, type Intent } from './doing.ts';
import type { Turn } from './turns.ts';

const sellers = [...new Set(customerNames.flatMap((name) => customerNamed(name).seller ?? []))];

function sold(stage: Stage, of: Target, prefers?: (x: Modelled) => boolean): Subscription | undefined {
  const found = targetOn(stage, of, prefers);
  return found && stage.engine.state.subscriptions.get(found[1].id);
}

/** The first of this month, or of a later one. */
const monthAhead = ({ engine }: Stage, months: number): Day =>
  monthsAfter(`${dateOf(engine.now()).slice(0, 8)}01` as Day, months);

const points = fc.constantFrom(1, 1500, 3333, 10_000);

/** Every partner gets a margin on one of the offers, before anything is bought. */
export const earlyMargins: fc.Arbitrary<readonly Intent[]> = fc
  .record({ basisPoints: points, months: fc.nat(3) })
  .map(({ basisPoints, months }) =>
    offers.map(({ productId }) => ({
      name: 'early margin',
      step: (stage) => ({
        at: stage.engine.now(),
        command: {
          type: 'GrantMargin',
          ...{ productId, basisPoints },
          partnerIds: sellers,
          endsOn: daysAfter(monthAhead(stage, months + 1), -1),
        },
      }),
    })),
  );

/** The price that the last purchase pays falls. */
export const cheaper: Turn = ({ id }, _, { engine }) => {
  const found = engine.state.subscriptions.get(id);
  if (!found) return undefined;
  const { productId, skuId, paidTerm, currency, pricingCurrency = currency } = found;
  const { duration, billingCycle } = paidTerm;
  const one = { skuId, duration, billingCycle, currency: pricingCurrency, unitPrice: price('0.01') };
  return { command: { type: 'ChangePrices', productId, prices: [one] } };
};

/** Until new prices hold. */
export const inMonths: Turn = (_, __, stage) => ({ to: midnight(monthAhead(stage, 2)) });

const isResold = ({ channel, ended }: Modelled): boolean => channel === 'csp' && !ended;

const seatSkus = Object.values(perUserPlans).map(({ skuId }) => skuId);

/** What makes a margin one that cannot be granted, or hardly can. */
const faults: readonly ((margin: CommandOf<'GrantMargin'>) => Partial<CommandOf<'GrantMargin'>>)[] = [
  () => ({ basisPoints: 0 }),
  () => ({ basisPoints: 10_001 }),
  () => ({ basisPoints: 1.5 }),
  ({ endsOn }) => ({ startsOn: daysAfter(endsOn, 1) }),
  ({ endsOn }) => ({ startsOn: endsOn }),
  ({ endsOn }) => ({ endsOn: daysAfter(endsOn, -1) }),
  ({ endsOn }) => ({ endsOn: daysAfter(`${monthsAfter(endsOn, -24).slice(0, 8)}01` as Day, -1) }),
  () => ({ partnerIds: [] }),
  () => ({ partnerIds: ['nobody'] }),
  () => ({ skuIds: [] }),
  () => ({ skuIds: ['0000'] }),
  () => ({ customerIds: [] }),
  () => ({ customerIds: ['nobody'] }),
  () => ({ customerIds: [...customerNames] }),
  () => ({ productId: 'nothing' }),
  () => ({ skuIds: seatSkus.slice(0, 10) }),
  () => ({ skuIds: seatSkus.slice(0, 11) }),
  ({ customerIds = [] }) => ({ customerIds: customerIds.flatMap((id) => Array<string>(25).fill(id)) }),
  ({ customerIds = [] }) => ({ customerIds: customerIds.flatMap((id) => Array<string>(26).fill(id)) }),
];

/** Mostly nothing is wrong with it. */
const fault = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.constantFrom(...faults) },
);

/** A publisher sells something below its price for some months. */
export const grantingMargin = doing({
  name: 'grant a margin',
  weight: 3,
  args: fc.record({
    of: target,
    basisPoints: points,
    isForPlan: fc.boolean(),
    isForCustomer: fc.boolean(),
    starts: fc.constantFrom(undefined, undefined, 0, 1, 2),
    lasts: fc.nat(13),
    fault,
  }),
  deed: ({ of, basisPoints, isForPlan, isForCustomer, starts, lasts, fault: wrong }, stage) => {
    const found = sold(stage, of, isResold);
    if (!found) return undefined;
    const { productId, skuId, customerId, partnerId } = found;
    const startsOn = starts === undefined ? {} : { startsOn: monthAhead(stage, starts) };
    const margin: CommandOf<'GrantMargin'> = {
      type: 'GrantMargin',
      ...{ productId, basisPoints, ...startsOn },
      partnerIds: [partnerId ?? partners.directBill.id],
      ...(isForPlan && { skuIds: [skuId] }),
      ...(isForCustomer && partnerId !== undefined && { customerIds: [customerId] }),
      endsOn: daysAfter(monthAhead(stage, (starts ?? 0) + lasts + 1), -1),
    };
    return { command: { ...margin, ...wrong?.(margin) } };
  },
});

/** A dollar becomes another sum of euros, for this month or one that comes. */
export const settingRate = doing({
  name: 'set an exchange rate',
  weight: 3,
  args: fc.record({
    rate: fc.constantFrom(912_345_678, 912_345_678, 1_000_000_000, 500_000_001, 0, 0.5, 100_000_000_000_001),
    to: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
    months: fc.constantFrom(undefined, 0, 1, 3),
  }),
  deed: ({ rate, to, months }, stage) => {
    const month = months === undefined ? {} : { month: monthAhead(stage, months).slice(0, 7) };
    const isNeeded = [...stage.model.subscriptions.values()].some(
      ({ payer }) => payer === partners.overseas.id,
    );
    return isNeeded ? { command: { type: 'SetExchangeRate', from: 'USD', to, rate, ...month } } : undefined;
  },
});

/** A publisher changes the price that somebody pays, or of what is metered. */
export const changingPrices = doing({
  name: 'change prices',
  weight: 2,
  args: fc.record({
    of: target,
    unitPrice: fc.constantFrom('0.01', '3.33', '7.77', '20.00', '99.99').map(price),
    metered: fc.constantFrom(undefined, undefined, 'email100', 'audit'),
    isForPlan: fc.boolean(),
  }),
  deed: ({ of, unitPrice, metered, isForPlan }, stage) => {
    const found = sold(stage, of);
    if (!found) return undefined;
    const { productId, skuId, paidTerm, currency, pricingCurrency = currency } = found;
    const { duration, billingCycle } = paidTerm;
    const one = { currency: pricingCurrency, unitPrice };
    const prices: readonly NewPrice[] =
      metered === undefined
        ? [{ ...one, skuId, duration, billingCycle }]
        : [{ ...one, ...(isForPlan && { skuId }), dimensionId: metered }];
    return { command: { type: 'ChangePrices', productId, prices } };
  },
});
