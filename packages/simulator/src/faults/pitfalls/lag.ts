import { z } from 'zod';
import { declareFault } from '../fault-kind.ts';
import type { Pitfall } from '../pitfall.ts';
import { answer } from '../stage/answer.ts';

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
      settings: ({ seconds }) => ({ 'subscription.updateDelay': `PT${seconds}S` }),
      request: { routes: ['S1', 'S2', 'S3'] },
    }),
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.strike();
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 200);
      await answer(stage, id, 'Success');
      await stage.call('GET', `/api/saas/subscriptions/${id}/operations/${stage.operation(id)}`);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      await stage.advance('PT2S');
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
];
