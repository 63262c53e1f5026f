import { partnerEvents } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';

/** What can be registered for (PC 8.2); only the first of it comes about here. */
export const webhookEvents: readonly string[] = [
  ...partnerEvents,
  'usagerecords-thresholdExceeded',
  'reseller-relationship-accepted-by-customer',
  'referral-created',
  'referral-updated',
  'related-referral-created',
  'related-referral-updated',
  'azure-fraud-event-detected',
  'dap-admin-relationship-approved',
  'dap-admin-relationship-terminated',
  'dap-admin-relationship-terminated-by-microsoft',
  'granular-admin-relationship-approved',
  'granular-admin-relationship-activated',
  'granular-admin-relationship-terminated',
  'granular-admin-relationship-expired',
  'granular-admin-access-assignment-created',
  'granular-admin-access-assignment-activated',
  'granular-admin-access-assignment-updated',
  'granular-admin-access-assignment-deleted',
  'new-commerce-migration-created',
  'new-commerce-migration-completed',
  'new-commerce-migration-failed',
  'new-commerce-migration-schedule-failed',
];

/** WHK-1: the events that a webhook can be registered for. */
export const listWebhookEvents = endpoint({
  contract: {
    id: 'WHK-1',
    method: 'get',
    path: '/webhooks/v1/registration/events',
    summary: 'List the events of webhooks',
    source: 'PC 8.2',
    tag: 'Webhooks',
    access: 'A+U',
    right: 'webhooks',
    params: noParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'Their names.',
        schema: z.array(z.string()),
        example: [...partnerEvents],
      },
    },
    refusals: [],
  },
  handle: () => ({ status: 200, body: webhookEvents }),
});
