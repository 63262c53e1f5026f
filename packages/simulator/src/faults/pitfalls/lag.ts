import { epochMs, planOf, type State, type Subscription } from '@marketsim/core';
import { z } from 'zod';
import { declareFault, type RequestStrike } from '../fault-kind.ts';
import { withObjects } from '../json.ts';
import type { Pitfall } from '../pitfall.ts';

interface Lag {
  readonly seconds: number;
}

/** The subscription as it was before a change that was made just now. */
function before({ subscription, state, now, parameters }: RequestStrike<Lag>): Subscription | undefined {
  const operation = [...state.operationsOf.of(subscription?.id ?? '')]
    .flatMap((id) => state.operations.get(id) ?? [])
    .findLast(({ action }) => action === 'ChangePlan' || action === 'ChangeQuantity');
  if (operation?.status !== 'Succeeded' || operation.closedAt === undefined) return undefined;
  if (epochMs(now) - epochMs(operation.closedAt) >= parameters.seconds * 1000) return undefined;
  return [...state.deliveries.values()].findLast(({ operationId }) => operationId === operation.id)?.snapshot;
}

const withOld = (body: unknown, old: Subscription | undefined, state: State): unknown =>
  withObjects(body, (object) => ({
    ...object,
    ...(old && 'planId' in object && { planId: planOf(old, state)?.planId }),
    ...(old && 'quantity' in object && { quantity: old.quantity }),
  }));

/** What is read right after it was written (SF 4.4). */
export const lagPitfalls: readonly Pitfall[] = [
  {
    id: 'F57',
    kind: 'fault',
    title: 'A subscription that is read right after a change shows what was before',
    symptom: 'the operation has Succeeded, and Get Subscription still has the old plan or quantity',
    correct: 'takes the new value from the operation, and reads again after a few seconds',
    source: 'emulator, default 2 s',
    fault: declareFault({
      does: 'shows the plan and quantity from before a change for two seconds of world time, or as long as is given',
      parameters: z.strictObject({ seconds: z.int().min(1).max(86_400).default(2) }),
      request: {
        routes: ['S3'],
        concerns: (strike) => before(strike) !== undefined,
        act: (strike) => {
          const old = before(strike);
          return { kind: 'alter', alter: (body) => withOld(body, old, strike.state) };
        },
      },
    }),
  },
];
