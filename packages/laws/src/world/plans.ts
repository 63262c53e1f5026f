import { type Offer, type Plan, type PlanPrice, price } from '@marketsim/core';
import { customerNames } from './parties.ts';
import { type PublisherName, publisherNames, publishers } from './publishers.ts';

/** Every pair of term and billing cycle that some profile allows. */
export const termPairs = [
  'P1M/monthly',
  'P1Y/monthly',
  'P1Y/annual',
  'P2Y/monthly',
  'P2Y/oneTime',
  'P3Y/monthly',
  'P3Y/oneTime',
] as const;

export type TermPair = (typeof termPairs)[number];

/** How many yen a dollar is worth here: yen have no minor unit. */
const yenPerDollar = 107;

function pricesOf(units: Readonly<Partial<Record<TermPair, string>>>): readonly PlanPrice[] {
  return termPairs.flatMap((pair) => {
    const unit = units[pair];
    if (unit === undefined) return [];
    const [duration, billingCycle] = pair.split('/') as [PlanPrice['duration'], PlanPrice['billingCycle']];
    return unitPrices(unit).map((one) => ({ duration, billingCycle, ...one }));
  });
}

/** A price of one unit in each currency. */
const unitPrices = (unit: string): readonly { readonly currency: string; readonly unitPrice: number }[] => [
  { currency: 'USD', unitPrice: price(unit) },
  { currency: 'JPY', unitPrice: price(unit) * yenPerDollar },
];

/** The same price for whatever a line pays for. */
const always = (unit: string): readonly PlanPrice[] =>
  pricesOf(Object.fromEntries(termPairs.map((pair) => [pair, unit])));

const plan = (planId: string, number: number, rest: Partial<Plan> & Pick<Plan, 'prices'>): Plan => ({
  planId,
  skuId: String(number).padStart(4, '0'),
  availabilityId: `AVAIL${number}`,
  title: planId,
  description: '',
  minimumQuantity: 1,
  maximumQuantity: 100,
  markets: ['US', 'JP'],
  freeTrial: false,
  isRenewable: true,
  isStopSell: false,
  included: [],
  ...rest,
});

/** The prices of RB 0.2: FX-M, FX-A, FX-Y, and longer terms. */
const standard = pricesOf({
  'P1M/monthly': '20.00',
  'P1Y/monthly': '10.00',
  'P1Y/annual': '120.00',
  'P2Y/monthly': '9.99',
  'P2Y/oneTime': '200.00',
  'P3Y/monthly': '3.33',
  'P3Y/oneTime': '300.00',
});

/** Plans per user: those of RB 0.2, prices that rounding bites on, and plans with a catch. */
export const perUserPlans = {
  standard: plan('standard', 1, { prices: standard }),
  gold: plan('gold', 2, { prices: always('50.00'), maximumQuantity: 12 }),
  pennies: plan('pennies', 3, { prices: always('0.01') }),
  nickels: plan('nickels', 4, { prices: always('0.05') }),
  thirds: plan('thirds', 5, { prices: always('3.33') }),
  nines: plan('nines', 6, { prices: always('9.99') }),
  free: plan('free', 7, { prices: always('0.00') }),
  trial: plan('trial', 8, { prices: always('2.00'), freeTrial: true }),
  trialToo: plan('trialToo', 9, { prices: always('3.00'), freeTrial: true }),
  once: plan('once', 10, { prices: always('20.00'), isRenewable: false }),
  monthlyOnly: plan('monthlyOnly', 11, { prices: pricesOf({ 'P1M/monthly': '20.00' }), minimumQuantity: 2 }),
  retired: plan('retired', 12, { prices: always('20.00'), isStopSell: true }),
} as const satisfies Readonly<Record<string, Plan>>;

const dimension = (id: string, unit: string): Offer['dimensions'][number] => ({
  id,
  displayName: id,
  unitOfMeasure: id,
  prices: unitPrices(unit),
});

/** What flat-rate offers meter; prices per unit that sums of use are cut off at. */
const dimensions = [dimension('email100', '0.50'), dimension('audit', '0.05')] as const;

/** What a year costs in parts, in each currency: FX-I of RB 0.2. */
const inParts = pricesOf({ 'P1Y/annual': '600.00' }).map(
  (whole): PlanPrice => ({
    ...whole,
    instalments: [
      { afterDays: 0, amount: whole.unitPrice / 6 },
      { afterDays: 45, amount: whole.unitPrice / 3 },
      { afterDays: 300, amount: whole.unitPrice / 2 },
    ],
  }),
);

/** FX-F of RB 0.2, another rate with cheaper emails and without audits, and a private one in instalments. */
export const flatPlans = {
  flat: plan('flat', 1, { prices: always('350.00'), maximumQuantity: 1 }),
  flatPlus: plan('flatPlus', 2, {
    prices: always('500.00'),
    maximumQuantity: 1,
    dimensions: [
      { dimensionId: 'email100', enabled: true, prices: unitPrices('0.0333') },
      { dimensionId: 'audit', enabled: false },
    ],
  }),
  parts: plan('parts', 3, { prices: inParts, maximumQuantity: 1, privateAudience: customerNames }),
} as const satisfies Readonly<Record<string, Plan>>;

/** Plans of an offer that a customer has once (PUR-08). */
export const soloPlans = {
  solo: plan('solo', 1, { prices: always('15.00') }),
  soloPlus: plan('soloPlus', 2, { prices: always('25.00'), freeTrial: true }),
} as const satisfies Readonly<Record<string, Plan>>;

/** The plans of each offer of a publisher. */
const plansByOffer = { seats: perUserPlans, rate: flatPlans, solo: soloPlans } as const;

export type OfferName = keyof typeof plansByOffer;

export type PlanName = { [Name in OfferName]: keyof (typeof plansByOffer)[Name] }[OfferName];

const allPlans: Readonly<Record<PlanName, Plan>> = { ...perUserPlans, ...flatPlans, ...soloPlans };

export const planNamed = (name: PlanName): Plan => allPlans[name];

export const isPlanName = (name: string): name is PlanName => Object.hasOwn(allPlans, name);

export const planNames = Object.keys(allPlans) as readonly PlanName[];

/** The offer that a plan is of. */
export function offerOf(name: PlanName): OfferName {
  if (name in flatPlans) return 'rate';
  return name in soloPlans ? 'solo' : 'seats';
}

export const isFlat = (name: PlanName): name is keyof typeof flatPlans => offerOf(name) === 'rate';

const offerBy = (name: PublisherName): Pick<Offer, 'publisherId' | 'webhookUrl'> => {
  const { webhookUrl } = publishers[name];
  return { publisherId: name, ...(webhookUrl !== undefined && { webhookUrl }) };
};

const offer = (
  name: PublisherName,
  rest: Pick<Offer, 'pricingModel' | 'dimensions' | 'plans' | 'onePerCustomer'> & {
    readonly offerId: OfferName;
  },
): Offer => ({
  ...offerBy(name),
  ...rest,
  productId: `${name}-${rest.offerId}`,
  title: rest.offerId,
  description: '',
  landingPageUrl: `https://${name}.example/landing`,
  cspAudience: 'any',
});

/** What every publisher sells: one offer per user, one at a flat rate, and one per user that each customer has once. */
export const offers: readonly Offer[] = publisherNames.flatMap((name) => [
  offer(name, {
    offerId: 'seats',
    pricingModel: 'perUser',
    dimensions: [],
    plans: Object.values(perUserPlans),
  }),
  offer(name, {
    offerId: 'rate',
    pricingModel: 'flat',
    dimensions,
    plans: Object.values(flatPlans),
  }),
  offer(name, {
    offerId: 'solo',
    pricingModel: 'perUser',
    dimensions: [],
    plans: Object.values(soloPlans),
    onePerCustomer: true,
  }),
]);

/** The dimensions that are metered under a plan. */
export const dimensionsOfPlan = (name: PlanName): readonly string[] => {
  if (!isFlat(name)) return [];
  const off = planNamed(name).dimensions?.filter(({ enabled }) => !enabled) ?? [];
  return dimensions.map(({ id }) => id).filter((id) => !off.some(({ dimensionId }) => dimensionId === id));
};

/** The product that a publisher sells a plan in. */
export const productOf = (publisher: PublisherName, name: PlanName): string =>
  `${publisher}-${offerOf(name)}`;

/** The id by which carts name a plan of a publisher. */
export function catalogItemOf(publisher: PublisherName, name: PlanName): string {
  const { skuId, availabilityId } = planNamed(name);
  return `${productOf(publisher, name)}:${skuId}:${availabilityId}`;
}
