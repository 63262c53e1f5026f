import { type Command, type Operation, type SubscriptionChange, usageResults } from '@marketsim/core';
import { costOf, partsOf } from '../chronicle/use.ts';
import { priceAt } from '../laws/usage.ts';
import { foretoldOfPrices } from '../model/price-commands.ts';
import type { Concern } from '../model/rows.ts';
import { foretoldOfStrangers } from '../model/strangers.ts';
import type { CancelOrderStep, ChangeStep, PayStep, ReportStep, Step } from '../scenario/step.ts';
import { differences } from './compare.ts';
import { performBuy, performFill } from './perform-buy.ts';
import { inWords, judgedAs, type Performed, type Problems } from './performed.ts';
import type { Stage } from './stage.ts';

/** An operation that a step speaks of, by its place: never one that the publisher asked for itself and that is over. */
function operationFor(word: string, id: string, { engine: { state } }: Stage): Operation | undefined {
  if (word === 'open') return state.operations.get(state.subscriptions.get(id)?.openOperationId ?? '');
  if (word === 'unknown') return undefined;
  return [...state.operationsOf.of(id)]
    .flatMap((one) => state.operations.get(one) ?? [])
    .findLast(({ status, source }) => status !== 'InProgress' && source === 'Azure');
}

/** A change with ids in place of words, and what it is about. */
function resolved(
  change: SubscriptionChange,
  id: string,
  stage: Stage,
): { readonly change: SubscriptionChange; readonly concern: Concern } {
  const { state } = stage.engine;
  if (change.type === 'AcknowledgeOperation') {
    const operation = operationFor(change.operationId, id, stage);
    const concern = !operation ? 'unknown' : operation.status === 'InProgress' ? 'open' : 'closed';
    return { change: { ...change, operationId: operation?.id ?? 'unknown' }, concern };
  }
  if (change.type === 'ApproveRefund') {
    const most = stage.witness.chronicle.lives.get(id)?.termNet ?? 0;
    return { change, concern: change.amount >= 1 && change.amount <= most ? 'open' : 'unknown' };
  }
  if (change.type !== 'RecordDelivery') return { change, concern: 'unknown' };
  const ahead = [...state.deliveriesAhead.values()].filter(({ subscriptionId }) => subscriptionId === id);
  const open = ahead.find(({ operationId }) => operationId === state.subscriptions.get(id)?.openOperationId);
  const delivery = { first: ahead[0], open: open ?? ahead[0] }[change.deliveryId];
  const operation = state.operations.get(delivery?.operationId ?? '');
  const concern = !delivery ? 'unknown' : operation?.status === 'InProgress' ? 'open' : 'closed';
  return { change: { ...change, deliveryId: delivery?.id ?? 'unknown' }, concern };
}

function performChange({ of, changes, etag }: ChangeStep, stage: Stage): Performed {
  const id = stage.ids[of - 1] ?? 'unknown';
  const all = changes.map((change) => resolved(change, id, stage));
  const version = stage.engine.state.subscriptions.get(id)?.version ?? 0;
  const command: Command = {
    type: 'ChangeSubscription',
    subscriptionId: id,
    changes: all.map(({ change }) => change),
    ...(etag && { expectedVersion: etag === 'stale' ? version - 1 : version }),
  };
  const concern = all[0]?.concern ?? 'unknown';
  const foretold = stage.model.change({ id, changes: command.changes, isStale: etag === 'stale', concern });
  return judgedAs(stage.witness.execute(command), foretold);
}

/** The order that a step speaks of; its own of a subscription is in its purchase. */
function orderFor({ of, order }: CancelOrderStep, { engine: { state }, ids }: Stage): string | undefined {
  const id = ids[of - 1] ?? 'unknown';
  const own = state.subscriptions.get(id)?.orderId;
  if (order === 'purchase') return own;
  return [...state.orders.values()].findLast(
    (one) => one.id !== own && one.lineItems.some(({ subscriptionId }) => subscriptionId === id),
  )?.id;
}

function performCancelOrder(step: CancelOrderStep, stage: Stage): Performed {
  const orderId = orderFor(step, stage) ?? 'unknown';
  const id = orderId === 'unknown' ? orderId : (stage.ids[step.of - 1] ?? 'unknown');
  const foretold = stage.model.cancelOrder(id, step.order);
  return judgedAs(stage.witness.execute({ type: 'CancelOrder', orderId }), foretold);
}

/** The most that one event may come to, in minor units. */
const dearest = 1_000_000_000_000;

/** The events of a report with ids in place of numbers, and whether each is worth more than it may be. */
const usesOf = ({ of, events }: ReportStep, { ids, witness: { chronicle } }: Stage) =>
  events.map(({ of: other = of, dimension, quantity, usedAt }) => {
    const subscriptionId = ids[other - 1] ?? 'unknown';
    const use = { subscriptionId, dimensionId: dimension, quantity, usedAt };
    const life = chronicle.lives.get(subscriptionId);
    const price = life && priceAt(use, life, chronicle);
    const isCountable = quantity > 0 && quantity < 1e15;
    const worth = life && price && isCountable ? costOf(partsOf(quantity), price, life.currency) : 0;
    return { use, foretold: { subscriptionId, dimension, quantity, usedAt, isTooDear: worth > dearest } };
  });

/** A report of use: each event is answered for itself. */
function performReport(step: ReportStep, stage: Stage): Performed {
  const { model, witness } = stage;
  const own = model.subscriptions.get(stage.ids[step.of - 1] ?? '')?.publisher;
  const publisherId = step.by ?? own ?? 'plain';
  const uses = usesOf(step, stage);
  const foretold = model.report(
    uses.map((one) => one.foretold),
    publisherId,
  );
  const judged = witness.execute({ type: 'ReportUsage', publisherId, events: uses.map(({ use }) => use) });
  if ('refused' in foretold) return judgedAs(judged, foretold);
  const { outcome, violations } = judged;
  const answers = usageResults(outcome)?.map((one) =>
    one.status === 'refused' ? one.refusal.code : one.status,
  );
  const isForetold = answers?.join() === foretold.join() && outcome.ok === foretold.includes('accepted');
  return {
    accepted: outcome.ok,
    problems: [
      ...violations.map(inWords),
      ...(isForetold ? [] : [`use is ${answers?.join()}, foretold ${foretold.join()}`]),
    ],
  };
}

const nothing: Performed = { accepted: true, problems: [] };

/** The payment of an invoice, or of a cent less than it. */
function performPay({ invoice, amount }: PayStep, { engine, model, witness }: Stage): Performed {
  const found = [...engine.state.ledger.invoices.values()][invoice - 1];
  const { id: invoiceId, total } = found ?? { id: 'unknown', total: 0 };
  const foretold = model.pay(invoiceId, amount === 'inFull');
  const paid = amount === 'inFull' ? total : total - 1;
  return judgedAs(witness.execute({ type: 'RecordPayment', invoiceId, amount: paid }), foretold);
}

/** Any other command: the laws judge what comes of it, and not of every one is anything foretold. */
function performCommand(command: Command, { engine, witness, model, ids }: Stage): Performed {
  const foretold =
    command.type === 'ChangeSetting'
      ? model.set(command)
      : (foretoldOfPrices(command, engine.now()) ?? foretoldOfStrangers(command, ids));
  const judged = witness.execute(command);
  if (foretold) return judgedAs(judged, foretold);
  const { outcome, violations } = judged;
  return { accepted: outcome.ok, problems: violations.map(inWords) };
}

/** The clock goes first in the world, for the model must be told of the invoices on the way. */
function move(step: Step, { engine, model, witness }: Stage): Performed {
  if (step.at <= engine.now() && !('wait' in step)) return nothing;
  const judged = witness.advanceTo(step.at);
  const facts = judged.outcome.ok ? judged.outcome.value : [];
  const issued = facts.flatMap((fact) => (fact.type === 'InvoiceIssued' ? [fact.invoice] : []));
  model.advanceTo(step.at, issued);
  return judgedAs(judged, 'accepted');
}

function act(step: Step, stage: Stage): Performed {
  if ('buy' in step) return performBuy(step.buy, stage);
  if ('fill' in step) return performFill(step.fill, stage);
  if ('change' in step) return performChange(step.change, stage);
  if ('cancelOrder' in step) return performCancelOrder(step.cancelOrder, stage);
  if ('report' in step) return performReport(step.report, stage);
  if ('pay' in step) return performPay(step.pay, stage);
  return 'command' in step ? performCommand(step.command, stage) : nothing;
}

/** Does one step, on the world and on the model, and says what was wrong: laws that broke, or what was not foretold. */
export function perform(step: Step, stage: Stage): Problems {
  const moved = move(step, stage);
  const { accepted, problems } = act(step, stage);
  stage.done.push({ step, accepted });
  return [...moved.problems, ...problems, ...differences(stage)];
}
