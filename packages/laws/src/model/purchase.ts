import type { Channel, ErrorCode, PaymentTerm, Settings, TermChoice } from '@marketsim/core';
import { after, lengthOf } from '../calendar.ts';
import { type CustomerName, customerNamed } from '../world/parties.ts';
import { offerOf, type PlanName, planNamed, productOf } from '../world/plans.ts';
import { type PublisherName, publishers } from '../world/publishers.ts';
import type { Situation } from './effect.ts';
import { windowFrom } from './effects/activation.ts';
import { fitsPlan, sandboxSeats } from './effects/change.ts';
import { resellerFault } from './effects/records.ts';
import type { Modelled } from './modelled.ts';

/** A wish to buy one plan. */
export interface Wish {
  readonly customer: CustomerName;
  /** By whom it is sold: by the customer's partner, or by nobody. */
  readonly channel: Channel;
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

/** A subscription with what its customer may have of the same offer once. */
export interface Owned {
  readonly owner: CustomerName;
  readonly product: string;
  readonly x: Modelled;
}

type Refusal = Exclude<Bought, { subscription: unknown }>;

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

const isOfSameOffer = ({ customer, publisher, plan }: Wish, { owner, product }: Owned): boolean =>
  owner === customer && product === productOf(publisher, plan);

/** What the customer has had of an offer of which it may have one at a time, newest last (PUR-08). */
export const earlierOf = (wish: Wish, known: readonly Owned[]): readonly Modelled[] =>
  offerOf(wish.plan) === 'solo' ? known.filter((owned) => isOfSameOffer(wish, owned)).map(({ x }) => x) : [];

const isTaken = (wish: Wish, known: readonly Owned[]): boolean =>
  earlierOf(wish, known).some(({ ended }) => !ended);

/** Whether a customer has had its trial of an offer, or waits for it (BIL-26). */
const hasTried = (wish: Wish, known: readonly Owned[]): boolean =>
  known.some((owned) => {
    const { pace, ended, startsWithTrial } = owned.x;
    return isOfSameOffer(wish, owned) && (pace !== undefined || (!ended && startsWithTrial));
  });

/** Whether a customer of a sandbox account has as many subscriptions of it as it may; what it buys itself does not count (PC 1.6). */
export const isCrowded = ({ customer, channel }: Wish, known: readonly Owned[]): boolean =>
  channel === 'csp' &&
  customerNamed(customer).seller === 'sandbox' &&
  known.filter(({ owner, x }) => owner === customer && x.channel === 'csp').length >= 5;

/** Why a wish leads to nothing; a cart keeps a bad line, and its checkout tells (PUR-11, PUR-12). */
function refusalOf(wish: Wish, known: readonly Owned[], settings: Settings): Refusal | undefined {
  const { seller } = customerNamed(wish.customer);
  const fits = fitsPlan(wish.plan, wish.quantity);
  const term = paidTermOf(wish);
  const sold = term !== undefined && isAllowed(term, settings);
  const retired = planNamed(wish.plan).isStopSell;
  const taken = isTaken(wish, known);
  if (wish.channel === 'direct') {
    if (retired) return { refused: 'noLongerSold' };
    if (taken) return { refused: 'alreadyBought' };
    if (!fits) return { refused: 'quantityOutOfRange' };
    return sold ? undefined : { refused: 'termNotAllowed' };
  }
  const isLarge = seller === 'sandbox' && wish.quantity > sandboxSeats;
  if (!fits || isLarge || !sold || (wish.reseller && seller !== 'provider'))
    return { refused: 'cartLinesInvalid' };
  if (isCrowded(wish, known)) return { failed: 'sandboxLimitExceeded' };
  if (retired) return { failed: 'noLongerSold' };
  if (taken) return { failed: 'alreadyBought' };
  const misfit = wish.reseller ? resellerFault(wish.reseller, settings) : undefined;
  return misfit && { failed: misfit };
}

/** What a wish leads to, beside what is known of everybody's subscriptions. */
export function buy(
  wish: Wish,
  known: readonly Owned[],
  situation: Pick<Situation, 'now' | 'settings'>,
): Bought {
  const { settings, now } = situation;
  const term = paidTermOf(wish);
  const refusal = refusalOf(wish, known, settings);
  if (refusal || !term) return refusal ?? { refused: 'termNotAllowed' };
  const { seller } = customerNamed(wish.customer);
  const { channel } = wish;
  const { steps = [] } = publishers[wish.publisher];
  return {
    subscription: {
      ...{ channel, term, plan: wish.plan, publisher: wish.publisher, quantity: wish.quantity },
      ...windowFrom(['orderedAt'], { term }, situation),
      isProvider: channel === 'csp' && seller === 'provider',
      nickname: planNamed(wish.plan).title,
      reseller: wish.reseller ?? 'none',
      payer: channel === 'csp' && seller ? seller : wish.customer,
      autoRenew: settings['autoRenew.default'],
      steps: steps.map((step) => ({ ...step, done: false })),
      orderedAt: now,
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
