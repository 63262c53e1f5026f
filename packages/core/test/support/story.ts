import {
  type CartLineRequest,
  type Charge,
  type Command,
  type CommandOf,
  type Customer,
  catalogItemIdOf,
  createEngine,
  customerAgreementTemplate,
  type DomainError,
  type DomainEvent,
  type Engine,
  type ErrorCode,
  type EventLog,
  instant,
  type Offer,
  type Outcome,
  type Partner,
  type ProfileName,
  type Publisher,
  price,
  resolveSettings,
  type SettingOverrides,
  type Settings,
  type Subscription,
  type SubscriptionChange,
  type TermChoice,
} from '../../src/index.ts';
import { flatOffer, type PlanName, partners, perUserOffer, plans, profile, publisher } from './fixtures.ts';

export interface StoryOptions {
  readonly profile?: ProfileName;
  readonly settings?: SettingOverrides;
  readonly startsAt?: string;
  readonly publisher?: Partial<Publisher>;
  readonly offer?: Partial<Offer>;
  /** Publishes one of the two offers alone. */
  readonly only?: Offer['pricingModel'];
  readonly partner?: Partial<Partner>;
  readonly customer?: Partial<Omit<CommandOf<'CreateCustomer'>, 'type'>>;
  readonly seller?: 'direct' | 'provider';
  readonly seed?: number;
  readonly log?: EventLog;
}

/** The accepted value of an outcome; a refusal fails the test with its error. */
export function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

/** The code of a refusal; acceptance fails the test. */
export function refused(outcome: Outcome<unknown>): ErrorCode {
  return refusal(outcome).code;
}

export function refusal(outcome: Outcome<unknown>): DomainError {
  if (outcome.ok) throw new Error('accepted');
  return outcome.error;
}

const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`no ${what}`);
  return value;
};

/** A marketplace told step by step: dates are UTC, amounts in cents. Everything goes through commands. */
export interface Story {
  readonly engine: Engine;
  /** What the engine began with. */
  readonly settings: Settings;
  readonly customer: Customer;
  at(instantText: string): Story;
  run(command: Command): Outcome<readonly DomainEvent[]>;
  /** Buys and returns the subscription's id. */
  buy(plan: PlanName, quantity?: number, line?: Partial<CartLineRequest>): string;
  /** The customer buys for itself; returns the subscription's id. */
  buyDirect(plan: PlanName, quantity?: number, wish?: Partial<CommandOf<'PurchaseDirect'>>): string;
  change(id: string, ...changes: SubscriptionChange[]): Outcome<readonly DomainEvent[]>;
  activate(id: string): Story;
  subscription(id: string): Subscription;
  charges(id: string): readonly Charge[];
  /** Type, first and last day, and amount of each line. */
  lines(id: string): readonly (readonly [string, string, string, number])[];
  net(id: string): number;
}

const termOf: Readonly<Record<PlanName, TermChoice>> = {
  'FX-M': { duration: 'P1M', billingCycle: 'monthly' },
  'FX-A': { duration: 'P1Y', billingCycle: 'annual' },
  'FX-F': { duration: 'P1M', billingCycle: 'monthly' },
  'FX-T': { duration: 'P1M', billingCycle: 'none' },
  'FX-Y': { duration: 'P1Y', billingCycle: 'monthly' },
  'FX-3Y': { duration: 'P3Y', billingCycle: 'oneTime' },
  'FX-ONCE': { duration: 'P1M', billingCycle: 'monthly' },
  'FX-G': { duration: 'P1M', billingCycle: 'monthly' },
  'FX-T2': { duration: 'P1M', billingCycle: 'none' },
};

function catalogItem(plan: PlanName): string {
  const offer: Offer = plan === 'FX-F' ? flatOffer : perUserOffer;
  return catalogItemIdOf({ offer, plan: plan === 'FX-F' ? found(flatOffer.plans[0], 'plan') : plans[plan] });
}

export const cartLine = (
  plan: PlanName,
  quantity: number,
  rest: Partial<CartLineRequest> = {},
): CartLineRequest => ({
  id: 0,
  catalogItemId: catalogItem(plan),
  quantity,
  term: termOf[plan],
  participants: [],
  provisioningContext: {},
  ...rest,
});

/** The command by which a customer buys a plan of the fixtures for itself. */
export const directly = (
  customerId: string,
  plan: PlanName,
  quantity: number,
): CommandOf<'PurchaseDirect'> => ({
  type: 'PurchaseDirect',
  customerId,
  catalogItemId: catalogItem(plan),
  quantity: plan === 'FX-F' ? 1 : quantity,
  term: termOf[plan],
});

function populate(engine: Engine, options: StoryOptions): Customer {
  for (const partner of Object.values(partners)) {
    accepted(engine.execute({ type: 'RegisterPartner', partner: { ...partner, ...options.partner } }));
  }
  accepted(engine.execute({ type: 'RegisterPublisher', publisher: { ...publisher, ...options.publisher } }));
  const offers = [perUserOffer, flatOffer].filter(
    ({ pricingModel }) => pricingModel === (options.only ?? pricingModel),
  );
  for (const offer of offers) {
    accepted(engine.execute({ type: 'PublishOffer', offer: { ...offer, ...options.offer } }));
  }
  const seller = partners[options.seller ?? 'direct'];
  const lakeshore = { partnerId: seller.id, profile: profile('lakeshore'), ...options.customer };
  accepted(engine.execute({ type: 'CreateCustomer', ...lakeshore }));
  const customer = found([...engine.state.customers.values()][0], 'customer');
  accepted(engine.execute(agreementFor(customer, engine)));
  return customer;
}

export const agreementFor = (customer: Customer, engine: Engine): Command => ({
  type: 'ConfirmAgreement',
  customerId: customer.id,
  templateId: customerAgreementTemplate,
  primaryContact: { firstName: 'Ana', lastName: 'Okafor', email: 'ana@lakeshore.example' },
  dateAgreed: engine.now(),
  userId: 'agent',
});

let last: Story | undefined;

/** The story that was begun last, once. */
export function takeLastStory(): Story | undefined {
  const story = last;
  last = undefined;
  return story;
}

export function aStory(options: StoryOptions = {}): Story {
  const settings = resolveSettings({
    ...(options.profile && { profile: options.profile }),
    ...(options.settings && { settings: options.settings }),
  });
  const engine = createEngine({
    startsAt: instant(options.startsAt ?? '2020-07-14T10:00:00Z'),
    settings,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.log && { log: options.log }),
  });
  const story = tell(engine, settings, populate(engine, options));
  last = story;
  return story;
}

function tell(engine: Engine, settings: Settings, customer: Customer): Story {
  const story: Story = {
    engine,
    settings,
    customer,
    run: (command) => engine.execute(command),
    at: (text) => {
      accepted(engine.advanceTo(instant(text)));
      return story;
    },
    buy: (plan, quantity = 10, line = {}) => {
      const lines = [cartLine(plan, plan === 'FX-F' ? 1 : quantity, line)];
      accepted(engine.execute({ type: 'CreateCart', customerId: customer.id, by: 'agent', lines }));
      const cartId = found([...engine.state.carts.keys()].at(-1), 'cart');
      const events = accepted(engine.execute({ type: 'CheckOutCart', customerId: customer.id, cartId }));
      const purchase = events.find((event) => event.type === 'SubscriptionPurchased');
      return found(purchase?.subscription.id, 'purchase');
    },
    buyDirect: (plan, quantity = 10, wish = {}) => {
      const command = { ...directly(customer.id, plan, quantity), ...wish };
      const events = accepted(engine.execute(command));
      return found(
        events.find((event) => event.type === 'SubscriptionPurchased'),
        'purchase',
      ).subscription.id;
    },
    change: (subscriptionId, ...changes) =>
      engine.execute({ type: 'ChangeSubscription', subscriptionId, changes }),
    activate: (id) => {
      const { quantity } = story.subscription(id);
      accepted(story.change(id, { type: 'AssignLicenses', count: quantity }, { type: 'ConfirmActivation' }));
      return story;
    },
    subscription: (id) => found(engine.state.subscriptions.get(id), id),
    charges: (id) => engine.state.ledger.chargesOf(id),
    lines: (id) => story.charges(id).map(({ type, start, end, amount }) => [type, start, end, amount]),
    net: (id) => story.charges(id).reduce((sum, { amount }) => sum + amount, 0),
  };
  return story;
}

/** A purchase of one seat at 210.00 SEK for a second customer, in Sweden. */
export function aSwedishPurchase({ engine, settings }: Story): readonly [string] {
  const plan = {
    ...plans['FX-M'],
    markets: ['SE'],
    prices: plans['FX-M'].prices.map((entry) => ({ ...entry, currency: 'SEK', unitPrice: price('210.00') })),
  };
  const offer: Offer = { ...perUserOffer, productId: 'DZH318Z0SWED', plans: [plan] };
  accepted(engine.execute({ type: 'PublishOffer', offer }));
  const swedish = profile('fjord', { address: { ...profile('fjord').address, country: 'SE' } });
  accepted(engine.execute({ type: 'CreateCustomer', partnerId: partners.direct.id, profile: swedish }));
  const customer = found([...engine.state.customers.values()].at(-1), 'customer');
  accepted(engine.execute(agreementFor(customer, engine)));
  return [
    tell(engine, settings, customer).buy('FX-M', 1, { catalogItemId: catalogItemIdOf({ offer, plan }) }),
  ];
}
