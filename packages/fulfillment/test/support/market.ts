import {
  type Command,
  type CustomerProfile,
  catalogItemIdOf,
  createEngine,
  customerAgreementTemplate,
  type DomainEvent,
  type Engine,
  type Instant,
  instant,
  type Offer,
  type Partner,
  resolveSettings,
  type SettingOverrides,
  type Subscription,
  type SubscriptionChange,
  type TermChoice,
} from '@marketsim/core';
import { beams, harbour, idle, ids, lighthouse, moorings, pierdesk, soundings } from './catalog.ts';

/** What a test wants to buy; a German customer's ten seats of crew by the month unless it says otherwise. */
type Purchase = {
  readonly offer?: Offer;
  readonly planId?: string;
  readonly customerId?: string;
  readonly quantity?: number;
  readonly friendlyName?: string;
  readonly term?: TermChoice;
};

export type Market = {
  readonly engine: Engine;
  /** Runs a command that has to succeed. */
  run(command: Command): readonly DomainEvent[];
  buy(purchase?: Purchase): string;
  /** The customer buys for itself. */
  buyDirect(purchase?: Purchase): string;
  change(subscriptionId: string, change: SubscriptionChange): readonly DomainEvent[];
  /** Buys and activates. */
  buyActive(purchase?: Purchase): string;
  /** A fresh purchase token. */
  token(subscriptionId: string): string;
  subscription(id: string): Subscription;
  advanceTo(at: string): void;
};

const start = instant('2026-01-31T09:00:00.500Z');

const partner = (id: string, detail: Partial<Partner>): Partner => ({
  id,
  name: 'Nördliche Cloud & Co.',
  kind: 'directBill',
  mpnId: id.slice(0, 6),
  country: 'DE',
  agreementSigned: true,
  sandbox: false,
  resellers: [],
  ...detail,
});

const profile = (name: string, country: string): CustomerProfile => ({
  companyName: name,
  domain: `${name.toLowerCase()}.onmicrosoft.com`,
  email: `it@${name.toLowerCase()}.example`,
  culture: 'en-US',
  language: 'en',
  address: {
    country,
    city: 'Port',
    addressLine1: '1 Quay',
    postalCode: '10000',
    firstName: 'Ada',
    lastName: 'Marsh',
  },
});

const accept = (customerId: string, at: Instant): Command => ({
  type: 'ConfirmAgreement',
  customerId,
  templateId: customerAgreementTemplate,
  primaryContact: { firstName: 'Ada', lastName: 'Marsh', email: 'ada@marsh.example' },
  dateAgreed: at,
  userId: 'tester',
});

const setUp: readonly Command[] = [
  { type: 'RegisterPartner', partner: partner(ids.cloudPartner, {}) },
  { type: 'RegisterPartner', partner: partner(ids.sandboxPartner, { name: 'Trial Ground', sandbox: true }) },
  ...[harbour, lighthouse, idle].map((publisher): Command => ({ type: 'RegisterPublisher', publisher })),
  ...[pierdesk, soundings, moorings, beams].map((offer): Command => ({ type: 'PublishOffer', offer })),
  {
    type: 'CreateCustomer',
    partnerId: ids.cloudPartner,
    tenantId: ids.german,
    profile: profile('Saltmarsh', 'DE'),
  },
  {
    type: 'CreateCustomer',
    partnerId: ids.sandboxPartner,
    tenantId: ids.american,
    profile: profile('Bayline', 'US'),
  },
  accept(ids.german, start),
  accept(ids.american, start),
];

/** A world with partners, publishers, offers and customers, made through commands alone. */
export function market(settings: SettingOverrides = {}): Market {
  const engine = createEngine({ startsAt: start, settings: resolveSettings({ settings }) });
  const run = (command: Command): readonly DomainEvent[] => {
    const outcome = engine.execute(command);
    if (!outcome.ok) throw new Error(`${command.type}: ${JSON.stringify(outcome.error)}`);
    return outcome.value;
  };
  for (const command of setUp) run(command);
  const change = (subscriptionId: string, asked: SubscriptionChange): readonly DomainEvent[] =>
    run({ type: 'ChangeSubscription', subscriptionId, changes: [asked] });
  const buy = (purchase?: Purchase): string => buyOne(run, purchase);
  return {
    engine,
    run,
    change,
    buy,
    buyDirect: (purchase) => buyDirect(run, purchase),
    buyActive: (purchase) => {
      const id = buy(purchase);
      change(id, { type: 'ConfirmActivation' });
      return id;
    },
    token: (id) => tokenIn(change(id, { type: 'GetActivationLink' })),
    subscription: (id) => found(engine.state.subscriptions.get(id)),
    advanceTo: (at) => {
      if (!engine.advanceTo(instant(at)).ok) throw new Error(`cannot advance to ${at}`);
    },
  };
}

const monthly: TermChoice = { duration: 'P1M', billingCycle: 'monthly' };

function buyDirect(run: Market['run'], purchase: Purchase = {}): string {
  const { offer = pierdesk, planId = offer.plans[0]?.planId, customerId = ids.german } = purchase;
  const plan = found(offer.plans.find((candidate) => candidate.planId === planId));
  const { quantity = offer.pricingModel === 'flat' ? 1 : 10, friendlyName, term = monthly } = purchase;
  const events = run({
    type: 'PurchaseDirect',
    customerId,
    catalogItemId: catalogItemIdOf({ offer, plan }),
    quantity,
    term,
    ...(friendlyName !== undefined && { friendlyName }),
  });
  return found(events.find((event) => event.type === 'SubscriptionPurchased')).subscription.id;
}

function buyOne(run: Market['run'], purchase: Purchase = {}): string {
  const { offer = pierdesk, planId = offer.plans[0]?.planId, customerId = ids.german } = purchase;
  const plan = found(offer.plans.find((candidate) => candidate.planId === planId));
  const { quantity = offer.pricingModel === 'flat' ? 1 : 10, friendlyName, term = monthly } = purchase;
  const created = run({
    type: 'CreateCart',
    customerId,
    by: 'tester',
    lines: [
      {
        id: 0,
        catalogItemId: catalogItemIdOf({ offer, plan }),
        quantity,
        term,
        participants: [],
        provisioningContext: {},
        ...(friendlyName !== undefined && { friendlyName }),
      },
    ],
  });
  const cartId = found(created.find((event) => event.type === 'CartCreated')).cart.id;
  const placed = run({ type: 'CheckOutCart', customerId, cartId });
  const bought = placed.find((event) => event.type === 'SubscriptionPurchased');
  if (!bought) throw new Error(`nothing bought: ${JSON.stringify(placed)}`);
  return bought.subscription.id;
}

const tokenIn = (events: readonly DomainEvent[]): string =>
  found(events.find((event) => event.type === 'PurchaseTokenIssued')).token;

/** The value, which has to be there. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected a value');
  return value;
}
