import { planOf, type State, type Subscription } from '@marketsim/core';
import { declareFault } from '../fault-kind.ts';
import { withMembers } from '../json.ts';
import type { Pitfall } from '../pitfall.ts';

const isPlan = (value: unknown, planId: string | undefined): boolean =>
  typeof value === 'object' && value !== null && 'planId' in value && value.planId === planId;

/** A list of plans without one of them. */
const withoutPlan = (body: unknown, planId: string | undefined): unknown =>
  withMembers(body, 'plans', (plans) =>
    Array.isArray(plans) ? plans.filter((plan) => !isPlan(plan, planId)) : plans,
  );

const planIdOf = (subscription: Subscription | undefined, state: State): string | undefined =>
  subscription && planOf(subscription, state)?.planId;

/** The same address of this machine by its other name. */
function elsewhere(link: string): string {
  const url = new URL(link);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return url.href;
}

/** What lists show, and what they show of the dead (SF 2.4, 2.6). */
export const listPitfalls: readonly Pitfall[] = [
  {
    id: 'F37',
    kind: 'fault',
    title: 'Short pages, and a next link on another host',
    symptom:
      'pages of a few items are not the last ones: a sync that stops at a short page is incomplete, one that allows its own host only fails',
    correct: 'follows @nextLink as it is until there is none',
    source: 'recordings',
    fault: declareFault({
      does: 'gives pages of two items, with next links to localhost in the place of 127.0.0.1 and the other way round',
      settings: { 'list.pageSize': 2 },
      request: {
        routes: ['S2'],
        act: () => ({
          kind: 'alter',
          alter: (body) => withMembers(body, '@nextLink', (link) => elsewhere(String(link))),
        }),
      },
    }),
    play: async (stage) => {
      for (let bought = 0; bought < 3; bought++) stage.active();
      stage.strike();
      await stage.call('GET', '/api/saas/subscriptions');
    },
  },
  {
    id: 'F38',
    kind: 'state',
    title: 'Most items of the list are dead',
    symptom:
      'Unsubscribed subscriptions stay in the list for ever: a sync that takes all for customers is slow, and counts wrong',
    correct: 'counts by saasSubscriptionStatus, and remembers what has ended',
    source: 'recordings: 326 of 381 items',
    play: async (stage) => {
      const ids = Array.from({ length: 8 }, () => stage.active());
      for (const id of ids.slice(1)) stage.change(id, { type: 'Cancel' });
      await stage.call('GET', '/api/saas/subscriptions');
    },
  },
  {
    id: 'F39',
    kind: 'state',
    title: 'autoRenew is true on what was cancelled',
    symptom: 'Unsubscribed, and autoRenew still true: forecasts by autoRenew are too high',
    correct: 'looks at the status first',
    source: 'azure-docs #74984',
    play: async (stage) => {
      const id = stage.active();
      stage.change(id, { type: 'Cancel' });
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F40',
    kind: 'fault',
    title: 'The offer id of a preview purchase ends in -preview',
    symptom: 'a look-up by offer id finds nothing, in tests first of all',
    correct: 'cuts the suffix off before it looks the offer up',
    source: 'recordings',
    fault: declareFault({
      does: 'adds -preview to the offer id in replies and webhooks',
      settings: { 'purchase.preview': true },
      request: { routes: ['S1', 'S2', 'S3', 'O1', 'O2', 'M3'] },
      webhook: {},
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F41',
    kind: 'state',
    title: 'Suspended, then nothing for thirty days, then the end',
    symptom: 'one Suspend webhook; no reminder; after the grace an Unsubscribe',
    correct: 'keeps data and switches access off while suspended, and deletes only after Unsubscribe',
    source: 'life-cycle page; azure-docs commit 2c6592d',
    play: async (stage) => {
      stage.settings({ payments: 'manual', 'suspend.onPastDue': 'immediate', 'invoice.netDays': 0 });
      const id = stage.active({ term: 'P1Y' });
      await stage.advance('P36D');
      await stage.hear(id, 200);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      await stage.advance('P30D');
      await stage.hear(id, 200);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F54',
    kind: 'fault',
    title: 'The current plan is missing in the list of available plans',
    symptom: 'a look-up of the plan of the subscription in listAvailablePlans finds nothing',
    correct: 'falls back on what it knows of the plan, or shows its id',
    source: 'SaaS Accelerator PR 903',
    fault: declareFault({
      does: 'leaves the plan of the subscription out of listAvailablePlans',
      request: {
        routes: ['S4'],
        act: ({ subscription, state }) => {
          const planId = planIdOf(subscription, state);
          return { kind: 'alter', alter: (body) => withoutPlan(body, planId) };
        },
      },
    }),
    play: async (stage) => {
      const id = stage.active();
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      stage.strike();
      await stage.call('GET', `/api/saas/subscriptions/${id}/listAvailablePlans`);
    },
  },
];
