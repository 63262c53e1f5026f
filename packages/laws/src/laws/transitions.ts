import type { EngineState, SubscriptionEvent } from '@marketsim/core';
import { midnight } from '../calendar.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { isActive, type Life, stateOfLife } from '../chronicle/life.ts';
import type { Change, Moment } from '../chronicle/moment.ts';
import { ofChanges, ofFacts, ofLines, ofViews } from '../judges.ts';
import type { EndLaw, StepLaw } from '../law.ts';
import { debtsJudged, unsettled } from './debts.ts';
import { graceEnd, graceGiven, graceTaken } from './grace.ts';

type Edge = `${EngineState} ${EngineState}`;

const anyActive: readonly Edge[] = ['TR TR', 'AC AC', 'EN EN'];

/**
 * From which state to which each fact may lead (RB 14.1, 14.2). Licences and setup that are both done are a step of one
 * decision on the way to TR, AC or EN: there `PL` stands for both.
 */
const edges = {
  LicensesAssigned: ['PN PL', 'PC PL'],
  ActivationConfirmed: ['PN PC', 'PL PL'],
  SubscriptionActivated: ['PL TR', 'PL AC', 'PL EN'],
  AutoRenewChanged: ['TR TR', 'AC EN', 'EN AC', 'SU SU'],
  QuantityChanged: anyActive,
  PlanChanged: anyActive,
  SubscriptionSuspended: ['TR SU', 'AC SU', 'EN SU'],
  SuspensionCauseAdded: ['SU SU'],
  SuspensionCauseCleared: ['SU SU'],
  SubscriptionReinstated: ['SU TR', 'SU AC', 'SU EN'],
  TermStarted: ['TR AC', 'TR EN', 'AC AC'],
  PeriodStarted: ['AC AC', 'EN EN'],
  SubscriptionEnded: ['PN CA', 'PL CA', 'PC CA', 'TR CA', 'AC CA', 'EN CA', 'SU CA'],
} as const satisfies Readonly<Partial<Record<SubscriptionEvent['type'], readonly Edge[]>>>;

const lapses: readonly Edge[] = ['PN EX', 'PL EX', 'PC EX'];
const expires: readonly Edge[] = ['TR EX', 'EN EX', 'SU EX'];
const graceOver: readonly Edge[] = ['SU CA'];

const ends: Readonly<Record<string, readonly Edge[]>> = {
  pendingExpired: lapses,
  expired: expires,
  suspensionExpired: graceOver,
  nonPayment: graceOver,
};

const stateFacts = Object.keys(edges) as readonly (keyof typeof edges)[];

const followsEdges = ofFacts(stateFacts, ({ fact, before, after }, { chronicle }) => {
  const edge: Edge = `${stateOfLife(before)} ${stateOfLife(after)}`;
  const allowed: readonly Edge[] =
    (fact.type === 'SubscriptionEnded' ? ends[fact.reason] : undefined) ?? edges[fact.type];
  // A plan that does not renew expires though auto-renew is on (REN-07).
  const isLast =
    edge === 'AC EX' &&
    fact.type === 'SubscriptionEnded' &&
    fact.reason === 'expired' &&
    chronicle.planOf(before)?.isRenewable === false;
  return isLast || allowed.includes(edge)
    ? undefined
    : `${fact.type} leads from ${edge.replace(' ', ' to ')}`;
});

/** Facts by which nothing of an ended subscription changes: what is told of it, and late looks at it. */
const harmless: ReadonlySet<string> = new Set([
  'PurchaseResolved',
  'SupportContactChanged',
  'OperationOpened',
  'WebhookQueued',
  'WebhookAnswered',
]);

function revived({ told }: Moment) {
  return told.flatMap(({ fact, before }) =>
    before?.ended && !harmless.has(fact.type)
      ? [{ subject: before.id, found: `${fact.type} after ${before.ended.reason} at ${before.ended.at}` }]
      : [],
  );
}

const chargedLate = ofLines(({ charge, life: { ended } }) =>
  ended ? `${charge.type} of ${charge.amount} at ${charge.createdAt}, ended ${ended.at}` : undefined,
);

const renews = (life: Life, chronicle: Chronicle): boolean =>
  life.autoRenew && chronicle.planOf(life)?.isRenewable === true;

/** A subscription as its term ends: a change of plan that its publisher was silent about comes before (GEN-03). */
const asTermEnds = ({ before, told }: Change): Life | undefined =>
  told.findLast(
    ({ fact }) => fact.type === 'PlanChanged' || (fact.type === 'TermStarted' && fact.cause === 'planChange'),
  )?.after ?? before;

/** What became of a subscription whose term ended while it was active (REN-05, REN-06). */
function termEnd(change: Change, { at, chronicle }: Moment): string | undefined {
  const { after, posted } = change;
  const before = asTermEnds(change);
  if (!before?.term || !isActive(before) || at !== midnight(before.term.end)) return undefined;
  const lines = posted.filter(({ charge }) => charge.type === 'renew');
  if (!renews(before, chronicle)) {
    return after.ended?.reason === 'expired' && lines.length === 0
      ? undefined
      : `does not renew at ${at}, yet is ${stateOfLife(after)} with ${lines.length} lines`;
  }
  if (chronicle.debts.isPastDue(before.payerId)) {
    return stateOfLife(after) === 'SU' && lines.length === 0
      ? undefined
      : `past due at ${at}, yet is ${stateOfLife(after)} with ${lines.length} lines`;
  }
  const number = before.term.number + 1;
  return after.term?.number === number && lines.length === 1
    ? undefined
    : `renews at ${at}, yet is in term ${after.term?.number} with ${lines.length} lines`;
}

const outlived = ofViews(({ after: { suspension } }, { now }) => {
  const end = suspension && graceEnd(suspension);
  return end && now >= end ? `suspended at ${now}, grace until ${end}` : undefined;
});

/** Which states follow one another (RB 15.4). */
export const transitionLaws: readonly (StepLaw | EndLaw)[] = [
  {
    id: 'INV-46',
    kind: 'step',
    says: 'What is over stays over: nothing leads out of it or charges for it.',
    rules: ['CAN-18'],
    judge: (moment) => [...revived(moment), ...chargedLate(moment)],
  },
  {
    id: 'INV-51',
    kind: 'step',
    says: 'One state follows another only as the tables of transitions have it.',
    rules: ['CAN-18', 'REN-06', 'REN-07', 'SUS-03'],
    judge: followsEdges,
  },
  {
    id: 'INV-52',
    kind: 'step',
    says: 'At the end of a term an active subscription renews with one line, or expires, as auto-renew and plan say; one whose account is past due is suspended.',
    rules: ['REN-05', 'REN-06', 'REN-07', 'REN-08', 'SUS-12'],
    judge: ofChanges(termEnd),
    look: ofViews(({ after: life }, { now, chronicle }) => {
      const end = life.term && midnight(life.term.end);
      return stateOfLife(life) === 'SU' && end && now >= end && !renews(life, chronicle)
        ? `suspended at ${now}, ended ${end}`
        : undefined;
    }),
  },
  {
    id: 'INV-53',
    kind: 'step',
    says: 'A suspension lasts no longer than the grace of its cause, counted from its beginning, and none is for a payment that is not missing; what is due is paid or past due on its day.',
    rules: ['SUS-02', 'SUS-05', 'SUS-06', 'SUS-07', 'BIL-15'],
    judge: (moment) => [...graceGiven(moment), ...graceTaken(moment), ...debtsJudged(moment)],
    look: (view) => [...outlived(view), ...unsettled(view)],
  },
  {
    id: 'INV-57',
    kind: 'end',
    says: 'A customer has one trial of an offer at most.',
    rules: ['BIL-26'],
    review: ({ lives }) => {
      const trials = [...lives.values()].filter((life) => life.startsWithTrial && life.startedAt);
      const groups = Map.groupBy(trials, ({ customerId, productId }) => `${customerId} ${productId}`);
      return [...groups]
        .filter(([, same]) => same.length > 1)
        .map(([subject, same]) => ({ subject, found: `trials of ${same.map(({ id }) => id).join(', ')}` }));
    },
  },
];
