import type { RefusalContract } from '@marketsim/http';
import { failureOfMicrosoft } from '../refusals.ts';
import { unmetByUpdates } from '../unmet-refusals.ts';
import { guardRefusals } from './guards.ts';

/** Why a subscription cannot be changed as asked (PC 6.4, 6.5). */
export const updateRefusals: readonly RefusalContract[] = [
  ...guardRefusals,
  ...unmetByUpdates,
  { status: 403, code: 800067, when: 'the subscription has all seats that it may have' },
  { status: 403, code: 800088, when: 'more seats are asked for than are left to the subscription' },
  { status: 400, code: 800107, when: 'the term of a trial is to change' },
  { status: 400, code: 800121, when: 'the term is none' },
  { status: 400, code: 800122, when: 'the term is shorter than the one that runs' },
  {
    ...{ status: 400, code: 2054, when: 'the billing cycle is changed by the order' },
    onDemand: 'It belongs to subscriptions of the classic model; that of SaaS is told as 800097.',
  },
  {
    ...{ status: 500, code: 800094, when: 'the subscription cannot be updated' },
    onDemand: failureOfMicrosoft,
  },
  { status: 400, code: 2055, when: 'the etag is not the current one, or is required and missing' },
  { status: 400, code: 2011, when: 'the subscription is deleted' },
  { status: 400, code: 900279, when: 'the subscription has expired (newer codes)' },
  { status: 400, code: 800040, when: 'the status cannot change so' },
  { status: 400, code: 800097, when: 'the billing cycle cannot change' },
  { status: 400, code: 800042, when: 'the term cannot change' },
  { status: 400, code: 800081, when: 'the subscription is not activated yet' },
  { status: 400, code: 800091, when: 'the subscription is suspended' },
  { status: 400, code: 2001, when: 'the subscription is suspended and its quantity cannot change' },
  { status: 400, code: 2002, when: 'the quantity is outside the limits of the plan' },
  { status: 400, code: 800018, when: 'the quantity is beyond the limit of a sandbox account' },
  { status: 400, code: 800090, when: 'the quantity cannot be decreased now' },
  { status: 400, code: 800095, when: 'the plan has a flat rate' },
  { status: 400, code: 800093, when: 'the plan does not renew' },
  { status: 400, code: 900117, when: 'the window for cancelling has passed' },
  { status: 400, code: 900213, when: 'the window for cancelling has passed (newer codes)' },
  {
    status: 400,
    code: 900280,
    when: 'the publisher did not agree, or the subscription was suspended or ended before',
  },
  { status: 417, code: 800036, when: 'the publisher wants steps done first' },
  { status: 409, code: 800014, when: 'another change waits for the publisher' },
  { status: 409, code: 900278, when: 'another change waits for the publisher (newer codes)' },
];
