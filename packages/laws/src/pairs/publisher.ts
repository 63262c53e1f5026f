import type { EngineState, Instant, SubscriptionChange } from '@marketsim/core';
import { after } from '../calendar.ts';
import type { Finding, PairLaw } from '../law.ts';
import { isGated } from '../model/effects/change.ts';
import { isOfSandbox, type Modelled, stateOfModelled } from '../model/modelled.ts';
import type { Step } from '../scenario/step.ts';
import { playOpening } from '../suite/runs.ts';
import { type Stage, scenarioOf } from '../suite/stage.ts';
import { planNamed } from '../world/plans.ts';
import { publishers } from '../world/publishers.ts';
import { firstDifference, ledgerOf, sameOutcome, statesOf } from './differences.ts';
import { changeAt, followedBy, played } from './play.ts';

const firstSuch = (
  { model, ids }: Stage,
  fits: (x: Modelled) => boolean,
): readonly [number, Modelled] | undefined => {
  for (const [i, id] of ids.entries()) {
    const x = model.subscriptions.get(id);
    if (x && fits(x)) return [i + 1, x];
  }
  return undefined;
};

/** A purchase of which nothing is done, and whose publisher assigns licences itself. */
const isUntouched = (x: Modelled): boolean =>
  stateOfModelled(x) === 'PN' && publishers[x.publisher].reportsLicenseAssignment && x.steps.length === 0;

/** What follows an activation: a change inside the first period, and three months. */
const afterwards = (of: number, from: Instant): readonly Step[] => [
  changeAt(after(from, 5 * 86_400_000), of, { type: 'SetQuantity', quantity: 3 }),
  { at: after(from, 90 * 86_400_000), wait: true },
];

const isAskable = (x: Modelled): boolean =>
  (stateOfModelled(x) === 'AC' || stateOfModelled(x) === 'TR') &&
  !x.open &&
  !isGated(x, 'quantity') &&
  (x.publisher === 'asked' || (x.publisher === 'told' && !isOfSandbox(x)));

/** A question that the publisher hears of, and refuses within the time that it has. */
function refusedQuestion(of: number, { quantity, publisher }: Modelled, now: Instant): readonly Step[] {
  const question: SubscriptionChange = { type: 'SetQuantity', quantity: quantity === 5 ? 6 : 5 };
  const heard: SubscriptionChange = { type: 'RecordDelivery', deliveryId: 'first', result: 'accepted' };
  const answer: SubscriptionChange = { type: 'AcknowledgeOperation', operationId: 'open', result: 'Failure' };
  return [
    changeAt(now, of, question),
    ...(publisher === 'told' ? [changeAt(now, of, heard)] : []),
    changeAt(after(now, 5_000), of, answer),
  ];
}

const noQuestion = (now: Instant): Step => ({ at: after(now, 5_000), wait: true });

/**
 * The states as far as the order of the two events may not matter: while an activation is put off, or stuck, the event
 * that came last does not stand yet (SF 2.7), so that it is one or the other that does.
 */
const startsOf = (stage: Stage): readonly (EngineState | 'putOff' | undefined)[] =>
  statesOf(stage).map((state, i) => {
    const subscription = stage.engine.state.subscriptions.get(stage.ids[i] ?? '');
    return subscription?.phase === 'pending' && subscription.activation ? 'putOff' : state;
  });

const sameStart = (first: Stage, second: Stage): readonly Finding[] => [
  ...firstDifference('ledger', ledgerOf(first), ledgerOf(second)),
  ...firstDifference('states', startsOf(first), startsOf(second)),
];

/** What a publisher does, and when (RB 15.1, 15.4). */
export const publisherPairs: readonly PairLaw[] = [
  {
    id: 'INV-04',
    kind: 'pair',
    says: 'It makes no difference whether licences are assigned first or the setup is confirmed first.',
    rules: ['ACT-12'],
    play: (run) => {
      const opened = playOpening({ ...run, opening: run.opening.slice(0, 1) });
      const found = firstSuch(opened, isUntouched);
      if (!found) return undefined;
      const [of, { plan, quantity }] = found;
      const before = scenarioOf(opened);
      const [now, later] = [opened.engine.now(), after(opened.engine.now(), run.gap)];
      const assign: SubscriptionChange = { type: 'AssignLicenses', count: quantity };
      const { planId } = planNamed(plan);
      const confirm: SubscriptionChange = { type: 'ConfirmActivation', planId, quantity };
      const orders = [
        [assign, confirm],
        [confirm, assign],
      ] as const;
      const [one, other] = orders.map(([first, second]) =>
        played(
          followedBy(before, changeAt(now, of, first), changeAt(later, of, second), ...afterwards(of, later)),
        ),
      );
      return one && other && [one, other];
    },
    compare: sameStart,
  },
  {
    id: 'INV-55',
    kind: 'pair',
    says: 'A change that its publisher refuses leaves quantity, plan, ledger and term as if nobody had asked.',
    rules: ['QTY-08'],
    play: (run) => {
      const opened = playOpening(run);
      const found = firstSuch(opened, isAskable);
      if (!found) return undefined;
      const [of, x] = found;
      const [before, now] = [scenarioOf(opened), opened.engine.now()];
      const rest: Step = { at: after(now, 40 * 86_400_000), wait: true };
      return [
        played(followedBy(before, ...refusedQuestion(of, x, now), rest)),
        played(followedBy(before, noQuestion(now), rest)),
      ];
    },
    compare: sameOutcome,
  },
];
