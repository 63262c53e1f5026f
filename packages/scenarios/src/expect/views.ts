import {
  accessTo,
  type Charge,
  type Delivery,
  formatMinor,
  type Invoice,
  invoiceStatus,
  lineFields,
  planOf,
  priceToDecimal,
  type State,
  stateOf,
  statusView,
  wireEnd,
} from '@marketsim/core';
import { idOf, type Stage, subscriptionOf } from '../play/stage.ts';

/** A subscription in the words of expectations. */
export function subscriptionShown(name: string, stage: Stage) {
  const { state } = stage.engine;
  const subscription = subscriptionOf(name, stage);
  if (!subscription) return undefined;
  const { partnerCenter, column } = statusView(subscription, state.settings);
  const { quantity, autoRenew, unitPrice, windowEndsAt, friendlyName, reseller } = subscription;
  const term = subscription.phase === 'pending' ? undefined : subscription.term;
  return {
    ...{ status: partnerCenter, column, state: stateOf(subscription), quantity, autoRenew },
    plan: planOf(subscription, state)?.planId,
    price: priceToDecimal(unitPrice),
    termStart: term?.start,
    termEnd: term && wireEnd(term.end),
    windowEnds: windowEndsAt,
    access: accessTo(subscription).granted,
    reseller: reseller.kind === 'reseller' ? reseller.mpnId : '',
    nickname: friendlyName,
    endedBecause: subscription.phase === 'ended' ? subscription.reason : undefined,
  };
}

/** A line of the ledger in the same words. */
export function lineShown(charge: Charge, state: State) {
  const { type, start, end, quantity, unitAmount, amount, currency, usage, resellerMpnId } = charge;
  return {
    ...{ type, from: start, to: wireEnd(end), quantity, currency, reseller: resellerMpnId },
    unit: formatMinor(unitAmount, currency),
    amount: formatMinor(amount, currency),
    tax: formatMinor(lineFields(charge, state).taxTotal, currency),
    dimension: usage?.dimensionId,
  };
}

/** An invoice or credit note in the same words. */
export function invoiceShown(invoice: Invoice, { engine: { state }, world }: Stage) {
  const { issuedAt, dueOn, total, tax = 0, currency, documentType, payerId, chargeIds } = invoice;
  const { partners, customers } = world.identified;
  return {
    date: issuedAt.slice(0, 10),
    due: dueOn,
    total: formatMinor(total, currency),
    tax: formatMinor(tax, currency),
    ...{ currency, document: documentType },
    status: invoiceStatus(invoice, state),
    payer: [...partners, ...customers].find(({ tenantId }) => tenantId === payerId)?.alias,
    lines: chargeIds.length,
  };
}

type Parcel = NonNullable<ReturnType<Stage['world']['outbox']['parts']['parcels']['find']>>;

/** How often a webhook was tried, those tries included that an advance counted without a call. */
function triesOf(parcel: Parcel | undefined): number {
  const last = parcel?.attempts.at(-1);
  if (last === undefined) return 0;
  return last.kind === 'sent' ? last.number : last.through;
}

/** What a publisher was to be told of a subscription, oldest first. */
export const deliveriesOf = (name: string, stage: Stage): readonly Delivery[] => {
  const id = idOf(name, stage);
  return [...stage.engine.state.deliveries.values()].filter(({ subscriptionId }) => subscriptionId === id);
};

/** One of these in the words of expectations. */
export function webhookShown({ id, action, operationId, result }: Delivery, { world, engine }: Stage) {
  const tries = triesOf(world.outbox.parts.parcels.find(id));
  return {
    action,
    result: result ?? 'waiting',
    tries,
    operation: engine.state.operations.get(operationId)?.status,
  };
}

/** Sum of lines in a currency, or of the lines of a subscription, as people write it. */
export function netOf(name: string, stage: Stage): string | undefined {
  const { ledger } = stage.engine.state;
  const id = stage.ids.get(name);
  const charges = ledger.charges.filter(({ subscriptionId, currency }) =>
    id === undefined ? currency === name : subscriptionId === id,
  );
  const currency = id === undefined ? name : charges[0]?.currency;
  const sum = charges.reduce((total, { amount }) => total + amount, 0);
  return currency === undefined ? '0.00' : formatMinor(sum, currency);
}
