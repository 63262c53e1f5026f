import { instant, type SubscriptionChange } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { pairLaws } from '../src/pairs/all.ts';
import { changeAt } from '../src/pairs/play.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import type { Step } from '../src/scenario/step.ts';
import { replay } from '../src/suite/replay.ts';
import type { Stage } from '../src/suite/stage.ts';

const start = instant('2020-07-14T10:00:00Z');
const buy: Step = {
  at: start,
  buy: { customer: 'ridge', publisher: 'desk', plan: 'standard', term: 'P1M/monthly', quantity: 10 },
};
const activate = changeAt(start, 1, { type: 'AssignLicenses', count: 10 }, { type: 'ConfirmActivation' });

const stageOf = (...steps: readonly Step[]): Stage => {
  const { stage, problems } = replay({
    title: '',
    beginning: { profile: 'seed', startsAt: start },
    steps: [buy, activate, ...steps],
  });
  expect(problems).toEqual([]);
  return stage;
};

const month: Step = { at: instant('2020-08-20T00:00:00Z'), wait: true };
const cancel = changeAt(start, 1, { type: 'Cancel' });
const more = changeAt(instant('2020-07-20T00:00:00Z'), 1, { type: 'SetQuantity', quantity: 12 });

/** For each law two ends that it must tell apart. */
const ends: Readonly<Record<string, readonly [Stage, Stage]>> = {
  'INV-04': [stageOf(month), stageOf(more, month)],
  'INV-41': [stageOf(month), stageOf(more, month)],
  'INV-42': [stageOf(month), stageOf(changeAt(start, 1, { type: 'SetAutoRenew', autoRenew: false }), month)],
  'INV-43': [stageOf(), stageOf(cancel)],
  'INV-47': [stageOf(month), stageOf(more, month)],
  'INV-55': [stageOf(month), stageOf(more, month)],
  'INV-58': [stageOf(month), stageOf(more, month)],
  'INV-60': [stageOf(month), stageOf(more, month)],
  'INV-61': [stageOf(month), stageOf(changeAt(start, 1, { type: 'GetActivationLink' }), month)],
  'INV-62': [stageOf(month), stageOf(more, month)],
  'INV-65': [stageOf(month), stageOf(more, month)],
};

test.each(pairLaws)('$id tells two ends apart, and none from itself', ({ id, compare }) => {
  const [first, second] = ends[id] ?? [];
  if (!first || !second) throw new Error(`no ends for ${id}`);
  expect(compare(first, first)).toEqual([]);
  expect(compare(first, second)).not.toEqual([]);
});

test('INV-43: nothing given back one millisecond before the end is as wrong', () => {
  const law = pairLaws.find(({ id }) => id === 'INV-43');
  const cancelled = stageOf(cancel);
  const { engine } = cancelled;
  const { ledger } = engine.state;
  const chargesOf = (id: string) => ledger.chargesOf(id).filter(({ type }) => type !== 'cancel');
  const state = { ...engine.state, ledger: { ...ledger, chargesOf } };
  const lost: Stage = { ...cancelled, engine: { ...engine, state } };
  expect(law?.compare(lost, stageOf())).toHaveLength(1);
  expect(law?.compare(cancelled, stageOf())).toEqual([]);
});

describe('INV-04: the order of the two events of an activation', () => {
  const law = pairLaws.find(({ id }) => id === 'INV-04');
  const [assign, confirm] = [{ type: 'AssignLicenses', count: 10 }, { type: 'ConfirmActivation' }] as const;
  const playedIn = (
    settings: NonNullable<Scenario['beginning']['settings']>,
    ...changes: readonly SubscriptionChange[]
  ): Stage => {
    const beginning = { profile: 'seed', startsAt: start, settings } as const;
    const steps = [buy, ...changes.map((change) => changeAt(start, 1, change))];
    const { stage, problems } = replay({ title: '', beginning, steps });
    expect(problems).toEqual([]);
    return stage;
  };

  test.each([
    ['stuck', { 'activation.outcome': 'stuck' }],
    ['put off', { 'activation.delay': 'PT1H' }],
  ] as const)('does not matter while it is %s', (_, settings) => {
    const [one, other] = [playedIn(settings, assign, confirm), playedIn(settings, confirm, assign)];
    expect(law?.compare(one, other)).toEqual([]);
    expect(law?.compare(one, playedIn({}, assign, confirm))).not.toEqual([]);
  });

  test('nothing else makes one of them as good as the other', () => {
    expect(law?.compare(playedIn({}, assign), playedIn({}, confirm))).toHaveLength(1);
  });
});
