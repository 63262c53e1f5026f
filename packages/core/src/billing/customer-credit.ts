import type { Context } from '../decision.ts';
import type { Minor } from '../money.ts';
import type { Charge } from './charge.ts';
import type { Charged, NewLine } from './charges.ts';
import { refundOf } from './refunds.ts';

/** The licence lines of the running term that still have something to give back, newest first. */
function standing(subscription: Charged, { state: { ledger } }: Context): readonly Charge[] {
  const { id, term } = subscription;
  const lines = ledger.chargesOf(id).filter((line) => line.term === term.number && !line.parentId);
  return lines.filter((line) => ledger.residual(line) > 0).toReversed();
}

/** The most that can be given back of a term, in minor units (CAN-20). */
export const creditAtMost = (subscription: Charged, context: Context): Minor =>
  standing(subscription, context).reduce((sum, line) => sum + context.state.ledger.residual(line), 0);

/** The lines that give an amount back, each as much as is left of its parent, newest parent first (CAN-20). */
export function creditTerm(subscription: Charged, amount: Minor, context: Context): readonly NewLine[] {
  const lines: NewLine[] = [];
  let rest = amount;
  for (const parent of standing(subscription, context)) {
    if (rest === 0) break;
    const part = Math.min(rest, context.state.ledger.residual(parent));
    const refund = { amount: part, unitAmount: Math.floor(part / parent.quantity) };
    lines.push(refundOf(parent, refund, { context, subscription, type: 'customerCredit' }));
    rest -= part;
  }
  return lines;
}
