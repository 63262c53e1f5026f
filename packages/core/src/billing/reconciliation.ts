import type { Context } from '../decision.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import { unbilledUsage } from '../usage/usage-charges.ts';
import { type UnbilledPeriod, unbilledMonth } from '../usage/usage-months.ts';
import type { Charge } from './charge.ts';
import type { Invoice } from './invoice.ts';
import type { OpenAccount } from './ledger.ts';

export const reconciliationRules = declareRules({
  'BIL-14': {
    says: 'Until its invoice is made a line is unbilled: of the current month, or of the previous one, which its invoice empties.',
    source: 'https://learn.microsoft.com/partner-center/developer/get-invoice-unbilled-recon-lineitems',
    confidence: 'D',
  },
});

type Seen = Pick<Context, 'now' | 'state'>;

/** The lines of an invoice, as they stand on it: of licences and of use. */
export const billedLines = (
  { chargeIds }: Pick<Invoice, 'chargeIds'>,
  { ledger }: Pick<State, 'ledger'>,
): readonly Charge[] => chargeIds.flatMap((id) => ledger.charge(id) ?? []);

/**
 * What a payer's next invoices in a currency would have now (BIL-14): the lines of licences, oldest first, then those
 * that the use so far would make (MET-08).
 */
export const unbilledLines = (
  payer: Pick<OpenAccount, 'payerId' | 'currency'>,
  period: UnbilledPeriod,
  context: Seen,
): readonly Charge[] => {
  const month = unbilledMonth(period, context.now);
  const licences = context.state.ledger.openCharges({ ...payer, month });
  return [...licences, ...unbilledUsage(payer, period, context)];
};
