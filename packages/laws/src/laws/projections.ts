import { type Charge, type Subscription, trialProjection } from '@marketsim/core';
import { isTrial, type Life, stateOfLife } from '../chronicle/life.ts';
import { ofViews } from '../judges.ts';
import type { StepLaw } from '../law.ts';
import type { View } from '../view.ts';
import { labelsNow } from './labels.ts';
import { listPrice } from './prices.ts';
import { renewedFrom } from './rhythm.ts';

type Row = Omit<Charge, 'id'>;

/** Whether something will come after a trial (BIL-28). */
const turnsPaid = (life: Life, { chronicle }: View): boolean =>
  isTrial(life) &&
  stateOfLife(life) === 'TR' &&
  life.autoRenew &&
  chronicle.planOf(life)?.isRenewable === true;

const asText = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** The row that a trial has beside its own: for the first paid period, of zero. */
function wanted(life: Life, { chronicle, now }: View): string {
  return asText({
    ...labelsNow(life, chronicle),
    ...{ type: 'renew', amount: 0, unitAmount: 0, quantity: life.quantity },
    unitPrice: listPrice(life, chronicle, now),
    term: (life.term?.number ?? 0) + 1,
    rhythm: renewedFrom(life).replace(/^anchor \S+, /, ''),
    duration: life.paidTerm.duration,
    billingCycle: life.paidTerm.billingCycle,
  });
}

const shown = ({ termStart, end, termEnd, ...row }: Row): string =>
  asText({
    mpnId: row.mpnId,
    resellerMpnId: row.resellerMpnId,
    skuId: row.skuId,
    availabilityId: row.availabilityId,
    ...{ type: row.type, amount: row.amount, unitAmount: row.unitAmount, quantity: row.quantity },
    unitPrice: row.unitPrice,
    term: row.term,
    rhythm: `${termStart} to ${end} to ${termEnd}`,
    duration: row.termDuration,
    billingCycle: row.billingCycle,
  });

function rowFault(life: Life, subscription: Subscription, view: View): string | undefined {
  const row = trialProjection(subscription, { state: view.engine.state, now: view.now });
  const [actual, should] = [
    row ? shown(row) : 'nothing',
    turnsPaid(life, view) ? wanted(life, view) : 'nothing',
  ];
  return actual === should ? undefined : `shows ${actual} after its trial, not ${should}`;
}

/** What is shown of what is still to come (RB 15.3). */
export const projectionLaws: readonly StepLaw[] = [
  {
    id: 'INV-72',
    kind: 'step',
    says: 'A trial that will go on shows what it turns into as a row of zero, and nothing else shows such a row.',
    rules: ['BIL-28', 'REN-10'],
    look: ofViews(({ after, subscription }, view) => rowFault(after, subscription, view)),
  },
];
