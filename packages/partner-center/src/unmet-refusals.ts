import type { RefusalContract } from '@marketsim/http';
import type { CommonRefusal } from '@marketsim/http/fidelity';

/*
 * Refusals of the catalogue of errors (PC 11) that nothing in a world leads to. They stand where clients may meet them
 * in reality, and a fault asks for them.
 */

const eligibility = 'Who is not eligible is told 800020 (PUR-06).';
const azure = 'Subscriptions of Azure are not simulated.';
const unitCount = 'What has seats of its own is told 800088; nothing else is counted here.';

/** Of orders, by a cart or directly. */
export const unmetByOrders: readonly RefusalContract[] = [
  {
    ...{ status: 403, code: 2006, when: 'the partner is not valid for the offer' },
    onDemand: 'Indirect resellers, the only such partners, are told 2032 before.',
  },
  { status: 403, code: 800089, when: 'more assets are asked for than are left', onDemand: unitCount },
  {
    ...{ status: 400, code: 800017, when: 'the quantity does not fit the offer' },
    onDemand: 'It is told as 900275.',
  },
  { status: 400, code: 800022, when: 'the customer is not eligible', onDemand: eligibility },
  { status: 400, code: 800024, when: 'the partner is not eligible', onDemand: eligibility },
  { status: 400, code: 800025, when: 'the offer is not eligible', onDemand: eligibility },
  { status: 400, code: 800026, when: 'the order is not eligible', onDemand: eligibility },
];

const noWindow = 'Seats of SaaS may become fewer at any time, within the limits of the plan (PC 6.4).';

/** Of changes of a subscription. */
export const unmetByUpdates: readonly RefusalContract[] = [
  {
    ...{ status: 403, code: 800027, when: 'the offer allows no change of the quantity' },
    onDemand: 'It is told as 800095.',
  },
  { status: 403, code: 800089, when: 'more assets are asked for than are left', onDemand: unitCount },
  {
    ...{ status: 403, code: 900263, when: 'the subscription is a legacy one' },
    onDemand: 'Legacy subscriptions are not simulated.',
  },
  {
    ...{ status: 400, code: 900141, when: 'the change is not supported' },
    onDemand: 'It is told as 800042.',
  },
  { status: 400, code: 900214, when: 'the window for fewer seats, in hours, has passed', onDemand: noWindow },
  { status: 400, code: 900257, when: 'the window for fewer seats, in days, has passed', onDemand: noWindow },
];

/** Of registrations for reservations. */
export const unmetByRegistration: readonly RefusalContract[] = [
  { status: 400, code: 800012, when: 'the subscription of Azure is not active', onDemand: azure },
  { status: 400, code: 800013, when: 'the subscription of Azure cannot be registered', onDemand: azure },
  { status: 400, code: 800030, when: 'the subscription of Azure is not registered', onDemand: azure },
];

/** Of users. */
export const unmetByUsers: readonly RefusalContract[] = [
  {
    ...{ status: 404, code: 60003, when: 'the customer has no tenant' },
    onDemand: 'Every customer has its tenant.',
  },
];

/** Of everything. */
export const unmetByAll: readonly CommonRefusal[] = [
  {
    ...{ status: 500, code: 900192, when: 'the service has failed' },
    onDemand: 'It would be a failure inside of the real service.',
  },
  {
    ...{ status: 501, code: 0, when: 'the operation is not there yet' },
    onDemand: 'Every operation is there.',
  },
];
