import type { Gap, RefusalContract } from '@marketsim/http';
import { lineRefusals, resellerRefusals } from '../refusals.ts';

const inside = 201;

/** What may be wrong with a line, told in its `error` inside a cart that was made all the same (PC 4.1). */
export const lineErrors: readonly RefusalContract[] = [
  { status: 400, code: 10000, when: 'the currency of a line is not supported', inside },
  { status: 400, code: 10001, when: 'the catalog item of a line is not valid', inside },
  { status: 400, code: 10004, when: 'participants are not supported for the partner', inside },
  { status: 400, code: 10009, when: 'a line is beyond the limits of a sandbox account', inside },
  {
    status: 400,
    code: 10010,
    when: 'the quantity of a line, or what its trial turns into, is not valid',
    inside,
  },
  { status: 400, code: 10012, when: 'a line lacks the attestation that its plan requires', inside },
  { status: 400, code: 10015, when: 'a line has more seats than a subscription may have', inside },
  { status: 400, code: 10013, when: 'term and billing cycle of a line are not offered together', inside },
];

const reservations =
  'It belongs to reservations and other products with an inventory, a quota or a subscription of Azure.';

/** Line errors of other products (PC 4.1). */
export const lineGaps: readonly Gap[] = [
  [10002, 'there is no quota for a line'],
  [10003, 'there is no inventory for a line'],
  [10007, 'the subscription that a line names is not valid'],
  [10008, 'the subscription that a line names is not enabled for reservations'],
  [10011, 'the subscription that a line names is not registered'],
].map(([code, when]) => ({
  ...{ status: inside, code: Number(code), when: String(when) },
  ...{ why: reservations, otherProducts: true as const },
}));

/** Why a group was not ordered, told beside the orders of the others (PC 4.6). */
export const groupErrors: readonly RefusalContract[] = [
  ...[...lineRefusals, ...resellerRefusals.filter(({ code }) => code !== 800098)].map((each) => ({
    ...each,
    inside,
  })),
  { status: 400, code: 6001, when: 'the billing cycle is not offered for the term', inside },
  { status: 404, code: 400019, when: 'the availability is no longer current', inside },
  { status: 400, code: 800070, when: 'the plan is not sold in the country any more', inside },
  { status: 400, code: 900275, when: 'the quantity is outside the limits that the plan has by now', inside },
  { status: 403, code: 800067, when: 'the subscription would have more seats than it may have', inside },
];
