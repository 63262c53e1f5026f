import { statusView } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { subscriptionRefusals } from '../refusals.ts';
import { exampleIds } from '../wire/example.ts';
import { attributesSchema } from '../wire/link.ts';
import { instantSchema } from '../wire/values.ts';
import { endsOf } from './resource.ts';

const provisioningSchema = z
  .strictObject({
    skuId: z.string(),
    status: z.enum(['success', 'pending', 'failed']),
    quantity: z.int(),
    endDate: instantSchema.optional(),
    attributes: attributesSchema('SubscriptionProvisioningStatus'),
  })
  .meta({ id: 'SubscriptionProvisioningStatus' });

/** SUB-6: how far the publisher is with a subscription; pending before activation and during a change (RB 4.1). */
export const getSubscriptionProvisioning = endpoint({
  contract: {
    id: 'SUB-6',
    method: 'get',
    path: '/v1/customers/:customerId/subscriptions/:subscriptionId/provisioningstatus',
    summary: 'Get the provisioning status of a subscription',
    source: 'PC 6.7',
    tag: 'Subscriptions',
    access: 'U',
    right: 'read',
    params: subscriptionParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The status; `endDate` is left out before the activation.',
        schema: provisioningSchema,
        example: {
          skuId: exampleIds.sku,
          status: 'pending',
          quantity: 5,
          attributes: { objectType: 'SubscriptionProvisioningStatus' },
        },
      },
    },
    refusals: subscriptionRefusals,
  },
  locate: subscriptionAt,
  handle: ({ found: { subscription } }, { engine }) => ({
    status: 200,
    body: {
      skuId: subscription.skuId,
      status: statusView(subscription, engine.state.settings).provisioning,
      quantity: subscription.quantity,
      endDate: endsOf(subscription).commitmentEndDate,
      attributes: { objectType: 'SubscriptionProvisioningStatus' },
    },
  }),
});
