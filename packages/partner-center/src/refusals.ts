import type { RefusalContract } from '@marketsim/http';
import { type CommonRefusal, takesEnums, takesShapes } from '@marketsim/http/fidelity';
import { isPartnerContract } from './contract.ts';
import { helpdeskRights } from './roles.ts';
import { unmetByAll, unmetByOrders, unmetByUsers } from './unmet-refusals.ts';

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
  { status: 403, code: 900309, when: 'a policy of conditional access blocks the user' },
  { status: 403, code: 900149, when: 'the status of the partner in the programme is not active' },
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
  {
    ...{ status: 500, code: 800003, when: 'something unexpected happened' },
    onDemand: 'It would be a fault of the simulator itself.',
  },
  { status: 503, code: 800003, when: 'the history of the world cannot be written any more' },
  ...unmetByAll,
];

/** Why what the real service fails in by itself does not come about here. */
export const failureOfMicrosoft = 'It would be a failure inside of the real service.';

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
  ...unmetByUsers,
];

/** Why a partner cannot buy at all for a customer (PUR-01..03, PC 4.6). */
export const buyingRefusals: readonly RefusalContract[] = [
  { status: 403, code: 900124, when: 'the partner has not accepted the partner agreement' },
  { status: 403, code: 800039, when: 'the reseller programme of the partner is not active' },
  { status: 403, code: 13605, when: 'no acceptance of the customer agreement is recorded' },
  { status: 403, code: 2030, when: 'the partner cannot sell in the country' },
  { status: 403, code: 800073, when: 'the account of the customer is under review' },
  { status: 403, code: 800074, when: 'the account of the customer is yet to be reviewed' },
  { status: 403, code: 800075, when: 'the account of the customer was not approved' },
  { status: 400, code: 900203, when: 'a plan requires an attestation, and it is missing' },
  {
    ...{ status: 403, code: 2085, when: 'the offer cannot be bought' },
    onDemand: 'An offer that cannot be bought is told as 800020 (PUR-06) or 2091.',
  },
  {
    ...{ status: 403, code: 800068, when: 'the partner has all Azure subscriptions that it may have' },
    onDemand: 'Subscriptions of Azure are not simulated.',
  },
  ...unmetByOrders,
];

/** A customer that may have no more subscriptions (PC 1.6, PUR-23). */
export const limitRefusals: readonly RefusalContract[] = [
  { status: 400, code: 800018, when: 'the sandbox account is at its limit' },
  { status: 403, code: 800066, when: 'the customer has all subscriptions that it may have' },
];

/** Why a line that the catalog knows cannot be bought now. */
export const lineRefusals: readonly RefusalContract[] = [
  { status: 403, code: 800020, when: 'the offer is not for this partner, or not for this customer' },
  { status: 403, code: 2091, when: 'the plan is no longer sold' },
  { status: 403, code: 800028, when: 'the term is not offered, or not any more' },
  { status: 400, code: 900169, when: 'the currency is not the customer’s, or has no exchange rate' },
  ...limitRefusals,
  { status: 403, code: 900322, when: 'the offer is not sold in the sandbox' },
  { status: 403, code: 800069, when: 'the customer is a risk' },
  { status: 403, code: 800023, when: 'the order is beyond the credit line of the customer' },
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
