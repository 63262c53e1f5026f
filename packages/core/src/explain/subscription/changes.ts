import type { Delivery, DeliveryResult } from '../../operation/delivery.ts';
import { isQuestion, type Operation, type OperationAction } from '../../operation/operation.ts';
import { pricedIn } from '../../pricing/line-price.ts';
import { payerOf, type Subscription } from '../../subscription/subscription.ts';
import { type Cause, says } from '../explanation.ts';
import type { Past } from '../past.ts';
import { instantText, priceText, settingText } from '../words.ts';
import { buyerOf, command, timer } from './parties.ts';
import type { Scene, Tellers } from './teller.ts';

const asked: Readonly<Record<OperationAction, string>> = {
  Subscribe: 'the activation',
  ChangePlan: 'another plan',
  ChangeQuantity: 'another quantity',
  Renew: 'the renewal',
  Suspend: 'the suspension',
  Reinstate: 'the reinstatement',
  Unsubscribe: 'the end',
};

const told: Readonly<Record<OperationAction, string>> = {
  Subscribe: 'WHK-09',
  ChangePlan: 'PLN-04',
  ChangeQuantity: 'QTY-08',
  Renew: 'WHK-03',
  Suspend: 'WHK-04',
  Reinstate: 'SUS-08',
  Unsubscribe: 'WHK-06',
};

const commandOf: Partial<Readonly<Record<OperationAction, string>>> = {
  ChangePlan: 'ChangePlan',
  ChangeQuantity: 'SetQuantity',
  Reinstate: 'Reactivate',
};

/** What an operation would make of the subscription. */
export const wishText = ({
  action,
  quantity,
  skuId,
}: Pick<Operation, 'action' | 'quantity' | 'skuId'>): string => {
  if (action === 'ChangeQuantity') return `quantity ${quantity}`;
  return action === 'ChangePlan' ? `plan ${skuId}` : asked[action];
};

/** Whether a payment that arrived just then brought a reinstatement about (SUS-07). */
const paysFor = (
  { action, openedAt }: Operation,
  before: Subscription,
  { state: { payments, ledger } }: Past,
): boolean =>
  action === 'Reinstate' &&
  before.phase === 'running' &&
  before.suspension?.cause === 'payment' &&
  ledger.invoicesOf(payerOf(before)).some(({ id }) => payments.get(id)?.paidAt === openedAt);

function opened({ event: { operation }, before, settings, past }: Scene<'OperationOpened'>) {
  const { id, action, source, deliverBy, acknowledgeBy, status } = operation;
  const by = source === 'Partner' ? 'publisher' : buyerOf(before);
  if (status !== 'InProgress' || !isQuestion(action))
    return says(`The publisher is told of ${asked[action]} (operation ${id})`, [told[action]]);
  const cause = paysFor(operation, before, past)
    ? command('RecordPayment', by)
    : command(commandOf[action] ?? action, by);
  const wish = `Asked for: ${wishText(operation)} (operation ${id})`;
  if (deliverBy) {
    const text = `${wish}; unless its webhook arrives by ${instantText(deliverBy)} it fails, by ${settingText('op.deliveryTimeout', settings)}`;
    return says(text, [told[action]], { cause });
  }
  const text = acknowledgeBy
    ? `${wish}; the publisher may refuse until ${instantText(acknowledgeBy)}, by ${settingText('op.ackTimeout', settings)}`
    : `${wish}, and there is nobody to ask`;
  return says(text, [told[action]], { cause });
}

const waitsFor = ({ acknowledgeBy, deliverBy }: Operation) => acknowledgeBy ?? deliverBy;

function closed({ event, previous, past }: Scene<'OperationClosed'>) {
  const operation = past.operations.get(event.operationId);
  if (!operation) throw new Error(`no operation ${event.operationId}`);
  const name = `${wishText(operation)} (operation ${operation.id})`;
  if (event.status === 'Conflict')
    return says(`Given up, because the end or the suspension came first: ${name}`, ['CAN-22']);
  const cause = closingCause(event, { operation, previous });
  if (event.status === 'Failed' && waitsFor(operation) === undefined)
    return says(`Failed, because its publisher lets nothing change to that plan: ${name}`, ['PLN-07'], {
      cause,
    });
  if (event.status === 'Failed')
    return says(`Failed, and everything stays as it was: ${name}`, ['QTY-08'], { cause });
  if (waitsFor(operation) === undefined) return says(`Applied at once: ${name}`, ['QTY-08'], { cause });
  return says(
    cause.kind === 'timer'
      ? `Applied, because silence until the deadline counts as consent: ${name}`
      : `Applied: ${name}`,
    ['QTY-08'],
    { cause },
  );
}

function closingCause(
  event: Scene<'OperationClosed'>['event'],
  { operation, previous }: { readonly operation: Operation; readonly previous: Scene['previous'] },
): Cause {
  const isAnswer = previous?.type === 'WebhookAnswered' && previous.acknowledgeBy === undefined;
  if (isAnswer && previous.seq === event.seq - 1) return command('RecordDelivery', 'publisher');
  if (waitsFor(operation) === event.at) return timer('operationDeadline');
  return waitsFor(operation) === undefined
    ? command(commandOf[operation.action] ?? operation.action, 'marketplace')
    : command('AcknowledgeOperation', 'publisher');
}

const resultText: Readonly<Record<DeliveryResult, string>> = {
  accepted: 'was answered with success',
  refused: 'was refused',
  exhausted: 'was given up after its last attempt',
  cancelled: 'was given up because its operation had ended',
};

const nameOf = ({ action, id }: Delivery): string => `The webhook ${action} (${id})`;

function answered({ event, past }: Scene<'WebhookAnswered'>) {
  const delivery = past.state.deliveries.get(event.deliveryId);
  const name = delivery ? nameOf(delivery) : `The webhook ${event.deliveryId}`;
  const wait = event.acknowledgeBy
    ? `; the publisher may refuse until ${instantText(event.acknowledgeBy)}, from then on silence is consent`
    : '';
  return says(`${name} ${resultText[event.result]}${wait}`, ['QTY-08'], {
    cause: command('RecordDelivery', heard.has(event.result) ? 'publisher' : 'marketplace'),
  });
}

const heard: ReadonlySet<DeliveryResult> = new Set(['accepted', 'refused']);

function autoRenewChanged({ event, before }: Scene<'AutoRenewChanged'>) {
  const { autoRenew, cancelScheduledFor } = event;
  const by = buyerOf(before);
  if (cancelScheduledFor)
    return says(
      `A cancellation after the window: it runs on and ends with its term on ${cancelScheduledFor}, without a refund`,
      ['CAN-06'],
      { cause: command('Cancel', by) },
    );
  const revokes = before.phase === 'running' && before.cancelScheduledFor !== undefined;
  const text = `Auto-renew was switched ${autoRenew ? 'on' : 'off'}`;
  return says(
    revokes ? `${text}, which takes back the cancellation that was planned` : text,
    ['REN-02', ...(revokes ? ['CAN-23'] : [])],
    { cause: command('SetAutoRenew', by) },
  );
}

/** Changes that are asked for, and what became of the questions. */
export const changeTellers: Tellers<
  | 'OperationOpened'
  | 'OperationClosed'
  | 'WebhookQueued'
  | 'WebhookAnswered'
  | 'QuantityChanged'
  | 'RenewalQuantitySet'
  | 'PlanChanged'
  | 'AutoRenewChanged'
> = {
  OperationOpened: opened,
  OperationClosed: closed,
  WebhookQueued: ({ event: { delivery } }) =>
    says(`${nameOf(delivery)} is on its way; it is given up at ${instantText(delivery.giveUpAt)}`, [
      told[delivery.action],
    ]),
  WebhookAnswered: answered,
  QuantityChanged: ({ event, before }) =>
    says(`The quantity is ${event.quantity}, before it was ${before.quantity}`, ['QTY-11', 'QTY-12']),
  RenewalQuantitySet: ({ event, before }) =>
    event.quantity === before.quantity
      ? says(`The next term begins with the ${event.quantity} of now`, ['REN-10'], {
          cause: command('SetQuantity', buyerOf(before)),
        })
      : says(`The next term begins with ${event.quantity}; until then it is ${before.quantity}`, ['REN-10']),
  PlanChanged: ({ event, before }) =>
    says(
      `The plan is ${event.skuId} at ${priceText(event.unitPrice, pricedIn(before))}, before it was ${before.skuId} ` +
        `at ${priceText(before.unitPrice, pricedIn(before))}; term and window stay`,
      ['PLN-05', 'PLN-06'],
    ),
  AutoRenewChanged: autoRenewChanged,
};
