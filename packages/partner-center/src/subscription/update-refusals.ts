import type { RefusalContract } from '@marketsim/http';
import { onDemand } from '../refusals.ts';

/** Why a subscription cannot be changed as asked (PC 6.4, 6.5). */
export const updateRefusals: readonly RefusalContract[] = [
  ...onDemand(400, {
    2006: 'updates of the offer are not allowed',
    2054: 'the billing cycle is changed by the order',
    800096: 'the plan forbids the change of status',
    800107: 'the term of a trial cannot change',
    800121: 'the term is not offered',
    800122: 'the term cannot change now',
    900277: 'the subscription is about to expire',
    900311: 'the subscription was updated too often',
  }),
  ...onDemand(403, {
    800067: 'the subscription would have more seats than it may have',
    800088: 'more seats are asked for than are left',
  }),
  ...onDemand(409, { 800082: 'the subscription is not ready' }),
  ...onDemand(500, { 800094: 'the subscription cannot be updated' }),
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
