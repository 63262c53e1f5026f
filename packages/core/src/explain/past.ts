import type { Charge } from '../billing/charge.ts';
import type { Engine } from '../engine.ts';
import type { DomainEvent, EventOf, SubscriptionEvent } from '../event.ts';
import type { Minor } from '../money.ts';
import type { Operation } from '../operation/operation.ts';
import { type Settings, withSetting } from '../settings/registry.ts';
import { evolveSubscription } from '../subscription/evolve.ts';
import type { Period, Subscription, TermCause } from '../subscription/subscription.ts';
import type { Instant } from '../time.ts';

/** What explanations are made from: a world as it is, its history, and the settings that it began with. */
export type Told = Pick<Engine, 'state' | 'now' | 'events' | 'settings'>;

/** One thing that happened to a subscription, and how things stood just before. */
export interface Happened {
  readonly event: SubscriptionEvent;
  readonly before: Subscription;
  readonly settings: Settings;
}

/** How things stood when a line entered the ledger. */
export interface LineMade {
  readonly charge: Charge;
  /** With the term and the period that the line belongs to, if a new one began with it. */
  readonly subscription: Subscription;
  /** The one before the running one; absent in the first one. */
  readonly periodBefore?: Period;
  /** Why the running term began; absent in the first one. */
  readonly termCause?: TermCause;
  readonly settings: Settings;
  /** What was left of the line that it takes back from. */
  readonly left?: Minor;
  /** All lines of the same decision. */
  readonly together: readonly Charge[];
}

/** A purchase, with the settings of its instant. */
type Purchased = EventOf<'SubscriptionPurchased'> & { readonly settings: Settings };

/** The history of a world, sorted by what it tells of. */
export interface Past extends Told {
  readonly lines: ReadonlyMap<string, LineMade>;
  readonly purchases: ReadonlyMap<string, Purchased>;
  /** Operations with the deadlines that they have had. */
  readonly operations: ReadonlyMap<string, Operation>;
  happenedTo(subscriptionId: string): readonly Happened[];
}

/**
 * Reads a world's history, as far as it tells of one subscription, or without one all of it. Each time anew: kept for
 * the next time, it would take more room than the world itself.
 */
export function readPast(told: Told, subscriptionId?: string): Past {
  const reader = createReader(told.settings, (id) => subscriptionId === undefined || id === subscriptionId);
  for (const event of told.events()) reader.read(event);
  const { state, now, events, settings } = told;
  return { state, now, events, settings, ...reader.past };
}

function createReader(beginning: Settings, isMeant: (subscriptionId: string) => boolean) {
  let settings = beginning;
  const lives = new Map<string, Subscription>();
  const periodsBefore = new Map<string, Period>();
  const termCauses = new Map<string, TermCause>();
  const operations = new Map<string, Operation>();
  const refunds = new Map<string, Minor>();
  const lines = new Map<string, LineMade>();
  const happened = new Map<string, Happened[]>();
  const purchases = new Map<string, Purchased>();

  const post = (charge: Charge, together: readonly Charge[]): void => {
    const subscription = lives.get(charge.subscriptionId);
    if (!subscription) throw new Error(`${charge.id} is of no subscription`);
    const parent = lines.get(charge.parentId ?? '')?.charge;
    const termCause = termCauses.get(subscription.id);
    const periodBefore = periodsBefore.get(subscription.id);
    lines.set(charge.id, {
      ...{ charge, subscription, settings, together },
      ...(periodBefore && { periodBefore }),
      ...(termCause && { termCause }),
      ...(parent && { left: parent.amount + (refunds.get(parent.id) ?? 0) }),
    });
    if (parent) refunds.set(parent.id, (refunds.get(parent.id) ?? 0) + charge.amount);
  };

  const apply = (event: SubscriptionEvent): void => {
    const before = lives.get(event.subscriptionId);
    if (!before) throw new Error(`${event.type} of no subscription`);
    happened.get(before.id)?.push({ event, before, settings });
    lives.set(before.id, evolveSubscription(before, event));
    if ('period' in event && before.phase === 'running') periodsBefore.set(before.id, before.period);
    if (event.type === 'TermStarted') termCauses.set(before.id, event.cause);
    if (event.type === 'OperationOpened') operations.set(event.operation.id, event.operation);
    if (event.type === 'WebhookAnswered' && event.acknowledgeBy) wait(event.operationId, event.acknowledgeBy);
  };

  const wait = (operationId: string, acknowledgeBy: Instant): void => {
    const operation = operations.get(operationId);
    if (operation) operations.set(operationId, { ...operation, acknowledgeBy });
  };

  return {
    past: { lines, purchases, operations, happenedTo: (id: string) => happened.get(id) ?? [] },
    read: (event: DomainEvent): void => {
      if (event.type === 'SettingChanged') settings = withSetting(settings, event.setting, event.value);
      if (event.type === 'SubscriptionPurchased' && isMeant(event.subscription.id)) {
        const { subscription } = event;
        lives.set(subscription.id, subscription);
        happened.set(subscription.id, []);
        purchases.set(subscription.id, { ...event, settings });
      }
      if ('subscriptionId' in event && isMeant(event.subscriptionId)) apply(event);
      if (event.type !== 'Charged') return;
      for (const charge of event.charges) if (isMeant(charge.subscriptionId)) post(charge, event.charges);
    },
  };
}
