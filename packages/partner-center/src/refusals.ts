import type { RefusalContract } from '@marketsim/http';
import { type CommonRefusal, takesEnums, takesShapes } from '@marketsim/http/fidelity';
import { isPartnerContract } from './contract.ts';
import { helpdeskRights } from './roles.ts';

/** Refusals that endpoints have in common (PC 1.5, 0.9), each of those that can come to it. */
export const commonRefusals: readonly CommonRefusal[] = [
  { status: 401, code: 400, when: 'no valid bearer token is sent' },
  { status: 401, code: 800001, when: 'audience or tenant of the token is not a partner’s' },
  { status: 401, code: 900420, when: 'the token is for the retired Graph audience' },
  { status: 403, code: 2032, when: 'the caller is an indirect reseller' },
  { status: 403, code: 900150, when: 'the role lacks the right' },
  {
    ...{ status: 403, code: 900308, when: 'the privileges of a Helpdesk agent are insufficient' },
    appliesTo: (contract) => isPartnerContract(contract) && !helpdeskRights.includes(contract.right),
  },
  {
    ...{ status: 403, code: 900329, when: 'an app-only token is sent where a user is needed' },
    appliesTo: ({ access }) => access === 'U',
  },
  { status: 403, code: 900309, when: 'a policy of conditional access blocks the caller', onDemand: true },
  { status: 403, code: 900149, when: 'the status in the partner programme is not good', onDemand: true },
  {
    ...{ status: 400, code: 3000, when: 'a property of query or body is not valid' },
    appliesTo: takesShapes,
  },
  {
    ...{ status: 400, code: 800002, when: 'the body is not JSON, or too large' },
    appliesTo: ({ body }) => body !== undefined,
  },
  {
    ...{ status: 400, code: 900126, when: 'a text is none of those that an enumeration has' },
    appliesTo: takesEnums,
  },
  { status: 429, when: 'the caller asks too often; Retry-After says in how many seconds it may again' },
  { status: 500, code: 800003, when: 'something unexpected happened', onDemand: true },
  { status: 503, code: 800003, when: 'the history of the world cannot be written any more', onDemand: true },
];

/** Refusals with a cause outside of what is simulated: a fault asks for them. */
export const onDemand = (
  status: number,
  whens: Readonly<Record<number, string>>,
): readonly RefusalContract[] =>
  Object.entries(whens).map(([code, when]) => ({ status, code: Number(code), when, onDemand: true }));

/** Refusals of everything below `/customers/{c}` (PC 2.3). */
export const customerRefusals: readonly RefusalContract[] = [
  { status: 400, code: 900118, when: 'the customer id is not a GUID' },
  { status: 404, code: 1000, when: 'there is no such customer' },
  { status: 403, code: 20002, when: 'the customer is another partner’s' },
];

export const orderRefusals: readonly RefusalContract[] = [
  ...customerRefusals,
  { status: 404, code: 20000, when: 'the customer has no such order' },
];

export const subscriptionRefusals: readonly RefusalContract[] = [
  ...customerRefusals,
  { status: 404, code: 20003, when: 'there is no such subscription' },
  { status: 400, code: 800021, when: 'the subscription is another customer’s' },
];

export const cartRefusals: readonly RefusalContract[] = [
  ...customerRefusals,
  { status: 404, code: 800008, when: 'the customer has no such cart, or it has expired' },
];

/** Refusals of everything below one of a customer's users (PC 2.10). */
export const userRefusals: readonly RefusalContract[] = [
  ...customerRefusals,
  { status: 404, code: 60002, when: 'the customer has no such user' },
];

/** Why a partner cannot buy at all (PUR-01..03, PC 4.6). */
export const buyingRefusals: readonly RefusalContract[] = [
  ...onDemand(403, {
    2030: 'the partner is not onboarded in the country',
    2085: 'the customer is not eligible',
    800039: 'the reseller programme of the partner is not active',
    800066: 'the customer has all subscriptions that it may have',
    800067: 'a subscription would have more seats than it may have',
    800068: 'the partner has all Azure subscriptions that it may have',
    800069: 'a check of risk stops the purchase',
    800073: 'the customer is under review',
    800074: 'the customer is under review, and more has to be told',
    800075: 'the customer was refused',
    800023: 'the credit line of the partner is used up',
    900322: 'the offer is not sold in the sandbox',
  }),
  ...onDemand(400, {
    900128: 'a metered plan needs an Azure plan',
    900129: 'the Azure plan of a metered plan is not good',
    900203: 'the attestation of an item is required and missing',
  }),
  { status: 403, code: 900124, when: 'the partner has not accepted the partner agreement' },
  { status: 403, code: 13605, when: 'no acceptance of the customer agreement is recorded' },
];

/** Why a line that the catalog knows cannot be bought now. */
export const lineRefusals: readonly RefusalContract[] = [
  { status: 403, code: 800020, when: 'the offer is not for this partner, or not for this customer' },
  { status: 403, code: 2091, when: 'the plan is no longer sold' },
  { status: 403, code: 800028, when: 'the term is not offered, or not any more' },
  { status: 400, code: 900169, when: 'the currency is not the customer’s, or has no exchange rate' },
  { status: 400, code: 800018, when: 'the sandbox account is at its limit' },
  { status: 403, code: 2030, when: 'the partner cannot sell in the country' },
  { status: 403, code: 800023, when: 'the order is beyond the credit line of the customer' },
  { status: 403, code: 800073, when: 'the customer is under review' },
  { status: 400, code: 27006, when: 'the customer has the one subscription that it can have' },
  { status: 400, code: 800042, when: 'the offer is no SaaS' },
  { status: 400, code: 900128, when: 'the plan is metered, and the customer has no Azure plan' },
  {
    status: 400,
    code: 900129,
    when: 'the plan is metered, and no Azure subscription of the customer is active',
  },
];

/** An MPN id that cannot be put on record (MPN-02). */
export const resellerRefusals: readonly RefusalContract[] = [
  { status: 404, code: 2072, when: 'the MPN id is the provider’s own' },
  { status: 404, code: 800015, when: 'the MPN id is not known' },
  { status: 400, code: 800016, when: 'the MPN id is no indirect reseller’s' },
  { status: 403, code: 900123, when: 'the reseller has not accepted the partner agreement' },
  { status: 400, code: 800098, when: 'the partner sells without resellers' },
];

export const invoiceRefusals: readonly RefusalContract[] = [
  { status: 404, code: 1000, when: 'the partner has no such invoice' },
];
