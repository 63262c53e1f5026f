import { type Command, catalogItemIdOf, type DomainEvent, type Engine } from '@marketsim/core';
import {
  type SimulatedWorld,
  type Simulator,
  startSimulator,
  type WorldDefinitionInput,
} from '@marketsim/simulator';

/** A simulator whose only world has many active monthly subscriptions. */
export interface Crowd extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly world: SimulatedWorld;
}

/** How big a crowd is, how it came about, and who is told of it. */
export interface CrowdOptions {
  readonly subscriptions: number;
  /** 100 unless given. */
  readonly perCustomer?: number;
  /** Days over which the purchases are spread, and with them the renewals. */
  readonly days: number;
  /** The publisher's webhook; nobody is told without one. */
  readonly webhookUrl?: string;
  /** Where the world is kept; it lives in memory without one. */
  readonly dataFolder?: string;
}

const startsAt = '2026-01-01T09:00:00Z';

/** A partner, its customers, and a publisher with one monthly plan. */
const market = (customers: number): WorldDefinitionInput => ({
  version: 1,
  startsAt,
  partners: [{ alias: 'direct', name: 'Direct', kind: 'directBill', mpnId: '4000001', country: 'US' }],
  customers: Array.from({ length: customers }, (_, n) => ({
    alias: `customer-${n}`,
    partner: 'direct',
    companyName: `Customer ${n}`,
    domain: `customer${n}.onmicrosoft.com`,
    country: 'US',
  })),
  publishers: [{ alias: 'publisher', name: 'Publisher', reportsLicenseAssignment: false }],
  offers: [
    {
      offerId: 'teamwork',
      publisher: 'publisher',
      title: 'Teamwork',
      pricingModel: 'perUser',
      plans: [
        {
          planId: 'standard',
          title: 'Standard',
          markets: ['US'],
          prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: '20.00' }],
        },
      ],
    },
  ],
});

/** Runs a command that must be accepted. */
function run(engine: Engine, command: Command): readonly DomainEvent[] {
  const outcome = engine.execute(command);
  if (!outcome.ok) throw new Error(`${command.type}: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

function buy(engine: Engine, customerId: string): void {
  const [item] = engine.state.planByCatalogItem.values();
  if (!item) throw new Error('nothing is sold');
  const line = {
    id: 0,
    catalogItemId: catalogItemIdOf(item),
    quantity: 10,
    term: { duration: 'P1M', billingCycle: 'monthly' },
    participants: [],
    provisioningContext: {},
  } as const;
  run(engine, { type: 'CreateCart', customerId, by: 'bench', lines: [line] });
  const cartId = [...engine.state.cartsOf.of(customerId)].at(-1) ?? '';
  const bought = run(engine, { type: 'CheckOutCart', customerId, cartId });
  const purchase = bought.find((event) => event.type === 'SubscriptionPurchased');
  if (!purchase) throw new Error('nothing was bought');
  const { id: subscriptionId } = purchase.subscription;
  run(engine, { type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'ConfirmActivation' }] });
}

/** Builds the crowd; its clock stands on the last day of purchases. */
export async function startCrowd({
  subscriptions,
  perCustomer = 100,
  days,
  webhookUrl,
  dataFolder,
}: CrowdOptions): Promise<Crowd> {
  const simulator = await startSimulator({
    world: market(Math.ceil(subscriptions / perCustomer)),
    ...(dataFolder !== undefined && { dataFolder }),
    ...(webhookUrl !== undefined && { ownPublisher: { webhookUrl } }),
  });
  const world = await simulator.worlds.require();
  const customers = [...world.engine.state.customers.keys()];
  let bought = 0;
  for (let today = 1; today <= days; today++) {
    if (today > 1) await simulator.advance('P1D');
    for (; bought < Math.round((subscriptions * today) / days); bought++) {
      buy(world.engine, customers[bought % customers.length] ?? '');
    }
  }
  return { simulator, world, [Symbol.asyncDispose]: () => simulator.close() };
}
