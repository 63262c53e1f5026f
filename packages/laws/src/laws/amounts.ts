import type { Charge, Micro, Settings } from '@marketsim/core';
import { dateOf, daysFrom } from '../calendar.ts';
import { isAdjustment, isCoverage, isRefund, type Posted } from '../chronicle/books.ts';
import { isTrial } from '../chronicle/life.ts';
import { type Coins, exactly, isRounded, type Portion, unitFor } from '../exact.ts';
import { ofChanges, ofLines } from '../judges.ts';
import type { StepLaw } from '../law.ts';

/** The price of one unit that a line must be reckoned with. */
function priceOf({ charge, life, entry }: Posted): Micro {
  if (entry.trial || entry.parent?.trial) return 0;
  const credits = isRefund(charge) && charge.type === 'convert';
  return credits ? (life.before?.unitPrice ?? life.unitPrice) : life.unitPrice;
}

/** The share of a period's price that a line stands for; nothing for a refund of what is left (BIL-22). */
function portionOf(posted: Posted, settings: Settings): Portion | undefined {
  const { charge, life, entry } = posted;
  const price = priceOf(posted);
  if (isCoverage(charge) || isAdjustment(charge)) {
    const period = entry.parent && charge.type === 'convert' ? entry.parent.period : life.period;
    if (!period) return undefined;
    return { price, left: daysFrom(charge.start, period.end), total: daysFrom(period.start, period.end) };
  }
  const isShare = settings['cancel.refund'] === 'prorated' && charge.type !== 'customerCredit';
  if (!isShare || !life.period || isTrial(life)) return undefined;
  const { period } = life;
  return {
    price,
    left: daysFrom(dateOf(charge.createdAt), period.end),
    total: daysFrom(period.start, period.end),
  };
}

const coinsOf = ({ currency }: Charge, settings: Settings): Coins => ({
  currency,
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

const unitLaw = ofPortions(({ charge, entry }, portion, settings) => {
  if (!isCoverage(charge) && !isAdjustment(charge)) return undefined;
  const wanted = entry.trial || entry.parent?.trial ? 0 : unitFor(portion, coinsOf(charge, settings));
  if (charge.unitAmount === wanted) return undefined;
  return `${charge.unitAmount} a unit, not ${wanted}: ${portion.price} for ${portion.left} of ${portion.total} days`;
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
    says: 'Seats that come and go on one date cost nothing.',
    rules: ['BIL-22'],
    judge: ofChanges(({ after: { changes, quantity } }, { at }) =>
      changes?.date === dateOf(at) && changes.quantity === quantity && changes.net !== 0
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
    says: 'The later in a period, the less one seat is worth.',
    rules: ['BIL-22'],
    judge: ofLines(({ charge, entry: { parent } }) => {
      if (!parent || !isAdjustment(charge) || parent.charge.end !== charge.end) return undefined;
      const { unitPrice, unitAmount, start } = parent.charge;
      return unitPrice === charge.unitPrice && charge.unitAmount > unitAmount
        ? `${charge.unitAmount} a seat from ${charge.start}, ${unitAmount} from ${start}`
        : undefined;
    }),
  },
  {
    id: 'INV-29',
    kind: 'step',
    says: 'A line is a whole unit amount times its quantity, and the unit amount is the rounded price of its days.',
    rules: ['BIL-05', 'BIL-19', 'BIL-22', 'GEN-12'],
    judge: (moment) => [...unitLaw(moment), ...productLaw(moment)],
  },
  {
    id: 'INV-68',
    kind: 'step',
    says: 'A line is as close to its exact worth as rounding every unit allows.',
    rules: ['BIL-19', 'CAN-21'],
    judge: ofPortions((posted, portion, settings) => {
      const { charge } = posted;
      const { currency, rounding } = coinsOf(charge, settings);
      const exact = exactly(portion, currency);
      const amount = Math.abs(charge.amount);
      if (isCapped(posted) || (posted.entry.parent?.residual === 0 && !isAdjustment(charge)))
        return undefined;
      return isRounded(amount, { exact, quantity: charge.quantity, rounding })
        ? undefined
        : `${amount} for ${charge.quantity} times ${portion.price} millionths over ${portion.left} of ${portion.total} days`;
    }),
  },
];
