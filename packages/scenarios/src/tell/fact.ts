import { type DomainEvent, formatMinor, wireEnd } from '@marketsim/core';
import type { Stage } from '../play/stage.ts';
import type { Told } from '../result.ts';
import { endings } from './endings.ts';
import { heardText } from './heard.ts';

const nameOf = (id: string, { ids }: Stage): string =>
  [...ids].find(([, each]) => each === id)?.[0] ?? 'a subscription';

const starts = {
  renewal: 'renews',
  conversion: 'turns from a trial into a paid term',
  planChange: 'starts a term of its new plan',
  reinstatement: 'starts a new term',
} as const;

type Answered = Extract<DomainEvent, { type: 'WebhookAnswered' }>;

function webhookText({ deliveryId, result }: Answered, name: string, stage: Stage): string {
  const heard = heardText(deliveryId, stage);
  return `a webhook about ${name} is ${result}${heard === undefined ? '' : `: ${heard}`}`;
}

/** What happened to a subscription, in words; nothing for what goes without saying. */
function onSubscription(fact: DomainEvent, stage: Stage): string | undefined {
  if (!('subscriptionId' in fact)) return undefined;
  const name = nameOf(fact.subscriptionId, stage);
  switch (fact.type) {
    case 'SubscriptionActivated':
      return `${name} is active`;
    case 'SubscriptionSuspended':
      return `${name} is suspended (${fact.suspension.cause})`;
    case 'SubscriptionReinstated':
      return `${name} is reinstated`;
    case 'SubscriptionEnded':
      return `${name} ${endings[fact.reason]}`;
    case 'TermStarted':
      return `${name} ${starts[fact.cause]}`;
    case 'QuantityChanged':
      return `${name} has ${fact.quantity} licences`;
    case 'OperationClosed':
      return fact.status === 'Failed' ? `a change of ${name} fails` : undefined;
    case 'WebhookAnswered':
      return fact.result === 'accepted' ? undefined : webhookText(fact, name, stage);
    default:
      return undefined;
  }
}

/** What happened to money, in words. */
function onMoney(fact: DomainEvent, { engine }: Stage): string | undefined {
  const { invoices } = engine.state.ledger;
  switch (fact.type) {
    case 'InvoiceIssued': {
      const { total, currency, documentType, dueOn } = fact.invoice;
      const word = documentType === 'invoice' ? 'invoice' : 'credit note';
      return `${word} of ${formatMinor(total, currency)} ${currency}, due ${dueOn}`;
    }
    case 'InvoicePaid': {
      const { amount, invoiceId } = fact.payment;
      const currency = invoices.get(invoiceId)?.currency ?? '';
      return `${formatMinor(amount, currency)} ${currency} are paid`;
    }
    case 'InvoicePastDue':
      return `invoice ${fact.invoiceId} is past due`;
    case 'PricesTookEffect':
      return 'new prices take effect';
    default:
      return undefined;
  }
}

/** A fact as the story tells it; a charge is one line for each line of the ledger. */
export function toldOf(fact: DomainEvent, stage: Stage): readonly Told[] {
  const { at } = fact;
  if (fact.type !== 'Charged') {
    const text = onSubscription(fact, stage) ?? onMoney(fact, stage);
    return text === undefined ? [] : [{ at, text, by: 'time' }];
  }
  return fact.charges.map(({ type, subscriptionId, start, end, amount, currency }) => ({
    at,
    text: `${type} ${nameOf(subscriptionId, stage)}, ${start} to ${wireEnd(end)}`,
    amount: { minor: amount, currency },
    by: 'time',
  }));
}
