import type { Context } from '../decision.ts';
import type { Currency, Minor } from '../money.ts';
import { declareRules } from '../rule.ts';
import { usageCharges } from '../usage/usage-charges.ts';
import { billingMonthOf, type Charge } from './charge.ts';

export const publisherStatementRules = declareRules({
  'BIL-30': {
    says: 'A publisher is paid what its lines come to, after margins and refunds and before tax, less the fee that the marketplace asked for when each line was made; nothing of it changes what is billed.',
    parameters: ['fee.agency'],
    source: 'https://learn.microsoft.com/partner-center/payout-policy-details',
    confidence: 'D',
  },
});

/** What a statement is about. */
export interface StatementQuery {
  readonly publisherId: string;
  readonly currency: Currency;
  /** `YYYY-MM`, the month on whose invoices the lines go (BIL-12). */
  readonly month: string;
}

/** What a publisher gets for one calendar month in one currency, in minor units. Payout dates are nobody's business here. */
export interface PublisherStatement extends StatementQuery {
  readonly lines: readonly Charge[];
  /** Sum of the lines; below zero where refunds are more than what was sold. */
  readonly subtotal: Minor;
  /** Of the subtotal, half a unit rounded away from zero; given back with refunds. */
  readonly fee: Minor;
  readonly payout: Minor;
}

type Seen = Pick<Context, 'now' | 'state'>;

/** Posted lines, and those that use which no invoice has yet would make. */
function linesOf({ publisherId, currency, month }: StatementQuery, { state, now }: Seen): readonly Charge[] {
  const { ledger, offers, subscriptionsByPublisher } = state;
  const posted = [...subscriptionsByPublisher.of(publisherId)]
    .flatMap((id) => [...ledger.chargesOf(id), ...ledger.usageChargesOf(id)])
    .filter((line) => line.currency === currency && billingMonthOf(line) === month);
  const projected = ledger
    .openUsage(month)
    .filter((account) => account.currency === currency)
    .flatMap((account) => usageCharges(account, { state, now }))
    .filter(({ productId }) => offers.get(productId)?.publisherId === publisherId);
  return [...posted, ...projected];
}

/** The fee on lines, each by the percentage that held when it was made; rounded once. */
function feeOn(lines: readonly Charge[], { state }: Seen): Minor {
  const percentOf = ({ agencyFee = state.settings['fee.agency'] }: Charge): number => agencyFee;
  const hundredths = lines.reduce((sum, line) => sum + line.amount * percentOf(line), 0);
  const fee = Math.floor((Math.abs(hundredths) + 50) / 100);
  return hundredths < 0 ? -fee : fee;
}

/** The statement of a publisher; of a month that has not been billed, as far as it has come (BIL-30). */
export function publisherStatement(query: StatementQuery, context: Seen): PublisherStatement {
  const lines = linesOf(query, context);
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0);
  const fee = feeOn(lines, context);
  return { ...query, lines, subtotal, fee, payout: subtotal - fee };
}
