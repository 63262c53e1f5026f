import { dateOf } from '../../calendar.ts';
import { isFlat, offerOf, type PlanName, planNamed, planNames } from '../../world/plans.ts';
import { becomes, type Effect, type Effected, refuses, type Situation } from '../effect.ts';
import { isOfSandbox, type Modelled } from '../modelled.ts';
import { paidPace } from '../pace.ts';
import { type Asked, answered, ask } from './question.ts';

const isGated = (x: Modelled, gate: 'quantity' | 'cancel'): boolean =>
  x.steps.some(({ done, before }) => !done && before === gate);

const limitsOf = (plan: PlanName): readonly [number, number] => {
  const { minimumQuantity, maximumQuantity = 1_000_000 } = planNamed(plan);
  return [minimumQuantity, maximumQuantity];
};

/** Most licences of one subscription of a sandbox account (PC 1.6). */
export const sandboxSeats = 25;

export const fitsPlan = (plan: PlanName, quantity: number): boolean => {
  const [least, most] = limitsOf(plan);
  return Number.isSafeInteger(quantity) && quantity >= least && quantity <= most;
};

export const isInWindow = ({ windowEndsAt }: Modelled, { now }: Pick<Situation, 'now'>): boolean =>
  windowEndsAt !== undefined && now < windowEndsAt;

/** A subscription that goes on with so many seats, or has them with its next term only (REN-10). */
function withSeats({ renewalQuantity: _, ...x }: Modelled, now: number, next = now): Modelled {
  return { ...x, quantity: now, ...(next !== now && { renewalQuantity: next }) };
}

/** A subscription with the seats that its next term begins with. */
export const withNextSeats = (x: Modelled): Modelled => withSeats(x, x.renewalQuantity ?? x.quantity);

/** E10 for a quantity, where the policy says so only for the next term. */
function applyQuantity(x: Modelled, quantity: number, { settings }: Situation): Effected {
  const waits = settings['qty.decrease'] === 'atRenewal' && quantity < x.quantity;
  return becomes('E10', waits ? withSeats(x, x.quantity, quantity) : withSeats(x, quantity));
}

/** E10: the change is made. A plan without a trial ends one that runs (BIL-27). */
export function applyChange(x: Modelled, { action, quantity, plan }: Asked, situation: Situation): Effected {
  const free = answered(x);
  const { now } = situation;
  if (action === 'ChangeQuantity') return applyQuantity(free, quantity, situation);
  const moved = { ...free, plan, earlier: [...x.earlier, { plan: x.plan, until: now }] };
  if (!x.trial || planNamed(plan).freeTrial) return becomes('E10', moved);
  return becomes('E10', { ...moved, trial: false, pace: paidPace(x.term, dateOf(now)) });
}

/** E09 for a quantity (QTY-03 to QTY-09). */
export const setQuantity: Effect<'SetQuantity'> = (x, { quantity, source }, situation) => {
  const own = source === 'Partner';
  const same = quantity === x.quantity;
  if (x.open && !same) return refuses('operationInProgress');
  if (isGated(x, 'quantity') && !own) return refuses('stepsOpen');
  if (isFlat(x.plan)) return same ? becomes('E09', x) : refuses('quantityNotChangeable');
  if (!fitsPlan(x.plan, quantity)) return refuses('quantityOutOfRange');
  if (isOfSandbox(x) && quantity > sandboxSeats) return refuses('sandboxLimitExceeded');
  const isHeld = situation.settings['qty.decrease'] === 'windowOnly' && !isInWindow(x, situation);
  if (isHeld && quantity < x.quantity) return refuses('decreaseNotAllowed');
  if (same) return becomes('E09', withSeats(x, quantity));
  const waits = situation.settings['qty.decrease'] === 'atRenewal';
  if (quantity === x.renewalQuantity && waits) return becomes('E09', x);
  const asked = { action: 'ChangeQuantity', quantity, plan: x.plan, own } as const;
  return ask(x, asked, { situation, opens: 'E09', apply: (y, agreed) => applyChange(y, agreed, situation) });
};

/** Whether a plan can go on with a term; none that is paid in instalments can (PLN-04). */
const isSoldFor = (plan: PlanName, { duration, billingCycle, instalments }: Modelled['term']): boolean =>
  !instalments &&
  planNamed(plan).prices.some(
    (entry) => entry.duration === duration && entry.billingCycle === billingCycle && !entry.instalments,
  );

/** E09 for a plan (PLN-01 to PLN-04). */
export const changePlan: Effect<'ChangePlan'> = (x, { planId, source }, situation) => {
  if (x.channel === 'csp' && !situation.settings['plan.changeByCsp']) return refuses('changeNotSupported');
  if (x.open) return refuses('operationInProgress');
  const offer = offerOf(x.plan);
  const plan = planNames.find((name) => planNamed(name).planId === planId && offerOf(name) === offer);
  if (!plan || plan === x.plan || planNamed(plan).isStopSell) return refuses('notEligible');
  if (!isSoldFor(plan, x.term)) return refuses('termNotAllowed');
  if (!fitsPlan(plan, x.quantity) || !fitsPlan(plan, x.renewalQuantity ?? x.quantity))
    return refuses('quantityOutOfRange');
  const asked = { action: 'ChangePlan', quantity: x.quantity, plan, own: source === 'Partner' } as const;
  return ask(x, asked, { situation, opens: 'E09', apply: (y, agreed) => applyChange(y, agreed, situation) });
};

export { isGated };
