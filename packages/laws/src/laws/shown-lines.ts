import { exponentOf, type LineFields, lineFields, type Settings, usageWorth } from '@marketsim/core';
import { type Entry, isRefund } from '../chronicle/books.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { parts as partsOfText } from '../chronicle/use.ts';
import type { Finding, StepLaw } from '../law.ts';
import type { View } from '../view.ts';

const [points, billion, millionths] = [10_000n, 1_000_000_000n, 1_000_000n];

const units = { M: 'Month', Y: 'Year' } as const;

/** What a commitment is called: `P2Y` is a `2 Year Subscription`. */
function termName({ billingCycle, termDuration }: Entry['charge']): string {
  if (billingCycle === 'none') return 'One-Month commitment for trial';
  const unit = termDuration.endsWith('M') ? units.M : units.Y;
  return `${termDuration.slice(1, -1)} ${unit} Subscription`;
}

/** A margin in percent, with a second decimal only where it has one. */
function reasons({ margin }: Entry['charge']): string {
  if (margin === undefined) return '';
  const [whole, tenths, hundredths] = [Math.floor(margin / 100), Math.floor(margin / 10) % 10, margin % 10];
  return `${whole}.${tenths}${hundredths || ''}% Private margin`;
}

/** What a price comes to in minor units of the bill, as a fraction. */
const worth = (price: number, { exchangeRate, currency }: Entry['charge']) => ({
  numerator: BigInt(price) * BigInt(exchangeRate ?? billion) * 10n ** BigInt(exponentOf(currency)),
  denominator: billion * millionths,
});

/** Whether a price is the least of six decimals that comes to the amount of one unit. */
function isBehind(price: number, charge: Entry['charge']): boolean {
  const [here, below] = [worth(price, charge), worth(price - 1, charge)];
  const amount = BigInt(charge.unitAmount);
  return (
    here.numerator >= amount * here.denominator &&
    (price === 0 || below.numerator < amount * below.denominator)
  );
}

/** Whether an effective price is that of the line: of use the list price less the margin, cut off (BIL-06). */
function isEffective(price: number, { charge }: Entry): boolean {
  const { usage, unitPrice, margin = 0, effectiveUnitPrice } = charge;
  if (usage) return BigInt(price) === (BigInt(unitPrice) * (points - BigInt(margin))) / points;
  return effectiveUnitPrice === undefined ? isBehind(price, charge) : price === effectiveUnitPrice;
}

/** What use comes to before anything is cut off, written with as many decimals as quantity, price and rate have. */
function worthOf({ usage, unitPrice, exchangeRate = Number(billion) }: Entry['charge']): string {
  const priced = partsOfText(usage?.quantity ?? '0') * BigInt(unitPrice);
  const [places, more] = [26, 9];
  const text = (value: bigint, digits: number): number => {
    const all = String(value).padStart(digits + 1, '0');
    return Number(`${all.slice(0, -digits)}.${all.slice(-digits)}`);
  };
  return `${text(priced, places)} and ${text(priced * BigInt(exchangeRate), places + more)}`;
}

const frequencies = { monthly: 'Monthly', annual: 'Annual', oneTime: '', none: '' } as const;

const asText = (fields: Omit<LineFields, 'effectiveUnitPrice'>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${String(value)}`)
    .sort()
    .join(', ');

/** All other fields, as text. */
function wanted({ charge, invoiceId }: Entry, { offerOf }: Chronicle): string {
  const { amount, tax = 0, quantity, currency, pricingCurrency, exchangeRate, billingCycle } = charge;
  return asText({
    ...{ billableQuantity: quantity, subtotal: amount, taxTotal: tax, totalForCustomer: amount + tax },
    pricingCurrency: pricingCurrency ?? currency,
    exchangeRate: exchangeRate ?? Number(billion),
    priceAdjustments: reasons(charge) === '' ? [] : [reasons(charge)],
    termAndBillingCycle: termName(charge),
    billingFrequency: frequencies[billingCycle],
    publisherId: offerOf(charge)?.publisherId ?? '',
    invoiceNumber: invoiceId ?? '',
  });
}

/** What is wrong with what is shown of a line. */
function shownFault(entry: Entry, chronicle: Chronicle, { engine: { state } }: View): string | undefined {
  const { effectiveUnitPrice, ...rest } = lineFields(entry.charge, state);
  if (!isEffective(effectiveUnitPrice, entry)) return `an effective price of ${effectiveUnitPrice}`;
  const { charge } = entry;
  if (charge.usage) {
    const { priced, billed } = usageWorth(charge.usage.quantity, charge);
    if (`${priced} and ${billed}` !== worthOf(charge)) return `is worth ${priced} and ${billed}`;
  }
  const [shown, should] = [asText(rest), wanted(entry, chronicle)];
  return shown === should ? undefined : `shows ${shown}; should show ${should}`;
}

const judged = (entries: readonly Entry[], chronicle: Chronicle, view: View): readonly Finding[] =>
  entries.flatMap((entry) => {
    const found = shownFault(entry, chronicle, view);
    return found === undefined ? [] : [{ subject: entry.charge.id, found }];
  });

/** One line now and then, another one each time; all of them are judged in the end. */
function sampled({ engine, chronicle: { books } }: View): readonly Entry[] {
  const seq = engine.seq();
  const entry = seq % 5 === 0 ? books.order[seq % Math.max(1, books.order.length)] : undefined;
  return entry ? [entry] : [];
}

/** The share that the marketplace keeps: of a refund that of its line (BIL-30). */
const feeOf = ({ charge, parent }: Entry, settings: Settings): number | undefined =>
  isRefund(charge) ? parent?.charge.agencyFee : settings['fee.agency'];

/** What reconciliation shows of lines, and what of them the marketplace keeps (RB 15.3). */
export const shownLineLaws: readonly StepLaw[] = [
  {
    id: 'INV-69',
    kind: 'step',
    says: 'What is shown beside a line follows from it: effective price, sums, currency and rate, reason, the words of its term, publisher and invoice.',
    rules: ['BIL-06', 'BIL-17', 'BIL-32'],
    look: (view) => judged(sampled(view), view.chronicle, view),
    review: (chronicle, view) => judged(chronicle.books.order, chronicle, view),
  },
  {
    id: 'INV-70',
    kind: 'step',
    says: 'A line has the fee of the day on which it was made, a refund that of its line.',
    rules: ['BIL-30'],
    judge: ({ posted, chronicle: { settings } }) =>
      posted.flatMap(({ charge, entry }) => {
        const fee = feeOf(entry, settings);
        return charge.agencyFee === fee
          ? []
          : [{ subject: charge.id, found: `a fee of ${charge.agencyFee} %, not ${fee} %` }];
      }),
  },
];
