import type { CommandOf, ErrorCode, Instant, Invoice, Settings, SubscriptionChange } from '@marketsim/core';
import { firstRun } from '../chronicle/invoice-run.ts';
import { productOf } from '../world/plans.ts';
import type { PublisherName } from '../world/publishers.ts';
import { type Bills, billFor, pastDueSince } from './bills.ts';
import type { UsageCode } from './cells.ts';
import { decideChanges } from './changes.ts';
import { type CheckedOut, checkOut } from './checkout.ts';
import { countUsage, type Reported } from './effects/usage.ts';
import { type Withdrawn, withdraw } from './effects/withdraw.ts';
import type { Held } from './held.ts';
import { advance } from './held-clock.ts';
import { change, clear, isPaidByNow } from './held-settings.ts';
import type { Modelled } from './modelled.ts';
import type { Wish } from './purchase.ts';
import type { Concern } from './rows.ts';
import { usageVisit, type Visit, visitOf } from './visit.ts';

/** What the model foretells of a report of use: of each event, or of the whole. */
type Reports = readonly (UsageCode | 'accepted')[] | { readonly refused: ErrorCode };

/** What the model foretells of a command. */
export type Prediction = { readonly refused: ErrorCode } | 'accepted';

/** A change of one subscription as the model sees it. */
interface ModelChange {
  readonly id: string;
  readonly changes: readonly SubscriptionChange[];
  /** Whether it names a version that is not the current one. */
  readonly isStale: boolean;
  /** What an answer or a report is about. */
  readonly concern: Concern;
}

/** Foretells states and refusals from the tables of transitions; never amounts (RB 15.0). */
export interface Model {
  readonly now: Instant;
  readonly subscriptions: ReadonlyMap<string, Modelled>;
  /** Ways of the tables that were taken so far. */
  readonly visits: readonly Visit[];
  /** What becomes of the lines of a checkout, beside what carts that were filled with it have bought. */
  checkOut(wishes: readonly Wish[], rivals?: ReadonlySet<string>): CheckedOut;
  /** Takes over what was bought, under the id that it got. */
  add(id: string, wish: Wish, subscription: Omit<Modelled, 'id'>): void;
  change(change: ModelChange): Prediction;
  /** What becomes of an order of a subscription that somebody wants to cancel. */
  cancelOrder(id: string, order: Withdrawn): Prediction;
  /** What becomes of each event of a report, or of all of it, as a publisher tells it. */
  report(events: readonly Reported[], by: PublisherName): Reports;
  /** The invoices that the model was told of. */
  readonly bills: Bills;
  pay(invoiceId: string, isInFull: boolean): Prediction;
  /** What becomes of a change of a setting. */
  set(command: CommandOf<'ChangeSetting'>): Prediction;
  /** Moves the clock; the invoices that are issued on the way must be told, for the model knows no amounts. */
  advanceTo(to: Instant, issued: readonly Invoice[]): void;
}

function checkedOut(held: Held, wishes: readonly Wish[], rivals: ReadonlySet<string>): CheckedOut {
  const known = [...held.owners].flatMap(([id, owner]) => {
    const x = held.subscriptions.get(id);
    return x ? [{ ...owner, x }] : [];
  });
  const { visits, ...result } = checkOut(wishes, { known, rivals, situation: held });
  held.visits.push(...visits);
  return result;
}

function changed(held: Held, change: ModelChange): Prediction {
  const x = held.subscriptions.get(change.id);
  if (!x) return { refused: 'subscriptionNotFound' };
  const decided = decideChanges(x, change, { ...held, isInRange: change.concern === 'open' });
  held.visits.push(...decided.visits);
  if ('refused' in decided) return { refused: decided.refused };
  held.subscriptions.set(x.id, decided.next);
  return 'accepted';
}

function withdrawn(held: Held, id: string, order: Withdrawn): Prediction {
  const x = held.subscriptions.get(id);
  if (!x) return { refused: 'orderNotFound' };
  const effected = withdraw(x, order, held);
  const row = order === 'later' ? 'CancelOrder, later' : 'CancelOrder';
  held.visits.push(visitOf(x.channel, row, { before: x, effected }));
  if ('refused' in effected) return effected;
  held.subscriptions.set(x.id, effected.next);
  return 'accepted';
}

function counted(held: Held, reported: Reported): UsageCode | 'accepted' {
  const x = held.subscriptions.get(reported.subscriptionId);
  if (!x) return 'resourceNotFound';
  const one = countUsage(x, reported, held);
  held.visits.push(usageVisit(x, one));
  if ('refused' in one) return one.refused;
  held.subscriptions.set(x.id, one.next);
  return 'accepted';
}

/** A report, all of it refused where the policy wants no foreign one at all (SF 6.2). */
function counts(held: Held, events: readonly Reported[], by: PublisherName): Reports {
  const isForeign = ({ subscriptionId }: Reported): boolean =>
    (held.subscriptions.get(subscriptionId)?.publisher ?? by) !== by;
  if (held.settings['metering.foreignBatch'] === 'whole' && events.some(isForeign))
    return { refused: 'usageNotAuthorized' };
  return events.map((reported) => (isForeign(reported) ? 'resourceNotAuthorized' : counted(held, reported)));
}

/** A payment, and what comes of it where the payer owes nothing overdue any more (SUS-07). */
function paid(held: Held, invoiceId: string, isInFull: boolean): Prediction {
  const bill = held.bills.get(invoiceId);
  if (!bill) return { refused: 'invoiceNotFound' };
  if (!bill.isOwed) return { refused: 'nothingToPay' };
  if (bill.status === 'paid' || isPaidByNow(bill, held)) return { refused: 'invoicePaid' };
  if (!isInFull) return { refused: 'paymentNotInFull' };
  held.bills.set(bill.id, { ...bill, status: 'paid' });
  if (bill.status === 'pastDue' && !pastDueSince(bill.payer, held.bills))
    clear(held, bill.payer, 'RecordPayment');
  return 'accepted';
}

/** The model of a world that begins at an instant, with settings that hold until they are changed. */
export function createModel(settings: Settings, startsAt: Instant): Model {
  const held: Held = {
    ...{ settings, now: startsAt, run: firstRun(startsAt, settings), visits: [] },
    subscriptions: new Map(),
    owners: new Map(),
    bills: new Map(),
  };
  return {
    get now() {
      return held.now;
    },
    subscriptions: held.subscriptions,
    visits: held.visits,
    checkOut: (wishes, rivals = new Set()) => checkedOut(held, wishes, rivals),
    add: (id, { customer, publisher, plan }, subscription) => {
      held.subscriptions.set(id, { ...subscription, id });
      held.owners.set(id, { owner: customer, product: productOf(publisher, plan) });
    },
    change: (change) => changed(held, change),
    cancelOrder: (id, order) => withdrawn(held, id, order),
    report: (events, by) => counts(held, events, by),
    bills: held.bills,
    pay: (invoiceId, isInFull) => paid(held, invoiceId, isInFull),
    set: (command) => change(held, command),
    advanceTo: (to, issued) => {
      for (const invoice of issued) held.bills.set(invoice.id, billFor(invoice));
      advance(held, to);
    },
  };
}
