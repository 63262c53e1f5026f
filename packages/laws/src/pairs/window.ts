import type { Instant } from '@marketsim/core';
import { after } from '../calendar.ts';
import type { Finding, PairLaw } from '../law.ts';
import { isGated, isInWindow } from '../model/effects/change.ts';
import { type Modelled, stateOfModelled } from '../model/modelled.ts';
import type { Step } from '../scenario/step.ts';
import { playOpening } from '../suite/runs.ts';
import { type Stage, scenarioOf } from '../suite/stage.ts';
import { firstDifference, ledgerOf } from './differences.ts';
import { changeAt, followedBy, played, withOthers } from './play.ts';

const cancelAt = (at: Instant, of: number): Step => changeAt(at, of, { type: 'Cancel' });

/** A paid subscription that is active in its window, by its number, with the end of the window. */
function windowed({ model, ids, engine }: Stage): readonly [number, Instant] | undefined {
  for (const [i, id] of ids.entries()) {
    const x = model.subscriptions.get(id);
    if (!x?.windowEndsAt || x.open || isGated(x, 'cancel')) continue;
    const isPaid = stateOfModelled(x) === 'AC' || stateOfModelled(x) === 'EN';
    if (isPaid && after(engine.now(), 1) < x.windowEndsAt) return [i + 1, x.windowEndsAt];
  }
  return undefined;
}

/** The subscription that the last step of a run cancels. */
function cancelledIn({ done, ids, model }: Stage): Modelled | undefined {
  const step = done.at(-1)?.step;
  return step && 'change' in step ? model.subscriptions.get(ids[step.change.of - 1] ?? '') : undefined;
}

/** What cancelling gives back, beside the line of zero that answers a trial. */
const refunds = (stage: Stage): readonly string[] =>
  stage.engine.state.ledger
    .chargesOf(cancelledIn(stage)?.id ?? '')
    .flatMap(({ id, type, amount }) =>
      (type === 'cancel' || type === 'cancelImmediate') && amount < 0 ? [id] : [],
    );

/** Whether anything must be given back: a prorated refund can be less than the smallest coin, and so can a price. */
function isRefundable(stage: Stage): boolean {
  const { engine } = stage;
  const x = cancelledIn(stage);
  if (!x?.ended || x.trial || engine.state.settings['cancel.refund'] !== 'full') return false;
  return engine.state.ledger.chargesOf(x.id).some(({ amount }) => amount > 0);
}

function boundaryFault(first: Stage, second: Stage): readonly Finding[] {
  if (isRefundable(first) && refunds(first).length === 0)
    return [{ subject: 'ledger', found: 'one millisecond before the end nothing is given back' }];
  return refunds(second).map((subject) => ({ subject, found: 'given back at the end of the window' }));
}

/** Whether a step cancels out of the window what is active and would only end with its term. */
function schedules(step: Step, { model, ids, engine }: Stage): boolean {
  if (!('change' in step) || engine.state.settings['cancel.afterWindow'] !== 'schedule') return false;
  const [change, ...more] = step.change.changes;
  const x = model.subscriptions.get(ids[step.change.of - 1] ?? '');
  if (change?.type !== 'Cancel' || change.source || more.length > 0 || !x) return false;
  const state = stateOfModelled(x);
  return (state === 'AC' || state === 'EN') && !isInWindow(x, { now: engine.now() }) && !isGated(x, 'cancel');
}

/** Where the window ends, and what cancelling after it is (RB 15.4). */
export const windowPairs: readonly PairLaw[] = [
  {
    id: 'INV-43',
    kind: 'pair',
    says: 'A cancellation one millisecond before the end of the window gives money back, one at the end does not.',
    rules: ['CAN-03'],
    play: (run) => {
      const opened = playOpening(run);
      const found = windowed(opened);
      if (!found) return undefined;
      const [of, end] = found;
      const before = scenarioOf(opened);
      return [
        played(followedBy(before, cancelAt(after(end, -1), of))),
        played(followedBy(before, cancelAt(end, of))),
      ];
    },
    compare: boundaryFault,
  },
  {
    id: 'INV-47',
    kind: 'pair',
    says: 'Where a late cancellation is scheduled, switching auto-renew off leads to the same ledger.',
    rules: ['CAN-06'],
    play: withOthers((step, { stage }) =>
      schedules(step, stage) && 'change' in step
        ? [{ ...step, change: { ...step.change, changes: [{ type: 'SetAutoRenew', autoRenew: false }] } }]
        : [step],
    ),
    compare: (first, second) => firstDifference('ledger', ledgerOf(first), ledgerOf(second)),
  },
];
