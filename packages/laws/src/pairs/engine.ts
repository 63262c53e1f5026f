import { createEngine, type Engine, memoryLog, resolveSettings } from '@marketsim/core';
import { after, millisecondsFrom } from '../calendar.ts';
import type { PairLaw } from '../law.ts';
import type { Step } from '../scenario/step.ts';
import { playRun } from '../suite/runs.ts';
import { type Stage, scenarioOf } from '../suite/stage.ts';
import { firstDifference, happened } from './differences.ts';
import { idle, played, withOthers } from './play.ts';

/** A stop on the way to an instant: in the middle of it, on the next instant at which something is due, or just before. */
function stopOnTheWay({ engine }: Stage, { at }: Step, place: number): Step | undefined {
  const now = engine.now();
  const due = engine.nextDueAt() ?? at;
  const middle = after(now, Math.floor(millisecondsFrom(now, at) / 2));
  const stop = [middle, due, after(due, -1)][place % 3] ?? middle;
  return stop > now && stop < at ? { at: stop, wait: true } : undefined;
}

const isAlways = (step: Step): boolean =>
  'buy' in step || 'fill' in step || 'wait' in step || 'command' in step;

const isAboutFirst = (step: Step): boolean =>
  ('change' in step && step.change.of === 1) ||
  ('cancelOrder' in step && step.cancelOrder.of === 1) ||
  ('report' in step && step.report.of === 1);

/** What the first subscription of a run lived through, and what it cost. */
function firstLife({ engine, ids: [id = ''] }: Stage): readonly unknown[] {
  const facts = engine.events().filter((fact) => 'subscriptionId' in fact && fact.subscriptionId === id);
  return [
    engine.state.subscriptions.get(id),
    ...engine.state.ledger.chargesOf(id),
    ...engine.state.ledger.usageChargesOf(id),
    ...facts.map(({ seq: _, ...fact }) => fact),
  ];
}

/** The world that a history leads to. */
const replayed = ({ engine, beginning }: Stage): Engine => {
  const { seed, world, startsAt, log } = engine;
  return createEngine({
    ...{ seed, world, startsAt, log: memoryLog(log.entries()) },
    settings: resolveSettings({ profile: beginning.profile, settings: beginning.settings ?? {} }),
  });
};

/** Where a world stands: its clock, and all that it holds. */
const standOf = (engine: Engine): readonly unknown[] => [
  engine.now(),
  ...Object.entries(engine.checkpoint().sections),
];

const manyDays = 400 * 86_400_000;

/** The history of a world after the clock has gone on. */
function later(engine: Engine): readonly unknown[] {
  engine.advanceTo(after(engine.now(), manyDays));
  return engine.events();
}

/** Whether what one subscription costs can bring its payer's account, and with it others, past due from some time on. */
const turnsManual = ({ engine }: Stage): boolean =>
  engine.events().some((fact) => fact.type === 'SettingChanged' && fact.value === 'manual');

const aloneOf = withOthers((step) => (isAlways(step) || isAboutFirst(step) ? [step] : [idle(step)]));

/** What an engine must be (RB 15.5). */
export const enginePairs: readonly PairLaw[] = [
  {
    id: 'INV-58',
    kind: 'pair',
    says: 'It makes no difference whether the clock gets to an instant at once or with stops on the way.',
    rules: ['GEN-03'],
    play: withOthers((step, { stage, place }) => {
      const stop = stopOnTheWay(stage, step, place);
      return stop ? [stop, step] : [step];
    }),
    compare: (first, second) => firstDifference('facts', happened(first), happened(second)),
  },
  {
    id: 'INV-60',
    kind: 'pair',
    says: 'The same beginning and the same commands lead to the same history, and a history to the same world, byte for byte, that goes on alike.',
    rules: ['GEN-06'],
    play: (run) => {
      const first = playRun(run);
      return [first, played(scenarioOf(first))];
    },
    compare: (first, second) => {
      const again = replayed(first);
      return [
        ...firstDifference('facts', first.engine.events(), second.engine.events()),
        ...firstDifference('replay', standOf(first.engine), standOf(again)),
        ...firstDifference('what follows', later(first.engine), later(again)),
      ];
    },
  },
  {
    id: 'INV-62',
    kind: 'pair',
    says: 'What is done to one subscription makes no difference to another.',
    rules: ['GEN-06'],
    play: (run) => {
      if (run.beginning.settings?.payments === 'manual') return undefined;
      const pair = aloneOf(run);
      return pair?.some(turnsManual) ? undefined : pair;
    },
    compare: (first, second) =>
      firstDifference(`subscription ${first.ids[0]}`, firstLife(first), firstLife(second)),
  },
];
