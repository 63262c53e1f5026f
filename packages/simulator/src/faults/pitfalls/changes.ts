import { declareFault } from '../fault-kind.ts';
import type { Pitfall } from '../pitfall.ts';

/** Changes that the publisher makes (SF 2.8, 2.9). */
export const changePitfalls: readonly Pitfall[] = [
  {
    id: 'F24',
    kind: 'mistake',
    title: 'A second change while one is pending',
    symptom: '400 Failed, "locked" (setting patch.locked: 409)',
    correct: 'waits for the end of the operation at Operation-Location before it asks for the next change',
    source: 'subscription-api page of 2019; emulator',
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      await stage.call('PATCH', `/api/saas/subscriptions/${id}`, { body: { quantity: 12 } });
      await stage.call('PATCH', `/api/saas/subscriptions/${id}`, { body: { planId: 'bridge' } });
    },
  },
  {
    id: 'F25',
    kind: 'mistake',
    title: 'One PATCH for plan and quantity',
    symptom: '400 with a message and no code; nothing is changed',
    correct: 'changes one of the two, waits for the end of the operation, and changes the other',
    source: 'subscription-api page',
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      const body = { planId: 'bridge', quantity: 12 };
      await stage.call('PATCH', `/api/saas/subscriptions/${id}`, { body });
    },
  },
  {
    id: 'F26',
    kind: 'mistake',
    title: 'More seats than the plan allows',
    symptom: '400 with a message and no code',
    correct: 'asks listAvailablePlans for maxQuantity, and changes the plan first where it is too small',
    source: 'subscription-api page',
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      await stage.call('PATCH', `/api/saas/subscriptions/${id}`, { body: { quantity: 51 } });
    },
  },
  {
    id: 'F44',
    kind: 'fault',
    title: 'The cancellation of a plan of a year or more is refused',
    symptom: '400 from DELETE once 72 hours have passed since the purchase; the subscription goes on',
    correct:
      'tells the customer that the plan ends with its term, and switches nothing off before Unsubscribe',
    source: 'SaaS Accelerator #729, #280',
    fault: declareFault({
      does: 'refuses the cancellation of terms of a year or more 72 hours after the purchase',
      settings: { 'cancel.after72h': 'rejectAnnualAndMore' },
      request: { routes: ['S8'] },
    }),
    play: async (stage) => {
      const id = stage.active({ term: 'P1Y' });
      await stage.advance('PT73H');
      stage.strike();
      await stage.call('DELETE', `/api/saas/subscriptions/${id}`);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
];
