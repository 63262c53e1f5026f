import { after, dateOf, lengthOf } from '../../calendar.ts';
import { pastDueSince } from '../bills.ts';
import { becomes, type Effect, type Effected, refuses, type Situation } from '../effect.ts';
import type { Modelled } from '../modelled.ts';
import { paidPace } from '../pace.ts';
import { windowFrom } from './activation.ts';
import { withNextSeats } from './change.ts';
import { answered, ask } from './question.ts';

/** E20: access is off, whatever was open is over. */
export const suspend: Effect<'Suspend'> = (x, _, { now, settings }) => {
  const partner = after(now, lengthOf(settings['suspend.grace.partner']));
  return becomes('E20', { ...answered(x), causes: { partner } });
};

/** E18: access is back; a term that passed meanwhile begins anew, without a trial (SUS-09 to SUS-13). */
export function reinstate(x: Modelled, situation: Situation): Effected {
  const { causes: _, skipped, ...rest } = answered(x);
  if (skipped !== 'term') return becomes('E18', rest);
  const window = windowFrom(['termStart'], x, situation);
  const pace = paidPace(x.term, dateOf(situation.now));
  return becomes('E18', { ...withNextSeats(rest), ...window, trial: false, pace });
}

/** E21, and what stands in its way: each cause must clear (SUS-07). */
export const reactivate: Effect<'Reactivate'> = (x, _, situation) => {
  const { partner, payment } = x.causes ?? {};
  if (partner && payment) return becomes('E21', { ...x, causes: { payment } });
  if (payment && pastDueSince(x.payer, situation.bills)) return refuses('statusChangeNotAllowed');
  if (x.open) return refuses('operationInProgress');
  const asked = { action: 'Reinstate', quantity: x.quantity, plan: x.plan, own: false } as const;
  return ask(x, asked, { situation, opens: 'E21', apply: (y) => reinstate(y, situation) });
};
