import {
  actionsOf,
  type DayRange,
  type EventBody,
  type EventOf,
  type RefundOption,
  refundOptions,
} from '@marketsim/core';
import { dateOf, daysFrom } from '../calendar.ts';
import { type Entry, isRefund } from '../chronicle/books.ts';
import { isActive, type Life, stateOfLife } from '../chronicle/life.ts';
import { unitFor } from '../exact.ts';
import { ofFacts, ofRequests, ofViews, type Seen } from '../judges.ts';
import type { StepLaw } from '../law.ts';
import type { Request, View } from '../view.ts';

const asked = (id: string) =>
  ({ type: 'ChangeSubscription', subscriptionId: id, changes: [{ type: 'Cancel' }] }) as const;

/** What cancelling now would lead to. */
const cancelled = ({ after }: Seen, { engine }: View): readonly EventBody[] => {
  const preview = engine.check(asked(after.id));
  return preview.ok ? preview.value : [];
};

const isEnd = ({ type }: EventBody): boolean => type === 'SubscriptionEnded';

const isGated = (life: Pick<Life, 'steps'>): boolean =>
  life.steps.some(({ done, before }) => before === 'cancel' && !done);

/** What the lines of a cancellation come to. */
const refunded = (events: readonly EventBody[]): number =>
  events
    .flatMap((event) => (event.type === 'Charged' ? event.charges : []))
    .reduce((sum, { amount }) => sum + amount, 0);

/** What is left of a line that no later one has taken back from, for the days from a date on (CAN-21). */
function leftOf({ charge, residual, amount }: Entry, period: DayRange, { now, engine }: View): number {
  if (isRefund(charge) || residual !== amount || charge.end <= dateOf(now)) return 0;
  const { quantity, currency, unitPrice, instalment: price = unitPrice, margin, exchangeRate } = charge;
  const portion = {
    ...{ price, margin, exchangeRate },
    left: daysFrom(dateOf(now), period.end),
    total: daysFrom(period.start, period.end),
  };
  const coins = { currency, quantity, rounding: engine.state.settings['rounding.mode'] };
  return Math.min(residual, unitFor(portion, coins) * quantity);
}

/** What cancelling now must give back: all of the term, or the days left (CAN-04, CAN-21). */
function refundOf({ after: { id, period, termNet } }: Seen, type: RefundOption['type'], view: View): number {
  if (type === 'Full' || !period) return termNet;
  const lines = view.chronicle.books.termLines(id);
  return lines.reduce((sum, line) => sum + leftOf(line, period, view), 0);
}

function optionFault(seen: Seen, view: View): string | undefined {
  const { engine, now } = view;
  const { after: life, subscription } = seen;
  const [option, ...more] = refundOptions(subscription, now, engine.state.settings);
  const end = life.windowEndsAt;
  const isHeld = !life.startedAt && engine.state.settings['cancel.beforeActivation'] === 'refuse';
  const isOpen = end !== undefined && now < end && !life.ended && !isHeld;
  if (isOpen !== (option !== undefined) || more.length > 0)
    return `${option ? 'an' : 'no'} option at ${now}, window until ${end ?? 'never open'}`;
  if (!option || isGated(life)) return undefined;
  if (option.expiresAt !== end) return `expires ${option.expiresAt}, window until ${end}`;
  const events = cancelled(seen, view);
  if (!events.some(isEnd)) return 'cancelling does not end it at once';
  const [sum, wanted] = [0 - refunded(events), refundOf(seen, option.type, view)];
  return sum === wanted ? undefined : `gives back ${sum}, not ${wanted}`;
}

const changesOf = ({ command }: Request) => (command.type === 'ChangeSubscription' ? command.changes : []);

const isUntouched = ({ command, seq, subscription }: Request, { engine }: View): boolean =>
  engine.seq() === seq &&
  'subscriptionId' in command &&
  engine.state.subscriptions.get(command.subscriptionId) === subscription;

/** The cancellation window, what it offers, and what holds it up (RB 15.4). */
export const windowLaws: readonly StepLaw[] = [
  {
    id: 'INV-44',
    kind: 'step',
    says: 'Cancel is offered just while cancelling would end the subscription at once, edit just while it is active.',
    rules: ['CAN-15', 'CAN-17'],
    look: ofViews((seen, view) => {
      const actions = actionsOf(seen.subscription, view.now, view.engine.state.settings);
      if (actions.includes('edit') !== isActive(seen.after))
        return `${stateOfLife(seen.after)}, offers ${actions.join(' and ') || 'nothing'}`;
      if (isGated(seen.after)) return undefined;
      const offers = actions.includes('cancel');
      const ends = cancelled(seen, view).some(isEnd);
      return offers === ends
        ? undefined
        : `${offers ? '' : 'not '}offered, ${ends ? 'ends' : 'does not end'}`;
    }),
  },
  {
    id: 'INV-45',
    kind: 'step',
    says: 'A refund is offered until the window closes, and cancelling before gives it.',
    rules: ['CAN-04', 'CAN-09', 'CAN-21'],
    look: ofViews(optionFault),
  },
  {
    id: 'INV-48',
    kind: 'step',
    says: 'A refused cancellation changes nothing, not even the etag.',
    rules: ['GEN-10', 'CAN-08'],
    look: ofRequests((request, view) =>
      !request.outcome.ok &&
      changesOf(request).some(({ type }) => type === 'Cancel') &&
      !isUntouched(request, view)
        ? 'refused, and something changed'
        : undefined,
    ),
  },
  {
    id: 'INV-49',
    kind: 'step',
    says: 'While a step is open the change that it holds up is refused and changes nothing; doing the step costs nothing.',
    rules: ['CAN-10', 'QTY-18'],
    look: ofRequests(stepFault),
  },
  {
    id: 'INV-50',
    kind: 'step',
    says: 'The window ends when it was first said to, unless it is anchored to the term.',
    rules: ['CAN-03', 'CAN-14', 'QTY-15', 'PLN-06'],
    look: ofViews(({ after, subscription }) =>
      after.windowEndsAt === subscription.windowEndsAt
        ? undefined
        : `until ${subscription.windowEndsAt}, by the facts ${after.windowEndsAt}`,
    ),
  },
  {
    id: 'INV-63',
    kind: 'step',
    says: 'Every change makes a new version, and one that names an older version is refused and changes nothing; what is so already is no change.',
    rules: ['GEN-08'],
    judge: ofFacts(
      ['ResellerChanged', 'AutoRenewChanged', 'PlanChanged', 'QuantityChanged', 'ActivationPutOff'],
      ({ fact, before }) => (isSoAlready(fact, before) ? `${fact.type} to what it was` : undefined),
    ),
    look: (view) => [...staleRefused(view), ...versionCounts(view), ...contactKept(view)],
  },
];

type Told = EventOf<
  'ResellerChanged' | 'AutoRenewChanged' | 'PlanChanged' | 'QuantityChanged' | 'ActivationPutOff'
>;

/** Whether what a fact tells was so before it. */
function isSoAlready(fact: Told, before: Life): boolean {
  switch (fact.type) {
    case 'ResellerChanged':
      return JSON.stringify(fact.reseller) === JSON.stringify(before.reseller);
    case 'AutoRenewChanged':
      return fact.autoRenew === before.autoRenew && fact.cancelScheduledFor === undefined;
    case 'ActivationPutOff':
      // Only what is stuck can be put off anew, to come about after all.
      return (
        before.putOff !== undefined &&
        (before.putOff.outcome !== 'stuck' || fact.activation.outcome === 'stuck')
      );
    case 'PlanChanged':
      return fact.skuId === before.skuId;
    case 'QuantityChanged':
      return fact.quantity === before.quantity;
  }
}

/** A support contact is on its subscription, and told only where it is another one (PC 6.7). */
const contactKept = ofRequests(({ command, outcome, subscription }, { engine }) => {
  if (!outcome.ok || command.type !== 'SetSupportContact') return undefined;
  const [asked, before, after] = [
    command.supportContact,
    subscription?.supportContact,
    engine.state.subscriptions.get(command.subscriptionId)?.supportContact,
  ].map((contact) => JSON.stringify(contact));
  if (after !== asked) return `has the support contact ${after}, not ${asked}`;
  return outcome.value.length === (before === asked ? 0 : 1) ? undefined : 'the same contact is told again';
});

/** Each version is another one: it counts the changes. */
const versionCounts = ofViews(({ after, subscription }) =>
  after.version === subscription.version
    ? undefined
    : `version ${subscription.version} after ${after.version - 1} changes`,
);

const staleRefused = ofRequests((request, view) => {
  const { command, outcome, subscription } = request;
  const named = command.type === 'ChangeSubscription' ? command.expectedVersion : undefined;
  if (named === undefined || named === subscription?.version) return undefined;
  return outcome.ok || !isUntouched(request, view)
    ? `version ${named} of ${subscription?.version} passes`
    : undefined;
});

type Gate = 'cancel' | 'quantity';

const held: Readonly<Record<string, Gate>> = { Cancel: 'cancel', SetQuantity: 'quantity' };

function stepFault(request: Request, view: View): string | undefined {
  const { outcome, subscription } = request;
  const [change, ...more] = changesOf(request);
  if (!change || more.length > 0 || !subscription) return undefined;
  if (change.type === 'CompleteStep') {
    const bills = outcome.ok && outcome.value.some(({ type }) => type === 'Charged');
    return bills ? 'doing a step makes a line' : undefined;
  }
  const gate = 'source' in change && change.source === 'Partner' ? undefined : held[change.type];
  const steps = subscription.steps ?? [];
  const isHeld =
    subscription.phase === 'running' && steps.some(({ done, before }) => before === gate && !done);
  if (!isHeld) return undefined;
  if (outcome.ok) return `${change.type} passes an open step`;
  return isUntouched(request, view) ? undefined : 'refused, and something changed';
}
