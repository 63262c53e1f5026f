import { z } from 'zod';
import { declareFault } from '../fault-kind.ts';
import { withMembers } from '../json.ts';
import type { Pitfall } from '../pitfall.ts';

const use = { dimension: 'pings', planId: 'echo-basic' } as const;

/** Reports of use (SF 6). */
export const meteringPitfalls: readonly Pitfall[] = [
  {
    id: 'F45',
    kind: 'mistake',
    title: 'Use is reported with a resourceUri, or with the name of the plan as it is shown',
    symptom: '403 for the resourceUri of a managed app, 400 for the plan',
    correct: 'sends the subscription id as resourceId and the plan by its planId',
    source: 'SaaS Accelerator #775; azure-docs #41840',
    play: async (stage) => {
      const resourceId = stage.active({ plan: 'echo-basic' });
      const event = { ...use, quantity: 5, effectiveStartTime: stage.hoursAgo(0) };
      const resourceUri =
        '/subscriptions/1/resourceGroups/rg/providers/Microsoft.Solutions/applications/sonar';
      await stage.call('POST', '/api/usageEvent', { body: { ...event, resourceUri } });
      await stage.call('POST', '/api/usageEvent', { body: { ...event, resourceId, planId: 'Echo Basic' } });
    },
  },
  {
    id: 'F46',
    kind: 'mistake',
    title: 'Two reports for one hour',
    symptom: '409 with the event that was accepted; the second quantity is lost',
    correct: 'sums up an hour before it reports it, and adds what comes late to the next hour',
    source: 'metering page; SaaS Accelerator',
    play: async (stage) => {
      const resourceId = stage.active({ plan: 'echo-basic' });
      await stage.advance('PT3H');
      const event = { ...use, resourceId, effectiveStartTime: stage.hoursAgo(1) };
      await stage.call('POST', '/api/usageEvent', { body: { ...event, quantity: 5 } });
      await stage.call('POST', '/api/usageEvent', { body: { ...event, quantity: 2 } });
    },
  },
  {
    id: 'F47',
    kind: 'mistake',
    title: 'An event older than 24 hours that is kept in a queue and sent for ever',
    symptom: '400, or Expired in a batch, each time',
    correct: 'gives events up that are too old, and alarms its staff before they are',
    source: 'metered-billing-accelerator #152',
    play: async (stage) => {
      const resourceId = stage.active({ plan: 'echo-basic' });
      await stage.advance('P3D');
      const event = { ...use, resourceId, quantity: 5, effectiveStartTime: stage.hoursAgo(25) };
      await stage.call('POST', '/api/usageEvent', { body: event });
      await stage.call('POST', '/api/batchUsageEvent', { body: { request: [event] } });
    },
  },
  {
    id: 'F48',
    kind: 'fault',
    title: 'A whole batch is refused for one foreign subscription',
    symptom: '403 for the batch; the good events in it are lost too',
    correct: 'after a 403 sends the events of the batch one by one',
    source: 'SaaS Accelerator #103',
    fault: declareFault({
      does: 'refuses batches with an event of a foreign subscription as a whole',
      settings: { 'metering.foreignBatch': 'whole' },
      request: { routes: ['M2'] },
    }),
    play: async (stage) => {
      const ids = [stage.active({ plan: 'echo-basic' }), stage.active({ plan: 'sweep' })];
      stage.strike();
      const effectiveStartTime = stage.hoursAgo(0);
      const request = ids.map((resourceId) => ({ ...use, resourceId, quantity: 5, effectiveStartTime }));
      await stage.call('POST', '/api/batchUsageEvent', { body: { request } });
      await stage.call('POST', '/api/usageEvent', { body: request[0] });
    },
  },
  {
    id: 'F50',
    kind: 'state',
    title: 'Quantities with many digits',
    symptom:
      'fractions come back as they were sent, up to the sixteen digits of a binary number: sums differ in the last one',
    correct: 'reckons in decimals or whole units of its own, and compares with a margin',
    source: 'metered-billing-accelerator data',
    play: async (stage) => {
      const resourceId = stage.active({ plan: 'echo-basic' });
      await stage.advance('PT3H');
      for (const [hours, quantity] of [
        [2, 0.1 + 0.2],
        [1, 1234567.890123456],
      ] as const) {
        const body = { ...use, resourceId, quantity, effectiveStartTime: stage.hoursAgo(hours) };
        await stage.call('POST', '/api/usageEvent', { body });
      }
    },
  },
  {
    id: 'F51',
    kind: 'state',
    title: 'Use that is reported after the end of the subscription',
    symptom: 'accepted within 24 hours for use before the end, refused for use after it and later than that',
    correct: 'reports what is left as soon as Unsubscribe comes',
    source: 'metering page',
    play: async (stage) => {
      const resourceId = stage.active({ plan: 'echo-basic' });
      await stage.advance('PT5H');
      stage.change(resourceId, { type: 'Cancel' });
      await stage.advance('PT1H');
      const event = { ...use, resourceId, quantity: 5 };
      for (const effectiveStartTime of [stage.hoursAgo(2), stage.hoursAgo(0.5)])
        await stage.call('POST', '/api/usageEvent', { body: { ...event, effectiveStartTime } });
      const before = stage.hoursAgo(3);
      await stage.advance('PT24H');
      await stage.call('POST', '/api/usageEvent', { body: { ...event, effectiveStartTime: before } });
    },
  },
  {
    id: 'F58',
    kind: 'fault',
    title: 'A reconciliation status that the client does not know',
    symptom: 'reconStatus is TestHeaders or DryRun: the closed enumeration of the SDK throws',
    correct: 'takes reconStatus as text and leaves rows out that it does not know',
    source: 'metering page against OpenAPI',
    fault: declareFault({
      does: 'shows TestHeaders, or the status that is given, in every row of the list of use',
      parameters: z.strictObject({ status: z.string().min(1).max(50).default('TestHeaders') }),
      request: {
        routes: ['M3'],
        act: ({ parameters: { status } }) => ({
          kind: 'alter',
          alter: (body) => withMembers(body, 'reconStatus', () => status),
        }),
      },
    }),
    play: async (stage) => {
      const resourceId = stage.active({ plan: 'echo-basic' });
      const body = { ...use, resourceId, quantity: 5, effectiveStartTime: stage.hoursAgo(0) };
      await stage.call('POST', '/api/usageEvent', { body });
      stage.strike();
      await stage.call('GET', '/api/usageEvents?usageStartDate=2026-01-01');
    },
  },
];
