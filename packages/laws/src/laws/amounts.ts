import type { Charge, Settings } from '@marketsim/core';
import { dateOf, daysFrom } from '../calendar.ts';
import { isAdjustment, isCoverage, isRefund, type Posted } from '../chronicle/books.ts';
import { isTrial } from '../chronicle/life.ts';
import { type Coins, effectiveFor, exactly, isRounded, type Portion, unitFor } from '../exact.ts';
import { ofChanges, ofLines } from '../judges.ts';
import type { StepLaw } from '../law.ts';
import { samePrice } from './line-price.ts';

/** The share of a period's price that a line stands for; nothing for a refund of what is left (BIL-22). */
function portionOf({ charge, life, entry }: Posted, settings: Settings): Portion | undefined {
  const { unitPrice, instalment: price = unitPrice, margin, exchangeRate } = charge;
  const isOfPeriod = isCoverage(charge) || isAdjustment(charge);
  const isShare = settings['cancel.refund'] === 'prorated' && charge.type !== 'customerCredit';
  if (!isOfPeriod && (!isShare || isTrial(life))) return undefined;
  const period = entry.parent && charge.type === 'convert' ? entry.parent.period : life.period;
  if (!period) return undefined;
  const start = isOfPeriod ? charge.start : dateOf(charge.createdAt);
  const days = { left: daysFrom(start, period.end), total: daysFrom(period.start, period.end) };
  return { price, margin, exchangeRate, ...days };
}

const coinsOf = ({ currency, quantity }: Charge, settings: Settings): Coins => ({
  ...{ currency, quantity },
  rounding: settings['rounding.mode'],
});

/** Whether less was taken back than the days left are worth because the line held no more. */
const isCapped = ({ charge, entry: { parent } }: Posted): boolean =>
  parent !== undefined && parent.residual === 0 && -charge.amount < charge.unitAmount * charge.quantity;

/** Judges lines that stand for a share of a price. */
const ofPortions = (judge: (posted: Posted, portion: Portion, settings: Settings) => string | undefined) =>
  ofLines((posted, { chronicle: { settings } }) => {
    const portion = portionOf(posted, settings);
    return portion && judge(posted, portion, settings);
  });

const unitLaw = ofPortions(({ charge }, portion, settings) => {
  if (!isCoverage(charge) && !isAdjustment(charge)) return undefined;
  const wanted = unitFor(portion, coinsOf(charge, settings));
  if (charge.unitAmount === wanted) return undefined;
  return `${charge.unitAmount} a unit, not ${wanted}: ${portion.price} for ${portion.left} of ${portion.total} days`;
});

/** A line of a reduced or converted price tells what its unit comes to, and a refund of all of it the same (BIL-06). */
const effectiveLaw = ofLines((posted, { chronicle: { settings } }) => {
  const { charge, entry } = posted;
  const { unitAmount, margin, exchangeRate, effectiveUnitPrice: actual } = charge;
  const parent = isRefund(charge) ? entry.parent?.charge : undefined;
  const portion = parent ? undefined : portionOf(posted, settings);
  const isOther = margin !== undefined || exchangeRate !== undefined;
  const own = portion && isOther ? effectiveFor(portion, settings['rounding.mode']) : undefined;
  const wanted = parent?.unitAmount === unitAmount ? parent.effectiveUnitPrice : own;
  return actual === wanted ? undefined : `an effective price of ${actual}, not ${wanted}`;
});

const productLaw = ofLines((posted) => {
  const { amount, unitAmount, quantity, type } = posted.charge;
  if (![amount, unitAmount, quantity].every(Number.isSafeInteger))
    return `${unitAmount} times ${quantity} is ${amount}`;
  const isFree = type === 'customerCredit';
  const product = isRefund(posted.charge) ? -unitAmount * quantity : unitAmount * quantity;
  return amount === product || isFree || isCapped(posted) || (amount === 0 && product === 0)
    ? undefined
    : `${unitAmount} times ${quantity} is ${amount}`;
});

const isQuantityLine = ({ type }: Charge): boolean => type === 'addQuantity' || type === 'removeQuantity';

/** What lines amount to (RB 15.3). */
export const amountLaws: readonly StepLaw[] = [
  {
    id: 'INV-26',
    kind: 'step',
    says: 'Seats that come and go on one date cost nothing, unless they are rounded otherwise.',
    rules: ['BIL-22'],
    judge: ofChanges(({ after: { changes, quantity } }, { at }) =>
      changes?.date === dateOf(at) &&
      changes.rounding !== 'dailyTwice' &&
      changes.quantity === quantity &&
      changes.net !== 0
        ? `${quantity} seats again on ${changes.date}, for ${changes.net}`
        : undefined,
    ),
  },
  {
    id: 'INV-27',
    kind: 'step',
    says: 'A change of quantity costs the difference in seats at the price of the days left, and is named after its direction.',
    rules: ['QTY-12'],
    judge: ofLines((posted) => {
      const { charge, life } = posted;
      if (!isQuantityLine(charge)) return undefined;
      const before = life.before?.quantity ?? 0;
      const seats = isRefund(charge) ? before : life.quantity;
      const isUp = life.quantity > before;
      if (isUp !== (charge.type === 'addQuantity'))
        return `${charge.type} from ${before} to ${life.quantity}`;
      const wanted = (isRefund(charge) ? -seats : seats) * charge.unitAmount;
      return charge.amount === wanted || isCapped(posted) || wanted === 0
        ? undefined
        : `${charge.amount} for ${seats} seats at ${charge.unitAmount}`;
    }),
  },
  {
    id: 'INV-28',
    kind: 'step',
    says: 'The later in a period, the less one seat is worth where it is rounded alike.',
    rules: ['BIL-22'],
    judge: ofLines(({ charge, entry: { parent, rounding } }) => {
      // By the formula that rounds twice a seat is worth more the more there are (BIL-21).
      if (rounding === 'dailyTwice' || rounding !== parent?.rounding) return undefined;
      if (!isAdjustment(charge) || parent.charge.end !== charge.end) return undefined;
      const { unitAmount, start } = parent.charge;
      return samePrice(parent.charge, charge) && charge.unitAmount > unitAmount
        ? `${charge.unitAmount} a seat from ${charge.start}, ${unitAmount} from ${start}`
        : undefined;
    }),
  },
  {
    id: 'INV-29',
    kind: 'step',
    says: 'A line is a whole unit amount times its quantity, and the unit amount is the rounded price of its days; a reduced or converted price is told.',
    rules: ['BIL-05', 'BIL-06', 'BIL-19', 'BIL-22', 'GEN-12'],
    judge: (moment) => [...unitLaw(moment), ...productLaw(moment), ...effectiveLaw(moment)],
  },
  {
    id: 'INV-68',
    kind: 'step',
    says: 'A line is as close to its exact worth as rounding every unit allows.',
    rules: ['BIL-19', 'CAN-21'],
    judge: ofPortions((posted, portion, settings) => {
      const { charge } = posted;
      const coins = coinsOf(charge, settings);
      const amount = Math.abs(charge.amount);
      if (isCapped(posted) || (posted.entry.parent?.residual === 0 && !isAdjustment(charge)))
        return undefined;
      return isRounded(amount, exactly(portion, coins), coins)
        ? undefined
        : `${amount} for ${charge.quantity} times ${portion.price} millionths over ${portion.left} of ${portion.total} days`;
    }),
  },
];
