import { invoiceStatus, pastDueFrom } from '../../billing/payment.ts';
import type { State } from '../../state/state.ts';
import {
  type EngineState,
  payerOf,
  type RunningSubscription,
  type Subscription,
  stateOf,
} from '../../subscription/subscription.ts';
import { causesOf } from '../../subscription/suspension-causes.ts';
import { inWindow } from '../../subscription/window.ts';
import type { Instant } from '../../time.ts';
import { type Sentence, says } from '../explanation.ts';
import type { Past } from '../past.ts';
import { amountText, instantText, rangeText } from '../words.ts';
import { wishText } from './changes.ts';
import { beforeText, stepRules } from './setup.ts';

/** The states of RB 4.1 in words, with the rules by which something is in them. */
export const stateTexts: Readonly<Record<EngineState, readonly [text: string, rules: readonly string[]]>> = {
  PN: ['pending: bought, and neither licences nor setup are done', ['ACT-12']],
  PL: ['pending: licences are assigned, the setup is not confirmed', ['ACT-12', 'ACT-15']],
  PC: ['pending: the setup is confirmed, licences are not assigned', ['ACT-12', 'ACT-15']],
  TR: ['active, in its free trial', ['BIL-24']],
  AC: ['active, and renews at the end of its term', ['REN-05']],
  EN: ['active, and ends with its term', ['REN-06', 'CAN-06']],
  SU: ['suspended: no access, no charges', ['SUS-01', 'SUS-04']],
  CA: ['cancelled', ['CAN-18']],
  EX: ['expired', ['CAN-18']],
};

const steps = ({ steps: all = [] }: Subscription): readonly Sentence[] =>
  all
    .filter(({ done }) => !done)
    .map(({ name, owner, before }) =>
      says(`The step "${name}" of the ${owner} is open, which stands before ${beforeText[before]}`, [
        stepRules[before],
      ]),
    );

function openOperation({ openOperationId }: Subscription, { operations }: State): readonly Sentence[] {
  const operation = operations.get(openOperationId ?? '');
  if (!operation) return [];
  const text = `The publisher has not answered yet to ${wishText(operation)} (operation ${operation.id})`;
  return [says(text, ['QTY-08', 'QTY-09'], { at: operation.openedAt })];
}

const webhooks = ({ id }: Subscription, { deliveriesAhead }: State): readonly Sentence[] =>
  [...deliveriesAhead.values()]
    .filter(({ subscriptionId }) => subscriptionId === id)
    .map(({ action, id: deliveryId, queuedAt }) =>
      says(`The webhook ${action} (${deliveryId}) is still being delivered`, ['QTY-08'], { at: queuedAt }),
    );

const causes = ({ suspension }: RunningSubscription): readonly Sentence[] =>
  (suspension ? causesOf(suspension) : []).map(({ cause, at }) =>
    cause === 'partner'
      ? says('Access is off because its partner took it away', ['SUS-01', 'SUS-06'], { at })
      : says('Access is off because a payment is missing', ['SUS-02', 'SUS-05'], { at }),
  );

/** Invoices that nobody has paid in time (BIL-15). */
function debts(subscription: Subscription, state: State): readonly Sentence[] {
  const payer = payerOf(subscription);
  return [...state.pastDue.of(payer)]
    .flatMap((id) => state.ledger.invoices.get(id) ?? [])
    .filter((invoice) => invoiceStatus(invoice, state) === 'pastDue')
    .map((invoice) =>
      says(
        `Invoice ${invoice.id} of ${amountText(invoice.total, invoice.currency)}, due on ${invoice.dueOn}, is past due`,
        ['BIL-15', 'SUS-02'],
        { at: pastDueFrom(invoice) },
      ),
    );
}

function terms({ term, period }: RunningSubscription): Sentence {
  const rules = ['BIL-01', 'BIL-02'];
  const name = term.trial ? 'The trial' : `Term ${term.number}`;
  return says(`${name} is ${rangeText(term)}; paid for is ${rangeText(period)}`, rules);
}

/** How a subscription stands: its state first, then its terms, and what is open. */
export function standingSentences(subscription: Subscription, { state, now }: Past): readonly Sentence[] {
  const [text, rules] = stateTexts[stateOf(subscription)];
  const present = says(`It is ${text}`, rules);
  if (subscription.phase === 'ended')
    return [{ ...present, at: subscription.endedAt }, ...webhooks(subscription, state)];
  const running = subscription.phase === 'running' ? subscription : undefined;
  return [
    present,
    ...(running ? [terms(running), ...causes(running)] : []),
    ...windowOf(subscription, now()),
    ...openOperation(subscription, state),
    ...steps(subscription),
    ...webhooks(subscription, state),
    ...debts(subscription, state),
  ];
}

function windowOf(subscription: Subscription, now: Instant): readonly Sentence[] {
  const { windowEndsAt } = subscription;
  if (windowEndsAt === undefined) return [];
  const text = inWindow(subscription, now)
    ? 'A cancellation would bring a refund until the window ends'
    : 'The window in which a cancellation brought a refund has ended';
  return [says(`${text}, at ${instantText(windowEndsAt)}`, ['CAN-03'], { at: windowEndsAt })];
}
