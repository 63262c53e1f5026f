import type { Channel, Instant } from '@marketsim/core';
import fc from 'fast-check';
import { after, lengthOf, midnight } from '../calendar.ts';
import type { Modelled } from '../model/modelled.ts';
import type { Stage } from '../suite/stage.ts';
import type { PlanName } from '../world/plans.ts';
import { buying, customersOf } from './buy.ts';
import type { Intent } from './doing.ts';
import { assign, confirm, intentOf } from './turns.ts';

/*
 * Several things that come due at one instant, some of which bring about more at that very instant: questions whose
 * time is over as a period ends take purchases of one day, asked for just so long before.
 */

const isOn = ({ pace, ended, causes }: Modelled): boolean => pace !== undefined && !ended && !causes;

const running = ({ model }: Stage): readonly Modelled[] => [...model.subscriptions.values()].filter(isOn);

/** The end of the period that ends first. */
const firstEnd = (stage: Stage): Instant | undefined =>
  running(stage)
    .flatMap(({ pace }) => (pace ? [midnight(pace.periodEnd)] : []))
    .sort()[0];

const waiting = (until: (stage: Stage) => Instant | undefined): Intent => ({
  name: 'wait for a deadline',
  step: (stage) => {
    const at = until(stage);
    return at && at > stage.engine.now() ? { at, wait: true } : undefined;
  },
});

const untilQuestions = waiting((stage) => {
  const end = firstEnd(stage);
  return end && after(end, -lengthOf(stage.engine.state.settings['op.ackTimeout']));
});

/** A question to the publisher of the subscription of a number. */
const asking = (of: number): Intent => ({
  name: 'ask before a deadline',
  step: ({ ids, model, engine }) => {
    const x = model.subscriptions.get(ids[of - 1] ?? '');
    return x && isOn(x) && !x.open
      ? {
          at: engine.now(),
          change: { of, changes: [{ type: 'SetQuantity', quantity: x.quantity + 1 }] },
        }
      : undefined;
  },
});

const seats: readonly PlanName[] = ['standard', 'nines', 'thirds'];

/** Some subscriptions of one day, with questions that nobody answers until their periods end. */
export const deadlines = (channel: Channel): fc.Arbitrary<readonly Intent[]> =>
  fc
    .array(buying(channel, customersOf(channel), fc.constantFrom(...seats)).intents, {
      minLength: 2,
      maxLength: 4,
    })
    .map((purchases) => [
      ...purchases.flatMap((bought) => [bought, intentOf(assign), intentOf(confirm)]),
      untilQuestions,
      ...purchases.map((_, place) => asking(place + 1)),
      waiting(firstEnd),
    ]);
