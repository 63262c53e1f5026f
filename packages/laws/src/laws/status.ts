import { accessTo, type EngineState, type Settings, type StatusView, statusView } from '@marketsim/core';
import { after, lengthOf } from '../calendar.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { isActive, type Life, stateOfLife } from '../chronicle/life.ts';
import { ofFacts, ofViews } from '../judges.ts';
import type { StepLaw } from '../law.ts';
import type { View } from '../view.ts';
import { graceEnd } from './grace.ts';

/** Whether partner or customer still has something to do at the publisher (ACT-09). */
function isAwaited(life: Life): boolean {
  if (life.ended) return false;
  const relevant = life.steps.filter(({ before }) => (before === 'activation') === !life.startedAt);
  if (!life.startedAt && relevant.length === 0) return !life.assignedAt && !life.confirmedAt;
  return relevant.some(({ done, owner }) => !done && owner !== 'publisher');
}

type Shown = readonly [
  partnerCenter: string,
  order: string,
  line: string,
  provisioning: string,
  column: string,
  fulfillment: string,
];

const waiting: Shown = [
  'pending',
  'pending',
  'prefulfillmentPending',
  'pending',
  'Pending',
  'PendingFulfillmentStart',
];
const running: Shown = ['active', 'completed', 'fulfilled', 'success', 'Active', 'Subscribed'];

/** What every API shows of a state (RB 4.1), of ended ones after their activation. */
const shown: Readonly<Record<EngineState, Shown>> = {
  PN: waiting,
  PL: waiting,
  PC: waiting,
  TR: running,
  AC: running,
  EN: running,
  SU: ['suspended', 'completed', 'fulfilled', 'success', 'Suspended', 'Suspended'],
  CA: ['deleted', 'completed', 'fulfilled', 'failed', 'Cancelled', 'Unsubscribed'],
  EX: ['deleted', 'completed', 'fulfilled', 'failed', 'Expired', 'Unsubscribed'],
};

function partnerCenterStatus(life: Life, status: string, settings: Settings): string {
  if (!life.startedAt && !life.ended) return settings['read.pendingShownAs'];
  return life.ended?.reason === 'expired' ? settings['read.expiredShownAs'] : status;
}

/** An order that was placed as a completed one stays so, unless it is cancelled itself (RB 14.3, CAN-25). */
function orderStatus(life: Life, status: string, { orders, cancelledOrders }: Chronicle): string {
  const isCompleted = orders.get(life.orderId)?.status === 'completed';
  const isVoid = life.ended !== undefined && !life.startedAt && !isCompleted;
  if (isVoid || cancelledOrders.has(life.orderId)) return 'cancelled';
  return isCompleted ? 'completed' : status;
}

/** The status map as the facts have it, in the order of `Shown`. */
function expected(life: Life, { chronicle, engine }: View): Shown {
  const { settings } = engine.state;
  const [partnerCenter, order, line, provisioning, column, fulfillment] = shown[stateOfLife(life)];
  return [
    partnerCenterStatus(life, partnerCenter, settings),
    orderStatus(life, order, chronicle),
    life.ended && !life.startedAt ? 'unfulfilled' : line,
    life.open ? 'pending' : provisioning,
    isAwaited(life) ? 'Action Needed' : column,
    fulfillment,
  ];
}

const asShown = (view: StatusView, order: string): Shown => [
  view.partnerCenter,
  order,
  view.lineProvisioning,
  view.provisioning,
  view.column,
  view.fulfillment,
];

/** What is shown of a subscription before, during and after its life (RB 15.1). */
export const statusLaws: readonly StepLaw[] = [
  {
    id: 'INV-07',
    kind: 'step',
    says: 'The status column says Action Needed just while partner or customer has a step to do.',
    rules: ['ACT-09'],
    look: ofViews(({ after: life, subscription }, { engine }) => {
      const { column } = statusView(subscription, engine.state.settings);
      return (column === 'Action Needed') === isAwaited(life) ? undefined : `the column says ${column}`;
    }),
  },
  {
    id: 'INV-08',
    kind: 'step',
    says: 'A purchase token is issued once, for one subscription, and for its own time.',
    rules: ['ACT-01', 'ACT-04'],
    judge: ofFacts(['PurchaseTokenIssued'], ({ fact }, { chronicle }) => {
      const first = chronicle.tokens.get(fact.token);
      if (first !== fact) return `a token of ${first?.subscriptionId} since ${first?.at} is issued again`;
      const end = after(fact.at, lengthOf(chronicle.settings['act.tokenTtl']));
      return fact.expiresAt === end ? undefined : `a token lives until ${fact.expiresAt}, not ${end}`;
    }),
    review: ({ tokens }, { engine }) =>
      [...tokens.values()]
        .filter(({ token, subscriptionId, expiresAt }) => {
          const known = engine.state.tokens.get(token);
          return known?.subscriptionId !== subscriptionId || known.expiresAt !== expiresAt;
        })
        .map(({ subscriptionId }) => ({ subject: subscriptionId, found: 'its token leads elsewhere' })),
  },
  {
    id: 'INV-09',
    kind: 'step',
    says: 'Every API shows the status that the map of statuses has for state and flags.',
    rules: ['ACT-09', 'PUR-15', 'SUS-15'],
    look: (view) => [...mapped(view), ...accessible(view)],
  },
];

const mapped = ofViews(({ after: life, subscription }, view) => {
  const { state } = view.engine;
  const order = state.orders.get(life.orderId)?.status ?? 'missing';
  const actual = asShown(statusView(subscription, state.settings), order).join(', ');
  const wanted = expected(life, view).join(', ');
  return actual === wanted ? undefined : `${stateOfLife(life)} shows ${actual}, not ${wanted}`;
});

/** Users can work while it is active; their data is kept until the grace of a suspension is over (SUS-15). */
const accessible = ofViews(({ after: life, subscription }) => {
  const access = accessTo(subscription);
  const kept = access.granted ? undefined : access.dataKeptUntil;
  const end = life.suspension && graceEnd(life.suspension);
  return access.granted === isActive(life) && kept === end
    ? undefined
    : `access ${access.granted}, data kept until ${kept}, grace until ${end}`;
});
