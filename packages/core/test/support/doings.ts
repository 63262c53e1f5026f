import fc from 'fast-check';
import {
  type Command,
  type DeliveryResult,
  type Engine,
  type Instant,
  plusMs,
  type SubscriptionChange,
} from '../../src/index.ts';
import type { PlanName } from './fixtures.ts';
import { reporting, use } from './metered.ts';
import { accepted, cartLine, directly } from './story.ts';

/** Something done in a world of one customer; what it is done to is found in the state. */
export type Doing =
  | { readonly wait: number }
  | { readonly buy: PlanName; readonly reseller?: string }
  | { readonly buyDirect: PlanName }
  | { readonly change: SubscriptionChange; readonly nth: number }
  | { readonly usedHoursAgo: number; readonly dimensionId: string; readonly nth: number }
  | { readonly answer: DeliveryResult; readonly nth: number }
  | { readonly acknowledge: 'Success' | 'Failure'; readonly nth: number }
  | { readonly pay: 'inFull' | 'short'; readonly nth: number }
  | { readonly set: Omit<Extract<Command, { type: 'ChangeSetting' }>, 'type'> };

const hour = 3_600_000;
const day = 24 * hour;

/** Waits end at or beside what happens by itself: deadlines, windows, ends of periods, terms and graces, invoice runs. */
const waits = [0, 1, 9_999, 10_000, 8 * hour, day - 1, day, 17 * day, 30 * day, 31 * day, 90 * day];
const planNames = ['FX-M', 'FX-A', 'FX-T', 'FX-Y', 'FX-F', 'FX-ONCE', 'FX-G'] as const;
const resellers = fc.constantFrom('4847383', '4847384');
const nth = fc.nat({ max: 5 });

const changes: fc.Arbitrary<SubscriptionChange> = fc.oneof(
  fc.constantFrom<SubscriptionChange>(
    { type: 'GetActivationLink' },
    { type: 'ResolveToken' },
    { type: 'RequireStep', step: { name: 'export', owner: 'customer', before: 'cancel' } },
    { type: 'CompleteStep', name: 'export' },
    { type: 'SetNickname', friendlyName: 'harbor' },
    { type: 'Cancel' },
    { type: 'Cancel', source: 'Partner' },
    { type: 'ApproveRefund', amount: 5_000 },
  ),
  { weight: 2, arbitrary: fc.constantFrom('Suspend', 'Reactivate').map((type) => ({ type }) as const) },
  {
    weight: 2,
    arbitrary: fc.oneof(resellers, fc.constant('')).map((mpnId) => ({ type: 'SetReseller', mpnId }) as const),
  },
  fc.boolean().map((autoRenew) => ({ type: 'SetAutoRenew', autoRenew }) as const),
  fc.integer({ min: 1, max: 20 }).map((quantity) => ({ type: 'SetQuantity', quantity }) as const),
  fc.constantFrom('fx-m', 'fx-g', 'fx-t2').map((planId) => ({ type: 'ChangePlan', planId }) as const),
);

const settings = fc.oneof(
  fc.integer({ min: 1, max: 28 }).map((value) => ({ name: 'invoice.day', value })),
  fc.constantFrom('schedule', 'terminate').map((value) => ({ name: 'cancel.afterWindow', value })),
  fc.constantFrom('P1D', 'P90D').map((value) => ({ name: 'suspend.grace.partner', value })),
  fc.constantFrom('PT24H', 'P60D').map((value) => ({ name: 'meter.maxAge', value })),
  fc.constantFrom('manual', 'manual', 'auto').map((value) => ({ name: 'payments', value })),
  fc.constantFrom('atBoundary', 'immediate').map((value) => ({ name: 'suspend.onPastDue', value })),
  fc.boolean().map((value) => ({ name: 'cancel.publisherApprovedRefund', value })),
  fc.constantFrom(0, 20, 60).map((value) => ({ name: 'invoice.netDays', value })),
);

const doing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ buy: fc.constantFrom(...planNames) }) },
  { weight: 2, arbitrary: fc.record({ buy: fc.constantFrom(...planNames), reseller: resellers }) },
  fc.record({ buyDirect: fc.constantFrom(...planNames) }),
  { weight: 3, arbitrary: fc.record({ change: fc.constant({ type: 'ConfirmActivation' } as const), nth }) },
  { weight: 12, arbitrary: fc.record({ change: changes, nth }) },
  {
    weight: 6,
    arbitrary: fc.record({
      usedHoursAgo: fc.constantFrom(0, 0.5, 1, 12, 24, 25),
      dimensionId: fc.constantFrom('email100', 'email100', 'none'),
      nth,
    }),
  },
  { weight: 5, arbitrary: fc.record({ wait: fc.constantFrom(...waits) }) },
  { weight: 4, arbitrary: fc.record({ answer: fc.constantFrom('accepted', 'refused', 'exhausted'), nth }) },
  { weight: 2, arbitrary: fc.record({ acknowledge: fc.constantFrom('Success', 'Failure'), nth }) },
  { weight: 2, arbitrary: fc.record({ pay: fc.constantFrom('inFull', 'inFull', 'short'), nth }) },
  { weight: 2, arbitrary: fc.record({ set: settings }) },
);

/** Four subscriptions that run, so that what is done next finds something. */
const beginning: readonly Doing[] = [
  ...(['FX-M', 'FX-Y', 'FX-T', 'FX-F'] as const).map((buy) => ({ buy, reseller: '4847383' })),
  ...[0, 1, 2, 3].map((n) => ({ change: { type: 'ConfirmActivation' }, nth: n }) as const),
];

/** What may be done in a world, in any order; some of it is refused. */
export const doings: fc.Arbitrary<readonly Doing[]> = fc
  .array(doing, { minLength: 1, maxLength: 40, size: 'max' })
  .map((more) => [...beginning, ...more]);

const pick = <T>(of: Iterable<T>, n: number): T | undefined => {
  const all = [...of];
  return all[n % all.length];
};

function commandsFor({ state, now }: Engine, doing: Exclude<Doing, { wait: number }>): readonly Command[] {
  const customerId = pick(state.customers.keys(), 0) ?? '';
  const change = (
    subscriptionId: string | undefined,
    ...changes: SubscriptionChange[]
  ): readonly Command[] =>
    subscriptionId === undefined ? [] : [{ type: 'ChangeSubscription', subscriptionId, changes }];
  if ('set' in doing) return [{ type: 'ChangeSetting', ...doing.set }];
  if ('buyDirect' in doing) return [directly(customerId, doing.buyDirect, 10)];
  if ('buy' in doing) {
    const { buy, reseller } = doing;
    const participants = reseller === undefined ? [] : [{ key: 'transaction_reseller', value: reseller }];
    const lines = [cartLine(buy, buy === 'FX-F' ? 1 : 10, { participants })];
    return [{ type: 'CreateCart', customerId, by: 'agent', lines }];
  }
  if ('pay' in doing) {
    const { id: invoiceId = '', total = 0 } = pick(state.unpaid.values(), doing.nth) ?? {};
    return [{ type: 'RecordPayment', invoiceId, amount: doing.pay === 'short' ? total - 1 : total }];
  }
  if ('usedHoursAgo' in doing) {
    const usedAt = plusMs(now(), -doing.usedHoursAgo * hour);
    const { nth, dimensionId } = doing;
    const subscriptionId = pick(state.subscriptions.keys(), nth) ?? '';
    return [reporting(use(subscriptionId, usedAt, { dimensionId, quantity: 0.1 + nth }))];
  }
  if ('change' in doing) return change(pick(state.subscriptions.keys(), doing.nth), doing.change);
  if ('answer' in doing) {
    const delivery = pick(state.deliveriesAhead.values(), doing.nth);
    const { id: deliveryId = '', subscriptionId } = delivery ?? {};
    return change(subscriptionId, { type: 'RecordDelivery', deliveryId, result: doing.answer });
  }
  const operation = pick(
    [...state.operations.values()].filter(({ status }) => status === 'InProgress'),
    doing.nth,
  );
  const { id: operationId = '', subscriptionId } = operation ?? {};
  return change(subscriptionId, { type: 'AcknowledgeOperation', operationId, result: doing.acknowledge });
}

/** Does something in a world; a refusal is none of its business. */
export function perform(engine: Engine, doing: Doing): void {
  if ('wait' in doing) {
    accepted(engine.advanceTo(plusMs(engine.now(), doing.wait)));
    return;
  }
  for (const command of commandsFor(engine, doing)) engine.execute(command);
  if (!('buy' in doing)) return;
  const cart = pick([...engine.state.carts.values()].toReversed(), 0);
  if (cart) engine.execute({ type: 'CheckOutCart', customerId: cart.customerId, cartId: cart.id });
}

/** The instant some years on. */
export const yearsLater = (engine: Engine, years: number): Instant => plusMs(engine.now(), years * 365 * day);
