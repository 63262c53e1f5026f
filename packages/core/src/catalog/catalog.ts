import type { Currency } from '../money.ts';
import type { Step } from '../subscription/step.ts';
import type { Instalment } from './instalments.ts';
import type { PriceInTime } from './price-in-time.ts';

/** Length of a commitment. */
export type TermDuration = 'P1M' | 'P1Y' | 'P2Y' | 'P3Y';

/** How often a term is charged; `oneTime` is upfront, `none` belongs to trials (BIL-01). */
export type BillingCycle = 'monthly' | 'annual' | 'oneTime' | 'none';

/** A commitment and its payment rhythm. */
export interface TermChoice {
  readonly duration: TermDuration;
  readonly billingCycle: BillingCycle;
}

/** A commitment whose one upfront payment may be split up (BIL-31). */
export interface PaymentTerm extends TermChoice {
  readonly instalments?: readonly Instalment[];
}

/** What one unit of a dimension costs in one currency. */
export interface DimensionPrice extends PriceInTime {
  readonly currency: Currency;
}

/** What one unit of a plan costs for one billing cycle of a term, in one currency. */
export interface PlanPrice extends PaymentTerm, PriceInTime {
  readonly currency: Currency;
}

/** A unit of metered use and its price in every currency it is sold in (MET-01). */
export interface Dimension {
  readonly id: string;
  readonly displayName: string;
  readonly unitOfMeasure: string;
  readonly prices: readonly DimensionPrice[];
}

/** What a plan makes of a dimension of its offer (MET-01). */
export interface PlanDimension {
  readonly dimensionId: string;
  /** Whether its use is accepted under the plan. */
  readonly enabled: boolean;
  /** Prices of the plan's own; absent: those of the offer. */
  readonly prices?: readonly DimensionPrice[];
}

/** Units of a dimension that the fee includes, told to customers only (MET-02). */
export interface IncludedQuantity {
  readonly dimensionId: string;
  readonly units: string;
  /** The term for which the units hold; absent: for each. */
  readonly term?: TermDuration;
}

/** What something is called, in one language. */
export interface Texts {
  readonly title: string;
  readonly description: string;
}

/** Texts of other languages by their locales, such as `sv-SE`; absent: there is the one language (PC 0.4). */
type Localized = Readonly<Record<string, Texts>>;

/** What a publisher sells under one name: a plan to the publisher, a SKU to Partner Center. */
export interface Plan extends Texts {
  readonly planId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly localized?: Localized;
  readonly minimumQuantity: number;
  /** Absent: no upper limit (PUR-11). */
  readonly maximumQuantity?: number;
  readonly prices: readonly PlanPrice[];
  /** ISO country codes in which the plan is sold (PUR-05). */
  readonly markets: readonly string[];
  /** Whether the plan starts with a free trial (BIL-24). */
  readonly freeTrial: boolean;
  readonly isRenewable: boolean;
  readonly isStopSell: boolean;
  /** Whether the publisher lets no running subscription change to it; off unless given (PLN-07). */
  readonly blocksChanges?: boolean;
  /** Whether the marketplace activates each purchase at once and starts its billing (ACT-12, SF 5.4); off unless given. */
  readonly autoActivation?: boolean;
  /** What the buyer must have attested, and whether nothing is sold without it (PC 3.3); absent: nothing. */
  readonly attestation?: { readonly type: string; readonly isEnforced: boolean };
  /** What partners cannot change of its subscriptions; absent: they may change all (PC 6.4). */
  readonly keeps?: 'everything' | 'status';
  /** Tenants that may see a private plan; absent for a public one. */
  readonly privateAudience?: readonly string[];
  readonly included: readonly IncludedQuantity[];
  /** What differs from the dimensions of the offer; absent: nothing. */
  readonly dimensions?: readonly PlanDimension[];
}

/** Which CSP partners may resell an offer (PUR-06). */
export type CspAudience = 'any' | 'none' | { readonly partners: readonly string[] };

/** A publisher's product: an offer to the publisher, a product to Partner Center. */
export interface Offer extends Texts {
  readonly offerId: string;
  readonly productId: string;
  readonly publisherId: string;
  readonly localized?: Localized;
  /** One pricing model for all plans of the offer (SF 5.6). */
  readonly pricingModel: 'perUser' | 'flat';
  /** What it is that is bought elsewhere; absent: SaaS (PUR-09). */
  readonly kind?: 'virtualMachine' | 'container' | 'azureApplication';
  /** Whether sandbox accounts cannot buy it; off unless given (PC 1.6). */
  readonly notInSandbox?: boolean;
  /** Whether a customer can have one subscription of it at a time; off unless given (PUR-08). */
  readonly onePerCustomer?: boolean;
  /** Where activation links lead; without `#` (ACT-03). */
  readonly landingPageUrl: string;
  /** Where the publisher is told of changes; absent: it is not told (SF 4.1). */
  readonly webhookUrl?: string;
  readonly cspAudience: CspAudience;
  readonly dimensions: readonly Dimension[];
  readonly plans: readonly Plan[];
}

/** An independent software vendor, known to the fulfillment API by tenant and application (SF 1.4). */
export interface Publisher {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  readonly applicationId: string;
  /** Whether billing waits for this publisher's report of assigned licences; else Activate implies it (ACT-12, ACT-13). */
  readonly reportsLicenseAssignment: boolean;
  /** Whether changes wait for this publisher's answer; else they are applied at once (QTY-08). */
  readonly answersOperations: boolean;
  /** Steps that each new subscription starts with (ACT-08, CAN-10). */
  readonly steps?: readonly Step[];
}

/** By which a publisher is found from a token: one pair belongs to one publisher (SF 1.4). */
export const applicationKey = ({
  tenantId,
  applicationId,
}: Pick<Publisher, 'tenantId' | 'applicationId'>): string => `${tenantId} ${applicationId}`.toLowerCase();

/** An offer together with one of its plans. */
export interface OfferedPlan {
  readonly offer: Offer;
  readonly plan: Plan;
}

/** `{product}:{SKU}:{availability}`, the id that carts and orders name a plan by (PC 3.4). */
export const catalogItemIdOf = ({
  offer,
  plan,
}: {
  readonly offer: Pick<Offer, 'productId'>;
  readonly plan: Pick<Plan, 'skuId' | 'availabilityId'>;
}): string => `${offer.productId}:${plan.skuId}:${plan.availabilityId}`;

/** Months of a commitment. */
export const termMonths: Readonly<Record<TermDuration, number>> = { P1M: 1, P1Y: 12, P2Y: 24, P3Y: 36 };

/** Months that one charge of a term covers: the billing period (BIL-01). */
export const cycleMonths = ({ duration, billingCycle }: TermChoice): number =>
  billingCycle === 'monthly' ? 1 : termMonths[duration];

/** The plan's price for a term in a currency, in effect now, if it is sold so. */
export const priceFor = (plan: Plan, term: TermChoice, currency: Currency): PlanPrice | undefined =>
  plan.prices.find(
    (entry) =>
      entry.duration === term.duration &&
      entry.billingCycle === term.billingCycle &&
      entry.currency === currency,
  );

const marketCurrencies: Readonly<Record<string, Currency>> = {
  US: 'USD',
  CA: 'CAD',
  GB: 'GBP',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  CH: 'CHF',
  JP: 'JPY',
  AU: 'AUD',
};
const euroMarkets = new Set(['AT', 'BE', 'DE', 'ES', 'FI', 'FR', 'IE', 'IT', 'LU', 'NL', 'PT']);

/** The currency in which a market's customers are billed (BIL-17). */
export const currencyOf = (country: string): Currency =>
  euroMarkets.has(country) ? 'EUR' : (marketCurrencies[country] ?? 'USD');
