import type { SubscriptionChange } from '@marketsim/core';
import fc from 'fast-check';
import type { Modelled } from '../model/modelled.ts';
import type { ChangeStep } from '../scenario/step.ts';
import type { Stage } from '../suite/stage.ts';
import { type AnyDoing, doing } from './doing.ts';

/** A doing that changes one subscription. */
interface ChangeDoing<Args> {
  readonly name: string;
  readonly weight: number;
  readonly args: fc.Arbitrary<Args>;
  /** Subscriptions that it is mostly done to; living ones unless said otherwise. */
  readonly prefers?: (x: Modelled) => boolean;
  /** What is asked of the subscription; nothing where it makes no sense. */
  readonly changes: (args: Args, x: Modelled, stage: Stage) => readonly SubscriptionChange[] | undefined;
}

/** A subscription of a stage: a place among those that are preferred, or among all. */
export interface Target {
  readonly place: number;
  readonly any: boolean;
}

export const target: fc.Arbitrary<Target> = fc.record({
  place: fc.nat(11),
  any: fc.nat(6).map((n) => n === 6),
});

const isAlive = ({ ended }: Modelled): boolean => ended === undefined;

/** Whether quantity and plan can be changed. */
export const isChangeable = ({ pace, ended, causes }: Modelled): boolean =>
  pace !== undefined && !ended && !causes;

/** The number of the subscription that a target stands for, counted from 1, and what the model knows of it. */
export function targetOn(
  { ids, model }: Stage,
  { place, any }: Target,
  prefers: (x: Modelled) => boolean = isAlive,
): readonly [number, Modelled] | undefined {
  const all = ids.flatMap((id, i): readonly (readonly [number, Modelled])[] => {
    const x = model.subscriptions.get(id);
    return x ? [[i + 1, x]] : [];
  });
  const preferred = any ? all : all.filter(([, x]) => prefers(x));
  const candidates = preferred.length > 0 ? preferred : all;
  return candidates[place % Math.max(1, candidates.length)];
}

const etags: fc.Arbitrary<ChangeStep['etag']> = fc.oneof(
  { weight: 18, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant('current' as const) },
  { weight: 1, arbitrary: fc.constant('stale' as const) },
);

/** A doing that asks something of any subscription, now and then with an etag. */
export const changing = <Args>({ name, weight, args, prefers, changes }: ChangeDoing<Args>): AnyDoing =>
  doing({
    ...{ name, weight },
    args: fc.record({ of: target, etag: etags, args }),
    deed: ({ of, etag, args: given }, stage) => {
      const found = targetOn(stage, of, prefers);
      const asked = found && changes(given, found[1], stage);
      return found && asked && { change: { of: found[0], changes: asked, ...(etag && { etag }) } };
    },
  });
