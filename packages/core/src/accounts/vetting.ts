import type { OfferedPlan } from '../catalog/catalog.ts';
import { dimensionsOf } from '../catalog/dimensions.ts';
import type { DomainError } from '../errors.ts';
import type { Minor } from '../money.ts';
import { declareRules } from '../rule.ts';
import type { Settings } from '../settings/registry.ts';
import type { Customer } from './customer.ts';

export const vettingRules = declareRules({
  'PUR-10': {
    says: 'A metered plan is sold only to a customer that has an Azure plan with an active Azure subscription.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D',
  },
  'PUR-22': {
    says: 'Nothing is ordered for a customer whose account is under review, not approved or unknown; nor, where risk is looked at, for more at once than its credit line, or for one that is a risk.',
    parameters: ['risk.enabled'],
    source: 'https://learn.microsoft.com/partner-center/developer/retrieve-validation-status',
    confidence: 'D',
  },
});

/** How the vetting of an account stands where it is not allowed; `notReady` stands in the way of nothing (PC 2.10). */
export type AccountStatus = 'underReview' | 'unknown' | 'notAllowed' | 'notReady';

/** What Microsoft knows of a customer that can stand in the way of a sale; whatever is absent does not. */
export interface Vetting {
  /** The Azure plan that metered SaaS needs; absent: it has one, with an active subscription (PUR-10). */
  readonly azurePlan?: 'none' | 'inactive';
  /** Absent: the account is allowed. */
  readonly account?: AccountStatus;
  readonly isRisk?: boolean;
  /** The most that the first charge of one order may come to, in the currency of the customer's market. */
  readonly creditLine?: Minor;
}

/** Why nothing at all can be ordered for a customer, or nothing when it can (PUR-22). */
export function accountRefusal({ id: customerId, vetting = {} }: Customer): DomainError | undefined {
  const { account } = vetting;
  return account === undefined || account === 'notReady'
    ? undefined
    : { code: 'customerNotAllowed', customerId, account };
}

/** Why a partner cannot order a plan for a customer, or nothing when it can (PUR-10, PUR-22). `amount` is what its first charge comes to. */
export function vettingRefusal(
  { id: customerId, vetting = {} }: Customer,
  item: OfferedPlan,
  { amount, settings }: { readonly amount: Minor; readonly settings: Settings },
): DomainError | undefined {
  const { azurePlan, isRisk, creditLine } = vetting;
  if (azurePlan !== undefined && dimensionsOf(item).length > 0)
    return { code: azurePlan === 'none' ? 'azurePlanMissing' : 'azureSubscriptionInactive', customerId };
  if (!settings['risk.enabled']) return undefined;
  if (isRisk) return { code: 'riskCheckFailed', customerId };
  return creditLine !== undefined && amount > creditLine
    ? { code: 'creditLineExceeded', customerId }
    : undefined;
}
