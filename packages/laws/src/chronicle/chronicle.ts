import type {
  DomainEvent,
  EventOf,
  Instant,
  Invoice,
  Offer,
  Plan,
  Publisher,
  Settings,
  SubscriptionEvent,
} from '@marketsim/core';
import { type Books, emptyBooks, type Posted } from './books.ts';
import { bornLife, evolveLife } from './evolve-life.ts';
import type { Life } from './life.ts';
import { postedLife } from './post.ts';

/** One fact, and what it made of the subscription that it is about. */
export interface Told {
  readonly fact: DomainEvent;
  readonly before?: Life;
  readonly after?: Life;
  /** What it wrote into the ledger. */
  readonly posted: readonly Posted[];
}

/** A world as its facts alone tell it. */
export interface Chronicle {
  readonly settings: Settings;
  /** Instant of the last fact. */
  readonly at: Instant;
  readonly lives: ReadonlyMap<string, Life>;
  readonly books: Books;
  readonly publishers: ReadonlyMap<string, Publisher>;
  /** The subscription of every purchase token. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Operations that are over. */
  readonly closed: ReadonlySet<string>;
  planOf(life: Pick<Life, 'productId' | 'skuId'>): Plan | undefined;
  offerOf(life: Pick<Life, 'productId'>): Offer | undefined;
  take(fact: DomainEvent): Told;
}

interface Fold {
  settings: Settings;
  at: Instant;
  readonly lives: Map<string, Life>;
  readonly books: ReturnType<typeof emptyBooks>;
  readonly offers: Map<string, Offer>;
  readonly publishers: Map<string, Publisher>;
  readonly tokens: Map<string, string>;
  readonly closed: Set<string>;
}

const nothing: readonly Posted[] = [];

function posted({ lives, books }: Fold, { charges }: EventOf<'Charged'>): readonly Posted[] {
  return charges.flatMap((charge) => {
    const life = lives.get(charge.subscriptionId);
    if (!life) return [];
    const entry = books.post(charge, life.term?.number ?? 0);
    lives.set(life.id, postedLife(life, entry));
    return [{ entry, charge, life }];
  });
}

function lived(fold: Fold, fact: SubscriptionEvent): Told {
  const before = fold.lives.get(fact.subscriptionId);
  if (!before) return { fact, posted: nothing };
  const after = evolveLife(before, fact, fold.settings);
  if (after !== before) fold.lives.set(after.id, after);
  if (fact.type === 'PurchaseTokenIssued') fold.tokens.set(fact.token, fact.subscriptionId);
  if (fact.type === 'OperationClosed') fold.closed.add(fact.operationId);
  return { fact, before, after, posted: nothing };
}

const issued = ({ books }: Fold, invoice: Invoice): void => books.issue(invoice);

function taken(fold: Fold, fact: DomainEvent): Told {
  fold.at = fact.at;
  if ('subscriptionId' in fact) return lived(fold, fact);
  switch (fact.type) {
    case 'SubscriptionPurchased': {
      const after = bornLife(fact.subscription, fold.settings);
      fold.lives.set(after.id, after);
      return { fact, after, posted: nothing };
    }
    case 'Charged':
      return { fact, posted: posted(fold, fact) };
    case 'InvoiceIssued':
      issued(fold, fact.invoice);
      break;
    case 'SettingChanged':
      fold.settings = { ...fold.settings, [fact.setting]: fact.value };
      break;
    case 'OfferPublished':
      fold.offers.set(fact.offer.productId, fact.offer);
      break;
    case 'PublisherRegistered':
      fold.publishers.set(fact.publisher.id, fact.publisher);
  }
  return { fact, posted: nothing };
}

/** A chronicle without facts, of a world that began with these settings. */
export function createChronicle(settings: Settings, at: Instant): Chronicle {
  const fold: Fold = {
    ...{ settings, at },
    lives: new Map(),
    books: emptyBooks(),
    offers: new Map(),
    publishers: new Map(),
    tokens: new Map(),
    closed: new Set(),
  };
  const offerOf = ({ productId }: Pick<Life, 'productId'>) => fold.offers.get(productId);
  return {
    get settings() {
      return fold.settings;
    },
    get at() {
      return fold.at;
    },
    ...{ lives: fold.lives, books: fold.books, publishers: fold.publishers },
    ...{ tokens: fold.tokens, closed: fold.closed, offerOf },
    planOf: (life) => offerOf(life)?.plans.find(({ skuId }) => skuId === life.skuId),
    take: (fact) => taken(fold, fact),
  };
}
