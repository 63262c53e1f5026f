import { shareFrom } from '../../billing/charges.ts';
import { type Share, whole } from '../../pricing/unit-amount.ts';
import type { Period } from '../../subscription/subscription.ts';
import { dayOf } from '../../time.ts';
import type { LineMade } from '../past.ts';

/** The period that a line pays for, or takes back from: a credit may be of the one that a new term has cut short (BIL-27). */
function periodOf({ charge, subscription, periodBefore }: LineMade): Period | undefined {
  if (subscription.phase === 'pending') return undefined;
  const isEarlier = charge.parentId && periodBefore?.end === charge.end;
  return isEarlier && subscription.period?.end !== charge.end ? periodBefore : subscription.period;
}

/** The share of its period that a line of more or less, or of the rest of a period, is for (BIL-22). */
export function shareOfLine(made: LineMade): Share {
  const period = periodOf(made);
  return period ? shareFrom(made.charge.start, period) : whole;
}

/** The share that was left of the running period when a line was made: what a prorated refund gives back (CAN-21). */
export const shareLeft = ({ charge, subscription }: LineMade): Share =>
  subscription.phase !== 'pending' && subscription.period
    ? shareFrom(dayOf(charge.createdAt), subscription.period)
    : whole;
