import type { Charge } from '../billing/charge.ts';
import { type Charged, chargeFor } from '../billing/charges.ts';
import { planOf } from '../catalog/plan-of.ts';
import type { Context } from '../decision.ts';
import { unitAmount, whole } from '../pricing/unit-amount.ts';
import { declareRules } from '../rule.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { addMonths, day } from '../time.ts';
import { addQuantities, usageAmount } from './quantity.ts';
import type { DailyUsage, UsageAccount } from './usage.ts';
import { type UnbilledPeriod, unbilledMonth } from './usage-months.ts';

export const usageChargeRules = declareRules({
  'MET-08': {
    says: 'The use of a subscription in one dimension, at one price, in one calendar month is added up first and cut off to whole cents once.',
    source: 'https://learn.microsoft.com/partner-center/modern-invoice-reconciliation-file',
    confidence: 'D/P',
  },
  'MET-09': {
    says: 'Use is billed after its month, whatever the billing cycle of the licence; what comes after the invoice goes on the next one.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/saas-metered-billing',
    confidence: 'D/P',
  },
});

/** What decides a line of use: who read models ask and what due work asks see the same. */
type Seen = Pick<Context, 'now' | 'state'>;

/** Use on one line: same subscription, dimension, price and month. */
interface UsageTotal extends DailyUsage {
  readonly lineId: string;
}

/** The id of the line on which use is summed up: by subscription, month, dimension and price (MET-08). */
export const usageLineId = ({ subscriptionId, month, dimensionId, rate }: DailyUsage): string =>
  [subscriptionId, month, dimensionId, rate.unitPrice, rate.margin, rate.exchangeRate]
    .filter((part) => part !== undefined)
    .join('/');

const joined = (a: UsageTotal, b: UsageTotal): UsageTotal => ({
  ...(a.lastUsedAt > b.lastUsedAt ? a : b),
  quantity: addQuantities(a.quantity, b.quantity),
  count: a.count + b.count,
});

function totalsOf(rows: readonly DailyUsage[]): readonly UsageTotal[] {
  const totals = new Map<string, UsageTotal>();
  for (const row of rows) {
    const total = { ...row, lineId: usageLineId(row) };
    const known = totals.get(total.lineId);
    totals.set(total.lineId, known ? joined(known, total) : total);
  }
  return [...totals.values()].toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1));
}

function charged(subscription: Subscription | undefined): Charged {
  if (!subscription || subscription.phase === 'pending' || !subscription.term || !subscription.period)
    throw new Error('use of what was never activated');
  const { term, period } = subscription;
  return { ...subscription, term, period };
}

/** The availability of the plan under which something was used: the one that was bought, unless the plan has changed since. */
const availabilityUsed = (total: UsageTotal, bought: Charged, { state }: Seen): string =>
  total.skuId === bought.skuId ? bought.availabilityId : (planOf(total, state)?.availabilityId ?? '');

function chargeOf(total: UsageTotal, context: Seen): Charge {
  const { currency, quantity, dimensionId, count, rate, skuId } = total;
  const subscription = charged(context.state.subscriptions.get(total.subscriptionId));
  const start = day(`${total.month}-01`);
  const line = chargeFor(
    { ...subscription, skuId, availabilityId: availabilityUsed(total, subscription, context) },
    {
      type: 'usage',
      range: { start, end: addMonths(start, 1) },
      quantity: Number(quantity),
      price: rate,
      unitAmount: unitAmount(rate.unitPrice, whole, { ...rate, currency, rounding: 'unitFloor' }),
      amount: usageAmount(quantity, rate, currency),
    },
    context,
  );
  return {
    id: total.lineId,
    ...line,
    usage: { dimensionId, quantity, count },
  };
}

/**
 * The lines that the use of an account makes, in order of their ids, which tell subscription, month, dimension and
 * price: before the invoice run as they would be now, at the run as they stay (MET-08).
 */
export const usageCharges = (account: UsageAccount, context: Seen): readonly Charge[] =>
  totalsOf(context.state.ledger.dailyUsageOn(account)).map((total) => chargeOf(total, context));

/** The lines of use that a payer's next invoices would have now, for the running month or the one before (BIL-14). */
export function unbilledUsage(
  payer: Pick<UsageAccount, 'payerId' | 'currency'>,
  period: UnbilledPeriod,
  context: Seen,
): readonly Charge[] {
  const account = { ...payer, month: unbilledMonth(period, context.now) };
  return context.state.ledger.hasOpenUsage(account) ? usageCharges(account, context) : [];
}
