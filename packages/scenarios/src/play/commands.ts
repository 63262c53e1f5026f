import {
  asOffered,
  type Command,
  type Currency,
  catalogItemIdOf,
  day,
  exchangeRate,
  exponentOf,
  instant,
  type Minor,
  type NewPrice,
  percent,
  price,
  type SubscriptionChange,
  type TermChoice,
} from '@marketsim/core';
import { faultCommand } from '@marketsim/simulator';
import type { ActionOf } from '../format/actions.ts';
import type { StoryStep } from '../format/schema.ts';
import { idOf, offerOf, planOf, type Stage, subscriptionOf } from './stage.ts';

/** Minor units of an amount as people write it. */
const minorOf = (amount: string | number, currency: Currency): Minor =>
  Math.round(Number(amount) * 10 ** exponentOf(currency));

/** Term and billing cycle of `P1Y/annual`. */
export const termOf = (pair: string): TermChoice => {
  const [duration, billingCycle] = pair.split('/');
  return { duration, billingCycle } as TermChoice;
};

/** An MPN id, given as it is or as the alias of a partner. */
export function mpnIdOf(reseller: string, { world }: Stage): string {
  return world.identified.partners.find(({ alias }) => alias === reseller)?.mpnId ?? reseller;
}

const tenantsOf = (
  aliases: readonly string[],
  members: readonly { readonly alias: string; readonly tenantId: string }[],
): readonly string[] =>
  members.filter(({ alias }) => aliases.includes(alias)).map(({ tenantId }) => tenantId);

/** A command to one subscription of the story. */
export const toOne = (name: string, stage: Stage, ...changes: readonly SubscriptionChange[]): Command => ({
  type: 'ChangeSubscription',
  subscriptionId: idOf(name, stage),
  changes,
});

function changesOf(wish: ActionOf<'change'>, stage: Stage): readonly SubscriptionChange[] {
  const { quantity, plan, autoRenew, nickname, reseller } = wish;
  return [
    ...(nickname === undefined ? [] : [{ type: 'SetNickname', friendlyName: nickname } as const]),
    ...(reseller === undefined ? [] : [{ type: 'SetReseller', mpnId: mpnIdOf(reseller, stage) } as const]),
    ...(autoRenew === undefined ? [] : [{ type: 'SetAutoRenew', autoRenew } as const]),
    ...(quantity === undefined ? [] : [{ type: 'SetQuantity', quantity } as const]),
    ...(plan === undefined ? [] : [{ type: 'ChangePlan', planId: plan } as const]),
  ];
}

function pricesOf({ offer, ...wish }: ActionOf<'prices'>, stage: Stage): Command {
  const { productId, plans } = offerOf(offer, stage);
  const prices = wish.new.map(({ plan, term, dimension, currency, price: unit }): NewPrice => {
    const skuId = plans.find(({ planId }) => planId === plan)?.skuId;
    const cost = { currency, unitPrice: price(unit) };
    if (dimension !== undefined)
      return { dimensionId: dimension, ...cost, ...(skuId !== undefined && { skuId }) };
    return { skuId: skuId ?? '', ...termOf(term ?? ''), ...cost };
  });
  return { type: 'ChangePrices', productId, prices };
}

function marginOf(wish: ActionOf<'margin'>, stage: Stage): Command {
  const { partners, customers } = stage.world.identified;
  const { productId, plans } = offerOf(wish.offer, stage);
  const { plans: chosen, from, until } = wish;
  return {
    type: 'GrantMargin',
    productId,
    basisPoints: percent(wish.percent),
    partnerIds: tenantsOf(wish.partners, partners),
    ...(wish.customers && { customerIds: tenantsOf(wish.customers, customers) }),
    ...(chosen && {
      skuIds: plans.filter(({ planId }) => chosen.includes(planId)).map(({ skuId }) => skuId),
    }),
    ...(from !== undefined && { startsOn: day(from) }),
    endsOn: day(until),
  };
}

function paymentOf({ invoice, amount }: ActionOf<'pay'>, { engine }: Stage): Command {
  const found = [...engine.state.ledger.invoices.values()][invoice - 1];
  const { id: invoiceId, total, currency } = found ?? { id: '', total: 0, currency: '' };
  return {
    type: 'RecordPayment',
    invoiceId,
    amount: amount === undefined ? total : minorOf(amount, currency),
  };
}

function usageOf({ of, dimension, quantity, usedAt }: ActionOf<'report'>, stage: Stage): Command {
  const event = {
    ...{ subscriptionId: idOf(of, stage), dimensionId: dimension, quantity },
    usedAt: usedAt === undefined ? stage.engine.now() : instant(usedAt),
  };
  const publisherId = subscriptionOf(of, stage)?.publisherId ?? '';
  return { type: 'ReportUsage', publisherId, events: [event] };
}

function refundOf({ of, amount }: ActionOf<'refund'>, stage: Stage): Command {
  const { currency = '' } = subscriptionOf(of, stage) ?? {};
  return toOne(of, stage, { type: 'ApproveRefund', amount: minorOf(amount, currency) });
}

function activationOf(name: string, stage: Stage): Command {
  const { quantity = 1 } = subscriptionOf(name, stage) ?? {};
  return toOne(name, stage, { type: 'AssignLicenses', count: quantity }, { type: 'ConfirmActivation' });
}

/** What is asked of one subscription. */
function onOne(step: StoryStep, stage: Stage): Command | undefined {
  const { activate, assign, confirm, change, suspend, reinstate, cancel, refund, finish } = step;
  if (activate !== undefined) return activationOf(activate, stage);
  if (assign) return toOne(assign.of, stage, { type: 'AssignLicenses', count: assign.licences });
  if (confirm !== undefined) return toOne(confirm, stage, { type: 'ConfirmActivation' });
  if (change) return toOne(change.of, stage, ...changesOf(change, stage));
  if (suspend !== undefined) return toOne(suspend, stage, { type: 'Suspend' });
  if (reinstate !== undefined) return toOne(reinstate, stage, { type: 'Reactivate' });
  if (cancel !== undefined) return toOne(cancel, stage, { type: 'Cancel' });
  if (finish) return toOne(finish.of, stage, { type: 'CompleteStep', name: finish.step });
  return refund && refundOf(refund, stage);
}

/** What is asked of the world. */
function onWorld(step: StoryStep, stage: Stage): Command | undefined {
  const { report, pay, prices, margin, rate, setting, fault } = step;
  if (report) return usageOf(report, stage);
  if (pay) return paymentOf(pay, stage);
  if (prices) return pricesOf(prices, stage);
  if (margin) return marginOf(margin, stage);
  if (rate) {
    const { from, to, month } = rate;
    return {
      type: 'SetExchangeRate',
      ...{ from, to, rate: exchangeRate(rate.rate) },
      ...(month !== undefined && { month }),
    };
  }
  if (setting) {
    const { name, value } = setting;
    return { type: 'ChangeSetting', name, value } as Command;
  }
  const read = fault && faultCommand({ ...fault, publisherId: fault.publisher });
  return read?.ok ? read.command : undefined;
}

/** The command of a step that is one command; nothing for one that is more, or none. */
export const commandOf = (step: StoryStep, stage: Stage): Command | undefined =>
  onOne(step, stage) ?? onWorld(step, stage);

/** The id by which carts name a plan. */
export function catalogItemOf(name: string, stage: Stage): string {
  const { engine } = stage;
  return catalogItemIdOf(asOffered(planOf(name, stage), { now: engine.now(), state: engine.state }));
}
