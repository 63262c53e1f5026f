import { owes } from '../../billing/payment.ts';
import { priceFor } from '../../catalog/catalog.ts';
import { offerOf, planOf } from '../../catalog/plan-of.ts';
import { type DueKind, nextDue, nextOfInvoice, nextPrices } from '../../due.ts';
import { pricedIn } from '../../pricing/line-price.ts';
import type { Settings } from '../../settings/registry.ts';
import { isUnpaid } from '../../subscription/non-payment.ts';
import {
  type PendingSubscription,
  payerOf,
  type RunningSubscription,
  type Subscription,
} from '../../subscription/subscription.ts';
import { causesOf } from '../../subscription/suspension-causes.ts';
import { nextTerm, periodAfter } from '../../subscription/terms.ts';
import { inWindow, windowSetting } from '../../subscription/window.ts';
import { type Instant, startOf } from '../../time.ts';
import { type Sentence, says } from '../explanation.ts';
import type { Past } from '../past.ts';
import { amountText, priceText, rangeText, settingText } from '../words.ts';
import { wishText } from './changes.ts';
import { graceRule, graceSetting } from './course.ts';
import { timer } from './parties.ts';

/** A statement of what will happen at an instant unless something changes before. */
interface Coming extends Sentence {
  readonly at: Instant;
}

const coming = (
  at: Instant,
  text: string,
  { rules, due }: { readonly rules: readonly string[]; readonly due?: DueKind },
): Coming => ({ ...says(text, rules, due && { cause: timer(due) }), at });

/** The settings of an instant in the past of a subscription: a deadline is captured when it is set. */
function settingsAt(id: string, at: Instant, past: Past): Settings {
  const known = past.happenedTo(id).findLast(({ event }) => event.at <= at);
  return known?.settings ?? past.purchases.get(id)?.settings ?? past.settings;
}

/** What comes next for a subscription, earliest first: terms and timers, and by which settings they have their instants. */
export function aheadSentences(subscription: Subscription, past: Past): readonly Sentence[] {
  switch (subscription.phase) {
    case 'pending':
      return [...activation(subscription), lapse(subscription, past)];
    case 'running':
      return [
        ...(subscription.suspension ? graces(subscription, past) : boundaries(subscription, past)),
        ...suspendedBoundary(subscription, past),
        ...windowEnd(subscription, past),
        ...deadline(subscription, past),
        ...payments(subscription, past),
        ...prices(subscription, past),
      ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    case 'ended':
      return [];
  }
}

/** What an activation that was accepted and put off comes to. */
function activation({ activation: accepted }: PendingSubscription): readonly Coming[] {
  if (!accepted || accepted.outcome === 'stuck') return [];
  const text =
    accepted.outcome === 'ok'
      ? 'The activation that was accepted comes about'
      : 'The activation that was accepted fails, and the purchase ends';
  return [coming(accepted.at, text, { rules: ['ACT-12'], due: 'activation' })];
}

function lapse({ id, lapsesAt, orderedAt }: PendingSubscription, past: Past): Coming {
  const setting = settingText('act.pendingExpiry', settingsAt(id, orderedAt, past));
  const text = `The purchase lapses unless it is activated before, by ${setting} from the order`;
  return coming(lapsesAt, text, { rules: ['ACT-14'], due: 'pendingExpiry' });
}

/** The end of the period, if the term goes on then, and the end of the term. */
function boundaries(subscription: RunningSubscription, past: Past): readonly Coming[] {
  const { period, term } = subscription;
  return period.end < term.end
    ? [periodEnd(subscription, past), termEnd(subscription, past)]
    : [termEnd(subscription, past)];
}

const unpaidText = 'its account is past due, so access is taken away instead of a charge';

function periodEnd(subscription: RunningSubscription, { state }: Past): Coming {
  const at = startOf(subscription.period.end);
  const due = 'periodEnd' as const;
  if (isUnpaid(subscription, { state }))
    return coming(at, `The period is over, and ${unpaidText}`, { rules: ['SUS-02', 'REN-08'], due });
  const next = rangeText(periodAfter(subscription));
  return coming(at, `The next period begins and is charged: ${next}`, { rules: ['BIL-02', 'BIL-04'], due });
}

function termEnd(subscription: RunningSubscription, { state }: Past): Coming {
  const { term, autoRenew, cancelScheduledFor, unitPrice } = subscription;
  const at = startOf(term.end);
  const due = 'termEnd' as const;
  const plan = planOf(subscription, state);
  const name = term.trial ? 'The trial' : `Term ${term.number}`;
  if (cancelScheduledFor)
    return coming(at, `${name} is over, and the planned cancellation ends it`, { rules: ['CAN-06'], due });
  if (!autoRenew)
    return coming(at, `${name} is over: auto-renew is off, it expires`, { rules: ['REN-06'], due });
  if (!plan?.isRenewable)
    return coming(at, `${name} is over: the plan does not renew, it expires`, { rules: ['REN-07'], due });
  if (isUnpaid(subscription, { state }))
    return coming(at, `${name} is over, and ${unpaidText}`, { rules: ['REN-08', 'SUS-02'], due });
  const price = priceFor(plan, subscription.paidTerm, pricedIn(subscription))?.unitPrice ?? unitPrice;
  const next = rangeText(nextTerm(subscription.paidTerm, subscription).term);
  const words = term.trial ? 'it turns into a paid term' : 'it renews';
  const text = `${name} is over and ${words}, as auto-renew is on: ${next}, now at ${priceText(price, pricedIn(subscription))}`;
  return coming(at, text, { rules: term.trial ? ['BIL-25'] : ['REN-05', 'BIL-10'], due });
}

/** When the causes of a suspension end the subscription, each by its own setting. */
const graces = (subscription: RunningSubscription, past: Past): readonly Coming[] =>
  (subscription.suspension ? causesOf(subscription.suspension) : []).map(({ cause, endsAt, at }) => {
    const setting = settingText(graceSetting[cause], settingsAt(subscription.id, at, past));
    const unless =
      cause === 'partner' ? 'its partner gives access back before' : 'the payment arrives before';
    return coming(endsAt, `It ends unless ${unless}, by ${setting}`, {
      rules: [graceRule[cause]],
      due: 'graceEnd',
    });
  });

/** While suspended a boundary only matters where it ends the subscription, or adds a cause. */
function suspendedBoundary(subscription: RunningSubscription, { state }: Past): readonly Coming[] {
  const { suspension, term } = subscription;
  if (!suspension) return [];
  const due = nextDue(subscription, state);
  if (due?.kind === 'termEnd')
    return [
      coming(startOf(term.end), 'Its term is over, and it expires with it', {
        rules: ['SUS-12'],
        due: 'termEnd',
      }),
    ];
  return due?.kind === 'periodEnd'
    ? [
        coming(due.at, 'The payment that is past due becomes a second cause', {
          rules: ['SUS-02'],
          due: 'periodEnd',
        }),
      ]
    : [];
}

function windowEnd(subscription: RunningSubscription, past: Past): readonly Coming[] {
  const { windowEndsAt, paidTerm, startedAt, id } = subscription;
  const now = past.now();
  if (windowEndsAt === undefined || !inWindow(subscription, now)) return [];
  const settings = settingsAt(id, startedAt, past);
  const by = `${settingText(windowSetting(paidTerm), settings)} and ${settingText('cancel.anchor', settings)}`;
  const after = settingText('cancel.afterWindow', past.state.settings);
  const text = `The window for a cancellation with a refund ends, by ${by} (billing cycle ${paidTerm.billingCycle}); after it ${after}`;
  return [coming(windowEndsAt, text, { rules: ['CAN-02', 'CAN-03', 'CAN-06'] })];
}

function deadline(subscription: RunningSubscription, past: Past): readonly Coming[] {
  const operation = past.state.operations.get(subscription.openOperationId ?? '');
  const { acknowledgeBy, deliverBy } = operation ?? {};
  if (!operation) return [];
  const settings = settingsAt(subscription.id, operation.openedAt, past);
  const [wish, due] = [wishText(operation), 'operationDeadline' as const];
  if (acknowledgeBy) {
    const setting = settingText('op.ackTimeout', settings);
    return [
      coming(acknowledgeBy, `Silence counts as consent to ${wish}, by ${setting}`, {
        rules: ['QTY-08'],
        due,
      }),
    ];
  }
  if (!deliverBy) return [];
  const setting = settingText('op.deliveryTimeout', settings);
  return [
    coming(deliverBy, `What was asked for, ${wish}, fails unless its webhook arrives, by ${setting}`, {
      rules: ['QTY-08'],
      due,
    }),
  ];
}

/** Payments that are due from whoever pays for it. */
const payments = (subscription: RunningSubscription, { state }: Past): readonly Coming[] =>
  state.ledger
    .invoicesOf(payerOf(subscription))
    .filter(owes)
    .flatMap((invoice): readonly Coming[] => {
      const due = nextOfInvoice(invoice, state);
      if (!due) return [];
      const name = `Invoice ${invoice.id} of ${amountText(invoice.total, invoice.currency)}`;
      const setting = settingText('payments', state.settings);
      return [
        due.kind === 'payment'
          ? coming(due.at, `${name} is paid on its due date, by ${setting}`, {
              rules: ['BIL-15'],
              due: due.kind,
            })
          : coming(due.at, `${name} is past due unless its payment is recorded, by ${setting}`, {
              rules: ['BIL-15', 'SUS-02'],
              due: due.kind,
            }),
      ];
    });

function prices(subscription: RunningSubscription, { state }: Past): readonly Coming[] {
  const offer = offerOf(subscription, state);
  const due = offer && nextPrices(offer);
  return due
    ? [
        coming(due.at, 'Prices of the offer change; the running term keeps its own', {
          rules: ['BIL-11', 'BIL-10'],
          due: due.kind,
        }),
      ]
    : [];
}
