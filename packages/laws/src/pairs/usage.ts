import { after, dateOf, midnight, monthsAfter } from '../calendar.ts';
import type { PairLaw } from '../law.ts';
import { stateOfModelled } from '../model/modelled.ts';
import type { ReportStep, Step } from '../scenario/step.ts';
import { playOpening } from '../suite/runs.ts';
import { type Stage, scenarioOf } from '../suite/stage.ts';
import { isFlat } from '../world/plans.ts';
import { firstDifference, ledgerOf } from './differences.ts';
import { followedBy, played } from './play.ts';

const hour = 3_600_000;

/** A subscription that is metered, by its number. */
function metered({ model, ids }: Stage): number | undefined {
  const place = ids.findIndex((id) => {
    const x = model.subscriptions.get(id);
    return x && isFlat(x.plan) && ['AC', 'EN'].includes(stateOfModelled(x));
  });
  return place < 0 ? undefined : place + 1;
}

/** Use of five hours from an instant on. */
function usesAfter(stage: Stage): ReportStep['events'] {
  const now = stage.engine.now();
  return [100.1, 0.2, 37.2, 0.0001, 12.345].map((quantity, n) => ({
    dimension: 'email100',
    quantity,
    usedAt: after(now, n * hour),
  }));
}

/** Each event in a report of its own, all within the time for them, then the invoice of the month. */
function reported(of: number, events: ReportStep['events'], { engine }: Stage): readonly Step[] {
  const at = after(engine.now(), 6 * hour);
  const invoiced = midnight(monthsAfter(dateOf(at), 2));
  return [
    ...events.map((event): Step => ({ at, report: { of, events: [event] } })),
    { at: invoiced, wait: true },
  ];
}

/** What is used, and when it is told (RB 15.5). */
export const usagePairs: readonly PairLaw[] = [
  {
    id: 'INV-65',
    kind: 'pair',
    says: 'It makes no difference in which order the use of several hours is reported.',
    rules: ['MET-04', 'MET-08'],
    play: (run) => {
      const opened = playOpening(run);
      const of = metered(opened);
      if (of === undefined) return undefined;
      const [before, events] = [scenarioOf(opened), usesAfter(opened)];
      return [
        played(followedBy(before, ...reported(of, events, opened))),
        played(followedBy(before, ...reported(of, events.toReversed(), opened))),
      ];
    },
    compare: (first, second) => firstDifference('ledger', ledgerOf(first), ledgerOf(second)),
  },
];
