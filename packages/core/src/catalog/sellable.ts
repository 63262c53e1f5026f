import type { Customer } from '../accounts/customer.ts';
import type { Partner } from '../accounts/partner.ts';
import type { DomainError } from '../errors.ts';
import { declareRules } from '../rule.ts';
import { currencyOf, type Offer, type OfferedPlan, type Plan } from './catalog.ts';

export const sellableRules = declareRules({
  'PUR-05': {
    says: 'A plan is bought only for customers in a country where the plan is sold and the partner may sell; it is sold in one country at least.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
  'PUR-06': {
    says: 'The publisher decides whether all, some or no CSP partners may resell an offer.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/cloud-solution-providers',
    confidence: 'D',
  },
  'PUR-09': {
    says: 'SaaS alone is bought here, by licence or metered; other items of the marketplace are bought in the Azure portal.',
    source:
      'https://learn.microsoft.com/partner-center/developer/create-subscription-azure-marketplace-products',
    confidence: 'D',
  },
});

/** Whether an offer is one that is bought here (PUR-09). */
export const isSaas = ({ kind }: Pick<Offer, 'kind'>): boolean => kind === undefined;

/** Whether a partner may resell an offer (PUR-06). */
export const mayResell = (offer: Pick<Offer, 'cspAudience'>, partnerId: string): boolean =>
  offer.cspAudience === 'any' ||
  (offer.cspAudience !== 'none' && offer.cspAudience.partners.includes(partnerId));

/** Whether a customer may see a plan: public ones, and private ones made for that tenant (SF 5.6). */
export const isVisibleTo = (plan: Plan, tenantId: string): boolean =>
  plan.privateAudience === undefined || plan.privateAudience.includes(tenantId);

/** Whether a plan can be bought in a country: sold there, and priced in its currency (PUR-05). */
export const isSoldIn = (plan: Plan, country: string): boolean =>
  plan.markets.includes(country) && plan.prices.some((entry) => entry.currency === currencyOf(country));

/** Why nobody can buy a plan for a customer now, or nothing when that is possible. */
export function saleRefusal({ offer, plan }: OfferedPlan, customer: Customer): DomainError | undefined {
  if (!isSaas(offer)) return { code: 'notBoughtHere', productId: offer.productId };
  if (plan.isStopSell) return { code: 'noLongerSold', skuId: plan.skuId };
  if (!isVisibleTo(plan, customer.id)) return { code: 'notEligible', catalogItem: offer.productId };
  if (!isSoldIn(plan, customer.country)) return { code: 'notSoldInCountry', country: customer.country };
  return undefined;
}

/** Why a partner cannot buy a plan for its customer now, or nothing when it can (PUR-06). */
export function resaleRefusal(
  item: OfferedPlan,
  customer: Customer,
  { id: partnerId, sandbox }: Partner,
): DomainError | undefined {
  const { offer, plan } = item;
  if (isSaas(offer) && !plan.isStopSell && !mayResell(offer, partnerId))
    return { code: 'notEligible', catalogItem: offer.productId };
  if (sandbox && offer.notInSandbox) return { code: 'notSoldInSandbox', productId: offer.productId };
  return saleRefusal(item, customer);
}

/** Why a partner cannot sell in a country, or nothing when it can (PUR-05). */
export const countryRefusal = (
  { sellsIn }: Pick<Partner, 'sellsIn'>,
  country: string,
): DomainError | undefined =>
  sellsIn === undefined || sellsIn.includes(country) ? undefined : { code: 'partnerNotInCountry', country };
