import type { WebhookRegistration } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { noParams } from '../locate.ts';
import { commerceFault, gatewayFault, refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';
import { webhookEvents } from './events.ts';

/** A registration as it is read; names have capitals here (PC 8.2). */
const registeredSchema = z
  .strictObject({ WebhookUrl: z.string(), WebhookEvents: z.array(z.string()) })
  .meta({ id: 'WebhookRegistration' });

/** The same as it is answered to whoever made it. */
const subscribedSchema = registeredSchema
  .extend({ SubscriberId: z.guid() })
  .meta({ id: 'WebhookSubscription' });

const bodySchema = z
  .strictObject({
    WebhookUrl: z.string(),
    WebhookEvents: z.array(z.string()).min(1),
    SignatureTokenToMsSignatureHeader: z.boolean().optional(),
  })
  .meta({ id: 'WebhookRegistrationRequest' });

const shared = {
  path: '/webhooks/v1/registration',
  source: 'PC 8.2',
  tag: 'Webhooks',
  access: 'A+U',
  right: 'webhooks',
  params: noParams,
  query: z.object({}),
} as const;

const example = {
  WebhookUrl: 'https://harbourpartner.example/webhook',
  WebhookEvents: ['subscription-updated', 'invoice-ready', 'test-created'],
};

const registering = {
  ...shared,
  body: bodySchema,
  replies: {
    200: {
      description: 'The registration.',
      schema: subscribedSchema,
      example: { SubscriberId: '0b8a2e6c-5b0f-4c5f-9a3e-3a7d2c1b9f04', ...example },
    },
  },
  refusals: [{ status: 400, code: 800002, when: 'there is no such event' }],
} as const;

const resource = ({ webhookUrl, events }: WebhookRegistration) => ({
  WebhookUrl: webhookUrl,
  WebhookEvents: [...events],
});

/** WHK-2: the partner's registration. */
export const getWebhookRegistration = endpoint({
  contract: {
    ...shared,
    id: 'WHK-2',
    method: 'get',
    summary: 'Get the registration of the webhook',
    replies: { 200: { description: 'The registration.', schema: registeredSchema, example } },
    refusals: [{ status: 404, code: 1000, when: 'no webhook is registered' }],
  },
  handle: (_, { engine, partner }) => {
    const registration = engine.state.webhookRegistrations.get(partner.id);
    return registration
      ? { status: 200, body: resource(registration) }
      : refuseWith(gatewayFault(404, 1000, 'No webhook is registered.'));
  },
});

/** WHK-2: registers a webhook; another one takes its place. */
export const registerWebhook = endpoint({
  contract: {
    ...registering,
    id: 'WHK-2.register',
    method: 'post',
    summary: 'Register a webhook',
  },
  handle: ({ body }, ctx) => register(body, ctx),
});

/** WHK-2: replaces the registration. */
export const replaceWebhookRegistration = endpoint({
  contract: {
    ...registering,
    id: 'WHK-2.replace',
    method: 'put',
    summary: 'Replace the registration of the webhook',
  },
  handle: ({ body }, ctx) => register(body, ctx),
});

function register(body: z.output<typeof bodySchema>, ctx: PartnerContext) {
  const { WebhookUrl: webhookUrl, WebhookEvents: asked } = body;
  const protocol = URL.parse(webhookUrl)?.protocol;
  if (protocol !== 'https:' && protocol !== 'http:') {
    refuseWith(invalidProperty('WebhookUrl', 'expected an absolute address of http or https'));
  }
  const events = [...new Set(asked.map(knownEvent))];
  const signatureInOwnHeader = body.SignatureTokenToMsSignatureHeader ?? false;
  const { partner, engine } = ctx;
  execute(ctx, { type: 'RegisterWebhook', partnerId: partner.id, webhookUrl, events, signatureInOwnHeader });
  const registration = engine.state.webhookRegistrations.get(partner.id);
  if (!registration) throw new Error(`the webhook of ${partner.id} was not registered`);
  return {
    status: 200,
    body: { SubscriberId: registration.subscriberId, ...resource(registration) },
  };
}

/** The name of an event as it is listed, whatever its case. */
function knownEvent(name: string): string {
  const known = webhookEvents.find((event) => event.toLowerCase() === name.toLowerCase());
  return known ?? refuseWith(commerceFault(400, 800002, `WebhookEvents: there is no event ${name}.`));
}
