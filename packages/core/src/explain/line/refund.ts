import type { Charge } from '../../billing/charge.ts';
import type { Minor } from '../../money.ts';
import { type Share, whole } from '../../pricing/unit-amount.ts';
import { type Sentence, says } from '../explanation.ts';
import type { LineMade } from '../past.ts';
import { amountText, counted } from '../words.ts';
import { shareLeft, shareOfLine } from './share.ts';
import { roundingRule, unitArithmetic } from './unit.ts';

/** How a refund comes to its amount: never more than what was left of its line. */
export function refundSentences(made: LineMade): readonly Sentence[] {
  const { charge, subscription, settings } = made;
  switch (charge.type) {
    case 'addQuantity':
    case 'removeQuantity':
      return daysBack(made, { share: shareOfLine(made), rules: ['QTY-12', 'BIL-22'] });
    case 'convert':
      return daysBack(made, { share: shareOfLine(made), rules: ['PLN-05', 'BIL-22'] });
    case 'customerCredit':
      return [approved(made)];
    default:
      if (subscription.phase !== 'pending' && subscription.term?.trial) return [trialBack(made)];
      return settings['cancel.refund'] === 'full'
        ? [allBack(made)]
        : daysBack(made, { share: shareLeft(made), rules: ['CAN-21', 'BIL-22'] });
  }
}

const negative = (amount: Minor): Minor => (amount === 0 ? 0 : -amount);

/** The days left of a line, at its price. */
function daysBack(
  { charge, left = 0, settings }: LineMade,
  { share, rules }: { readonly share: Share; readonly rules: readonly string[] },
): readonly Sentence[] {
  const { currency, quantity, parentId = '' } = charge;
  const rounding = settings['rounding.mode'];
  const unit = unitArithmetic({ price: charge, share, currency, rounding, quantity });
  const days = unit.result * quantity;
  const result = negative(Math.min(days, left));
  const most = `; what is left of ${parentId} is ${amountText(left, currency)}, and no more goes back`;
  const product = `${amountText(unit.result, currency)} × ${quantity} = ${amountText(days, currency)}`;
  const text = `${product}${days > left ? most : ''}; taken back: ${amountText(result, currency)}`;
  return [
    says(
      share === whole || share.parts === share.of
        ? 'Nothing of the period has passed: all of it goes back'
        : `${share.parts} of the ${share.of} days of the period are left, the day of the change included`,
      rules,
    ),
    says(`One licence: ${unit.text}`, [roundingRule[rounding]], { arithmetic: unit }),
    says(`${counted(quantity, 'licence')}: ${text}`, [rules[0] ?? '', 'GEN-13'], {
      arithmetic: { text, result, currency },
    }),
  ];
}

/** Everything that is left of a line (CAN-04). */
function allBack({ charge, left = 0 }: LineMade): Sentence {
  const { currency, parentId = '' } = charge;
  const result = negative(left);
  const text = `what is left of ${parentId}, all of it: ${amountText(result, currency)}`;
  return says(`Inside the window everything goes back: ${text}`, ['CAN-04'], {
    arithmetic: { text, result, currency },
  });
}

function trialBack({ charge: { currency } }: LineMade): Sentence {
  const text = `a trial costs nothing, so nothing goes back: ${amountText(0, currency)}`;
  return says(`It answers the line of the trial: ${text}`, ['CAN-12'], {
    arithmetic: { text, result: 0, currency },
  });
}

const sum = (charges: readonly Charge[]): Minor => charges.reduce((total, { amount }) => total + amount, 0);

/** A part of what a publisher gave back, the newest line first (CAN-20). */
function approved({ charge, left = 0, together }: LineMade): Sentence {
  const { currency, parentId = '' } = charge;
  const credits = together.filter(({ type }) => type === 'customerCredit');
  const before = credits.slice(0, credits.indexOf(charge));
  const [all, taken] = [-sum(credits), -sum(before)];
  const result = negative(Math.min(all - taken, left));
  const text =
    `${amountText(all, currency)}${taken > 0 ? ` − ${amountText(taken, currency)} from newer lines` : ''}, ` +
    `at most the ${amountText(left, currency)} that are left of ${parentId}: ${amountText(result, currency)}`;
  return says(`The publisher gave ${amountText(all, currency)} back: ${text}`, ['CAN-20'], {
    arithmetic: { text, result, currency },
  });
}
