import type { BasisPoints } from '@marketsim/core';
import { isRefund, type Posted } from '../chronicle/books.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { taxOn } from '../exact.ts';
import { ofEveryLine, ofInvoices } from '../judges.ts';
import type { StepLaw } from '../law.ts';

const onePercent = 100;

/** The rate of whoever pays, its own or the world's (BIL-18). */
function rateOf({ life }: Posted, { partners, customers, settings }: Chronicle): BasisPoints {
  const payer = life.channel === 'csp' ? partners.get(life.payerId) : customers.get(life.payerId);
  return payer?.taxRate ?? settings['tax.rate'] * onePercent;
}

/** The tax that a line must have: of a refund that of what was left, without that of what is left now. */
function taxOfLine(posted: Posted, chronicle: Chronicle): readonly [rate: BasisPoints, tax: number] {
  const { charge, entry } = posted;
  if (!isRefund(charge)) {
    const rate = rateOf(posted, chronicle);
    return [rate, taxOn(charge.amount, rate)];
  }
  const rate = entry.parent?.charge.taxRate ?? 0;
  const left = entry.left ?? 0;
  return [rate, taxOn(left + charge.amount, rate) - taxOn(left, rate)];
}

const lineTaxed = ofEveryLine((posted, { chronicle }) => {
  const { taxRate = 0, tax = 0 } = posted.charge;
  const [rate, wanted] = taxOfLine(posted, chronicle);
  if ((posted.charge.tax === undefined) !== (rate === 0)) return `tax of ${posted.charge.tax} at ${rate}`;
  if (taxRate !== rate || tax !== wanted) return `${tax} at ${taxRate}, not ${wanted} at ${rate}`;
  const { parent } = posted.entry;
  return parent?.residual === 0 && parent.taxResidual !== 0
    ? `nothing is left of ${parent.charge.id} but ${parent.taxResidual} of its tax`
    : undefined;
});

const invoiceTaxed = ofInvoices((invoice, { chronicle: { books } }) => {
  const lines = invoice.chargeIds.flatMap((id) => books.entries.get(id)?.charge ?? []);
  const tax = lines.reduce((sum, line) => sum + (line.tax ?? 0), 0);
  const isTaxed = lines.some((line) => line.tax !== undefined);
  return invoice.tax === (isTaxed ? tax : undefined) ? undefined : `tax of ${invoice.tax}, its lines ${tax}`;
});

/** What is due beside the amounts (RB 15.3). */
export const taxLaws: readonly StepLaw[] = [
  {
    id: 'INV-35',
    kind: 'step',
    says: 'Tax is that of whoever pays, line by line, an invoice has the tax of its lines, and nothing is left of the tax of what is given back in full.',
    rules: ['BIL-18'],
    judge: (moment) => [...lineTaxed(moment), ...invoiceTaxed(moment)],
  },
];
