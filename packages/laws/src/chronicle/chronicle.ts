import {
  type Charge,
  type Customer,
  type DomainEvent,
  type EventOf,
  type Instant,
  type Offer,
  type Operation,
  type Order,
  type Partner,
  type Plan,
  type Settings,
  type SubscriptionEvent,
  type UsageEvent,
  withPlan,
} from '@marketsim/core';
import { type Books, type BooksFold, emptyBooks, type Posted } from './books.ts';
import { type Debts, type DebtsFold, noDebts } from './debts.ts';
import { bornLife, evolveLife } from './evolve-life.ts';
import { firstRun, type InvoiceRun, runAfter } from './invoice-run.ts';
import type { Life } from './life.ts';
import { postedLife } from './post.ts';
import { emptyPriceBook, type PriceBook, type PriceBookFold } from './price-book.ts';
import { keyOfLine, noUses, type Uses, type UsesFold } from './use.ts';

/** One fact, and what it made of the subscription that it is about. */
export interface Told {
  readonly fact: DomainEvent;
  readonly before?: Life;
  readonly after?: Life;
  /** What it wrote into the ledger. */
  readonly posted: readonly Posted[];
}

/** An operation, and how often its publisher was told of it. */
interface KnownOperation {
  readonly operation: Operation;
  readonly deliveries: number;
}

/** A world as its facts alone tell it. */
export interface Chronicle {
  readonly settings: Settings;
  /** Instant of the last fact. */
  readonly at: Instant;
  readonly run: InvoiceRun;
  readonly lives: ReadonlyMap<string, Life>;
  readonly books: Books;
  readonly uses: Uses;
  readonly debts: Debts;
  readonly prices: PriceBook;
  readonly customers: ReadonlyMap<string, Customer>;
  /** The first issue of every purchase token. */
  readonly tokens: ReadonlyMap<string, EventOf<'PurchaseTokenIssued'>>;
  readonly operations: ReadonlyMap<string, KnownOperation>;
  readonly partners: ReadonlyMap<string, Partner>;
  /** Every order as it was placed. */
  readonly orders: ReadonlyMap<string, Order>;
  /** Ids of the orders that were cancelled. */
  readonly cancelledOrders: ReadonlySet<string>;
  planOf(life: Pick<Life, 'productId' | 'skuId'>): Plan | undefined;
  offerOf(life: Pick<Life, 'productId'>): Offer | undefined;
  /** Whether anybody hears of what happens to a subscription: not without a webhook, not from a sandbox (PC 1.6). */
  isTold(life: Pick<Life, 'productId' | 'partnerId'>): boolean;
  take(fact: DomainEvent): Told;
}

interface Fold {
  settings: Settings;
  at: Instant;
  run: InvoiceRun;
  readonly lives: Map<string, Life>;
  readonly books: BooksFold;
  readonly uses: UsesFold;
  readonly debts: DebtsFold;
  readonly prices: PriceBookFold;
  readonly customers: Map<string, Customer>;
  readonly offers: Map<string, Offer>;
  readonly partners: Map<string, Partner>;
  readonly orders: Map<string, Order>;
  readonly cancelledOrders: Set<string>;
  readonly tokens: Map<string, EventOf<'PurchaseTokenIssued'>>;
  readonly operations: Map<string, KnownOperation>;
}

const nothing: readonly Posted[] = [];

/** The events of a report that were accepted. */
export const accepted = ({ results }: EventOf<'UsageReported'>): readonly UsageEvent[] =>
  results.flatMap((result) => (result.status === 'accepted' ? [result.event] : []));

function chargeUse({ uses }: Fold, charge: Charge): void {
  const key = keyOfLine(charge);
  if (!uses.lines.get(key)?.lineId) uses.charge(key, charge.id);
}

function post(fold: Fold, { charges }: EventOf<'Charged'>): readonly Posted[] {
  const { lives, books } = fold;
  return charges.flatMap((charge) => {
    const life = lives.get(charge.subscriptionId);
    if (!life) return [];
    const entry = books.post(charge, life, fold.settings['rounding.mode']);
    if (charge.usage) chargeUse(fold, charge);
    else lives.set(life.id, postedLife(life, entry));
    return [{ entry, charge, life }];
  });
}

/** What a fact about a subscription leaves beside it. */
function noteBeside({ tokens, operations, books }: Fold, fact: SubscriptionEvent): void {
  switch (fact.type) {
    case 'TermStarted':
      books.beginTerm(fact.subscriptionId);
      break;
    case 'PurchaseTokenIssued':
      if (!tokens.has(fact.token)) tokens.set(fact.token, fact);
      break;
    case 'OperationOpened':
      operations.set(fact.operation.id, { operation: fact.operation, deliveries: 0 });
      break;
    case 'WebhookQueued': {
      const known = operations.get(fact.delivery.operationId);
      if (known) operations.set(known.operation.id, { ...known, deliveries: known.deliveries + 1 });
    }
  }
}

function live(fold: Fold, fact: SubscriptionEvent): Told {
  const before = fold.lives.get(fact.subscriptionId);
  if (!before) return { fact, posted: nothing };
  const after = evolveLife(before, fact, fold.settings);
  if (after !== before) fold.lives.set(after.id, after);
  noteBeside(fold, fact);
  return { fact, before, after, posted: nothing };
}

function bear(fold: Fold, fact: EventOf<'SubscriptionPurchased'>): Told {
  const after = bornLife(fact.subscription, fold.settings);
  fold.lives.set(after.id, after);
  return { fact, after, posted: nothing };
}

function sellOtherwise({ offers }: Fold, { productId, skuId, sale }: EventOf<'SaleChanged'>): void {
  const offer = offers.get(productId);
  if (offer) offers.set(productId, withPlan(offer, skuId, sale));
}

/** What a fact about no subscription changes. */
function note(fold: Fold, fact: DomainEvent): void {
  switch (fact.type) {
    case 'InvoiceIssued':
      fold.books.issue(fact.invoice);
      fold.debts.issue(fact.invoice);
      break;
    case 'InvoiceRunCompleted':
      fold.run = runAfter(fact.month, fold.run.nextAt, fold.settings);
      break;
    case 'SettingChanged':
      fold.settings = { ...fold.settings, [fact.setting]: fact.value };
      break;
    case 'OfferPublished':
      fold.offers.set(fact.offer.productId, fact.offer);
      fold.prices.publish(fact.offer);
      break;
    case 'SaleChanged':
      sellOtherwise(fold, fact);
      break;
    case 'InvoicePaid':
      fold.debts.pay(fact.payment.invoiceId, fact.at);
      break;
    case 'InvoicePastDue':
      fold.debts.fallPastDue(fact.invoiceId);
      break;
    case 'UsageReported':
      for (const event of accepted(fact)) fold.uses.accept(event);
      break;
    case 'PartnerRegistered':
      fold.partners.set(fact.partner.id, fact.partner);
      break;
    case 'CustomerCreated':
      fold.customers.set(fact.customer.id, fact.customer);
      break;
    case 'PriceChangePublished':
      fold.prices.change(fact);
      break;
    case 'MarginGranted':
      fold.prices.grant(fact.margin);
      break;
    case 'ExchangeRateSet':
      fold.prices.setRate(fact.exchangeRate);
      break;
    case 'OrderPlaced':
      fold.orders.set(fact.order.id, fact.order);
      break;
    case 'OrderClosed':
      if (fact.status === 'cancelled') fold.cancelledOrders.add(fact.orderId);
  }
}

function take(fold: Fold, fact: DomainEvent): Told {
  fold.at = fact.at;
  if ('subscriptionId' in fact) return live(fold, fact);
  if (fact.type === 'SubscriptionPurchased') return bear(fold, fact);
  if (fact.type === 'Charged') return { fact, posted: post(fold, fact) };
  note(fold, fact);
  return { fact, posted: nothing };
}

/** A chronicle without facts, of a world that began with these settings at this instant. */
export function createChronicle(settings: Settings, at: Instant): Chronicle {
  const fold: Fold = {
    ...{ settings, at, run: firstRun(at, settings) },
    lives: new Map(),
    books: emptyBooks(),
    uses: noUses(),
    debts: noDebts(),
    prices: emptyPriceBook(),
    customers: new Map(),
    offers: new Map(),
    partners: new Map(),
    orders: new Map(),
    cancelledOrders: new Set(),
    tokens: new Map(),
    operations: new Map(),
  };
  const offerOf = ({ productId }: Pick<Life, 'productId'>) => fold.offers.get(productId);
  return {
    get settings() {
      return fold.settings;
    },
    get at() {
      return fold.at;
    },
    get run() {
      return fold.run;
    },
    ...{
      lives: fold.lives,
      books: fold.books,
      uses: fold.uses,
      debts: fold.debts,
      prices: fold.prices,
      customers: fold.customers,
      tokens: fold.tokens,
      operations: fold.operations,
      partners: fold.partners,
      orders: fold.orders,
      cancelledOrders: fold.cancelledOrders,
      offerOf,
    },
    planOf: (life) => offerOf(life)?.plans.find(({ skuId }) => skuId === life.skuId),
    isTold: (life) =>
      offerOf(life)?.webhookUrl !== undefined && !fold.partners.get(life.partnerId ?? '')?.sandbox,
    take: (fact) => take(fold, fact),
  };
}
