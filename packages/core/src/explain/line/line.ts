import { billingMonthOf, type Charge } from '../../billing/charge.ts';
import { invoiceRunAfter } from '../../due.ts';
import type { Minor } from '../../money.ts';
import { addMonths, day } from '../../time.ts';
import { chaptersOf, type Explanation, type Sentence, says } from '../explanation.ts';
import type { LineMade, Past } from '../past.ts';
import { amountText, counted, instantText, settingText } from '../words.ts';
import { priceSentences } from './price.ts';
import { refundSentences } from './refund.ts';
import { shareOfLine } from './share.ts';
import { taxSentences } from './tax.ts';
import { roundingRule, unitArithmetic } from './unit.ts';
import { usageSentences } from './usage.ts';
import { whatSentences } from './what.ts';

/** Why a line of the ledger has its amount, reckoned anew from what was recorded; nothing when there is no such line. */
export function explainLine(id: string, past: Past): Explanation | undefined {
  const made = past.lines.get(id);
  if (!made) return undefined;
  const { charge } = made;
  return {
    subject: { kind: 'line', id },
    headline: `Line ${id}, \`${charge.type}\`, is ${amountText(charge.amount, charge.currency)} before tax`,
    chapters: chaptersOf({
      what: whatSentences(made),
      price: priceSentences(made, past.state),
      amount: amountSentences(made, past),
      tax: taxSentences(made),
      invoice: [invoiceSentence(charge, past)],
    }),
  };
}

/** The arithmetic of a line; the last of it comes to the amount before tax. */
function amountSentences(made: LineMade, { state }: Past): readonly Sentence[] {
  const { charge } = made;
  if (charge.usage) return usageSentences(charge, state);
  return charge.parentId === undefined ? coverageSentences(made) : refundSentences(made);
}

function coverageSentences(made: LineMade): readonly Sentence[] {
  const { charge, settings } = made;
  const { currency, quantity } = charge;
  const rounding = settings['rounding.mode'];
  const share = shareOfLine(made);
  const unit = unitArithmetic({ price: charge, share, currency, rounding, quantity });
  const result: Minor = unit.result * quantity;
  const text = `${amountText(unit.result, currency)} × ${quantity} = ${amountText(result, currency)}`;
  const { parts, of } = share;
  return [
    ...(parts === of
      ? []
      : [says(`${parts} of the ${of} days of the period are left, the first of them included`, ['BIL-22'])]),
    says(`One licence: ${unit.text}`, [roundingRule[rounding]], { arithmetic: unit }),
    says(`${counted(quantity, 'licence')}: ${text}`, ['BIL-05', 'BIL-19'], {
      arithmetic: { text, result, currency },
    }),
  ];
}

/** Which invoice a line is on, or will go on (BIL-12, BIL-13). */
function invoiceSentence(charge: Charge, { state }: Past): Sentence {
  const month = billingMonthOf(charge);
  const belongs = charge.usage ? `It is of the use of ${month}` : `It was made in ${month}`;
  const invoiceId = state.ledger.invoiceOf(charge.id);
  if (invoiceId !== undefined) return says(`${belongs}, whose invoice is ${invoiceId}`, ['BIL-12', 'BIL-13']);
  const at = invoiceRunAt(month, state);
  const setting = settingText('invoice.day', state.settings);
  return says(
    `${belongs}; its invoice will be made on ${instantText(at)}, by ${setting}`,
    ['BIL-12', 'BIL-13'],
    { at },
  );
}

/** When the invoice of a month is made: the next run has its day already, later ones go by the setting. */
const invoiceRunAt = (month: string, { invoiceRunAt: next, settings }: Past['state']) =>
  addMonths(day(`${month}-01`), 1).slice(0, 7) === next.slice(0, 7)
    ? next
    : invoiceRunAfter(addMonths(day(`${month}-01`), -1).slice(0, 7), settings['invoice.day']);
