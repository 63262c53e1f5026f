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
  /** What is asked of the subscription; nothing where it makes no sense. */
  readonly changes: (args: Args, x: Modelled, stage: Stage) => readonly SubscriptionChange[] | undefined;
}

/** Any subscription of the stage, as a number that is taken modulo how many there are. */
export const target = fc.nat(11);

/** The subscription that a target stands for, counted from 1. */
export function targetOn({ ids, model }: Stage, of: number): readonly [number, Modelled] | undefined {
  const number = (of % Math.max(1, ids.length)) + 1;
  const x = model.subscriptions.get(ids[number - 1] ?? '');
  return x && [number, x];
}

const etags: fc.Arbitrary<ChangeStep['etag']> = fc.oneof(
  { weight: 18, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant('current' as const) },
  { weight: 1, arbitrary: fc.constant('stale' as const) },
);

/** A doing that asks something of any subscription, now and then with an etag. */
export const changing = <Args>({ name, weight, args, changes }: ChangeDoing<Args>): AnyDoing =>
  doing({
    ...{ name, weight },
    args: fc.record({ of: target, etag: etags, args }),
    deed: ({ of, etag, args: given }, stage) => {
      const found = targetOn(stage, of);
      const asked = found && changes(given, found[1], stage);
      return found && asked && { change: { of: found[0], changes: asked, ...(etag && { etag }) } };
    },
  });
