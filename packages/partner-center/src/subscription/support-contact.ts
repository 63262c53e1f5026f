import type { Subscription, SupportContact } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { refuseWith } from '../problem.ts';
import { subscriptionRefusals } from '../refusals.ts';
import { invalidProperty } from '../render.ts';
import { exampleIds } from '../wire/example.ts';
import { attributesSchema, selfLink, selfLinksSchema } from '../wire/link.ts';
import { subscriptionUri } from './resource.ts';

const contactSchema = z
  .strictObject({
    supportTenantId: z.guid(),
    supportMpnId: z.string(),
    name: z.string(),
    links: selfLinksSchema,
    attributes: attributesSchema('SupportContact'),
  })
  .meta({ id: 'SupportContact' });

type Addressed = Pick<Subscription, 'id' | 'customerId'>;

const contactOf = (contact: SupportContact, subscription: Addressed) => ({
  ...contact,
  links: selfLink(`${subscriptionUri(subscription)}/supportcontact`),
  attributes: { objectType: 'SupportContact' },
});

/** Whom the customer turns to: the partner itself as long as nobody else was named. */
const shownContact = ({ partner }: PartnerContext, { supportContact }: Subscription): SupportContact =>
  supportContact ?? { supportTenantId: partner.id, supportMpnId: partner.mpnId, name: partner.name };

const described = {
  path: '/v1/customers/:customerId/subscriptions/:subscriptionId/supportcontact',
  source: 'PC 6.7',
  tag: 'Subscriptions',
  access: 'U',
  params: subscriptionParams,
  query: z.object({}),
  replies: {
    200: {
      description: 'The support contact.',
      schema: contactSchema,
      example: contactOf(
        {
          supportTenantId: exampleIds.reseller,
          supportMpnId: exampleIds.resellerMpnId,
          name: 'Harbour Resale',
        },
        { id: exampleIds.subscription, customerId: exampleIds.customer },
      ),
    },
  },
  refusals: subscriptionRefusals,
} as const;

/** SUB-8: whom the customer turns to for support of a subscription. */
export const getSupportContact = endpoint({
  contract: {
    ...described,
    id: 'SUB-8',
    method: 'get',
    summary: 'Get the support contact of a subscription',
    right: 'read',
  },
  locate: subscriptionAt,
  handle: ({ found: { subscription } }, ctx) => ({
    status: 200,
    body: contactOf(shownContact(ctx, subscription), subscription),
  }),
});

/** SUB-8, PUT: names another partner: the caller or an indirect reseller, by tenant and MPN id. */
export const replaceSupportContact = endpoint({
  contract: {
    ...described,
    id: 'SUB-8.replace',
    method: 'put',
    summary: 'Replace the support contact of a subscription',
    right: 'editSubscription',
    body: z
      .strictObject({ supportTenantId: z.guid(), supportMpnId: z.string().min(1), name: z.string().min(1) })
      .meta({ id: 'SupportContactReplacement' }),
  },
  locate: subscriptionAt,
  handle: ({ found: { subscription }, body }, ctx) => {
    const supportContact = { ...body, supportTenantId: body.supportTenantId.toLowerCase() };
    const known = ctx.engine.state.partners.get(supportContact.supportTenantId);
    if (known?.mpnId !== body.supportMpnId) {
      refuseWith(invalidProperty('supportMpnId', `no partner ${body.supportTenantId} has this MPN id`));
    }
    execute(ctx, { type: 'SetSupportContact', subscriptionId: subscription.id, supportContact });
    return { status: 200, body: contactOf(supportContact, subscription) };
  },
});
