export type { PublisherContext } from './context.ts';
export { fulfillmentDescription } from './description.ts';
export type { OtherWorlds } from './elsewhere.ts';
export { endpointsByName as fulfillmentEndpoints } from './endpoints.ts';
export { type Fulfillment, type FulfillmentOptions, fulfillment } from './fulfillment.ts';
export type { DefaultWorld } from './identify.ts';
export type { FulfillmentProblem } from './problem.ts';
export { webhookBodyOf, webhookStubBefore } from './webhooks/body.ts';
export { type WebhookPayload, webhookPayload, webhookPayloadOf } from './webhooks/payload.ts';
