import type { ErrorCode, PaymentTerm, Settings, TermChoice } from '@marketsim/core';
import { after, lengthOf } from '../calendar.ts';
import { type CustomerName, customerNamed } from '../world/parties.ts';
import { type PlanName, planNamed, productOf } from '../world/plans.ts';
import { type PublisherName, publishers } from '../world/publishers.ts';
import type { Situation } from './effect.ts';
import { windowFrom } from './effects/activation.ts';
import { fitsPlan, sandboxSeats } from './effects/change.ts';
import { resellerFault } from './effects/records.ts';
import type { Modelled } from './modelled.ts';

/** A wish to buy one plan. */
export interface Wish {
  readonly customer: CustomerName;
  readonly publisher: PublisherName;
  readonly plan: PlanName;
  readonly term: TermChoice;
  readonly quantity: number;
  /** MPN id of the reseller that is put on record. */
  readonly reseller?: string;
  /** What its trial turns into. */
  readonly renewsTo?: TermChoice['duration'];
}

/** What a wish leads to: a subscription, a refusal, or an order that fails (PUR-14). */
export type Bought =
  | { readonly subscription: Omit<Modelled, 'id'> }
  | { readonly refused: ErrorCode }
  | { readonly failed: ErrorCode };

/** The paid term that is bought: what is asked for, or what a trial turns into; with the instalments of the plan. */
function paidTermOf({ plan, term, renewsTo }: Wish): PaymentTerm | undefined {
  const { prices, freeTrial } = planNamed(plan);
  const isTrial = term.billingCycle === 'none';
  const wanted = isTrial ? (renewsTo ?? term.duration) : term.duration;
  const sold = prices.find(
    ({ duration, billingCycle }) =>
      duration === wanted && (isTrial ? freeTrial : billingCycle === term.billingCycle),
  );
  if (!sold) return undefined;
  const { duration, billingCycle, instalments } = sold;
  return { duration, billingCycle, ...(instalments && { instalments }) };
}

const isAllowed = ({ duration, billingCycle, instalments }: PaymentTerm, settings: Settings): boolean =>
  settings['terms.allowed'].some((pair) => pair === `${duration}/${billingCycle}`) &&
  (settings['terms.instalments'] || !instalments);

/** Why a wish leads to nothing; a cart keeps a bad line, and its checkout tells (PUR-11, PUR-12). */
function refusalOf(wish: Wish, settings: Settings): Exclude<Bought, { subscription: unknown }> | undefined {
  const { channel, seller } = customerNamed(wish.customer);
  const fits = fitsPlan(wish.plan, wish.quantity);
  const term = paidTermOf(wish);
  const sold = term !== undefined && isAllowed(term, settings);
  const retired = planNamed(wish.plan).isStopSell;
  if (channel === 'csp') {
    const isProvider = seller === 'provider';
    const isLarge = seller === 'sandbox' && wish.quantity > sandboxSeats;
    if (!fits || isLarge || !sold || (wish.reseller && !isProvider)) return { refused: 'cartLinesInvalid' };
    const misfit = wish.reseller ? resellerFault(wish.reseller, settings) : undefined;
    return retired ? { failed: 'noLongerSold' } : misfit && { failed: misfit };
  }
  if (retired) return { refused: 'noLongerSold' };
  if (!fits) return { refused: 'quantityOutOfRange' };
  return sold ? undefined : { refused: 'termNotAllowed' };
}

/** Whether a customer has had its trial of an offer, or waits for it (BIL-26). */
const hasTried = ({ customer, publisher, plan }: Wish, known: readonly Owned[]): boolean => {
  for (const { owner, product, x } of known) {
    const counts = x.pace !== undefined || (!x.ended && x.startsWithTrial);
    if (counts && owner === customer && product === productOf(publisher, plan)) return true;
  }
  return false;
};

/** A subscription with what its customer may have of the same offer once. */
export interface Owned {
  readonly owner: CustomerName;
  readonly product: string;
  readonly x: Modelled;
}

/** Whether a customer of a sandbox account has as many subscriptions as it may (PC 1.6). */
const isCrowded = ({ customer }: Wish, known: readonly Owned[]): boolean =>
  customerNamed(customer).seller === 'sandbox' && known.filter(({ owner }) => owner === customer).length >= 5;

/** What a wish leads to, beside what is known of everybody's subscriptions. */
export function buy(
  wish: Wish,
  known: readonly Owned[],
  situation: Pick<Situation, 'now' | 'settings'>,
): Bought {
  const { settings, now } = situation;
  const term = paidTermOf(wish);
  const refusal = refusalOf(wish, settings);
  if (isCrowded(wish, known) && !(refusal && 'refused' in refusal)) return { failed: 'sandboxLimitExceeded' };
  if (refusal || !term) return refusal ?? { refused: 'termNotAllowed' };
  const { channel, seller } = customerNamed(wish.customer);
  const { steps = [] } = publishers[wish.publisher];
  return {
    subscription: {
      ...{ channel, term, plan: wish.plan, publisher: wish.publisher, quantity: wish.quantity },
      ...windowFrom(['orderedAt'], { term }, situation),
      isProvider: seller === 'provider',
      nickname: planNamed(wish.plan).title,
      reseller: wish.reseller ?? 'none',
      payer: seller ?? wish.customer,
      autoRenew: settings['autoRenew.default'],
      steps: steps.map((step) => ({ ...step, done: false })),
      lapsesAt: after(now, lengthOf(settings['act.pendingExpiry'])),
      startsWithTrial: planNamed(wish.plan).freeTrial && !hasTried(wish, known),
      assigned: false,
      confirmed: false,
      trial: false,
      earlier: [],
      hours: [],
    },
  };
}
