import {
  type Instant,
  type State,
  type Subscription,
  type SubscriptionChange,
  stateOf,
  statusView,
} from '@marketsim/core';
import { type RefusalContract, type Reply, refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { type ControlProblem, domainProblem } from './problem.ts';
import { ownSubscription, type PublisherCaller, publisherEndpoint } from './publisher-api.ts';

const owner = z.enum(['partner', 'customer', 'publisher']);
const purpose = z.enum(['activation', 'cancel', 'quantity']).describe('What the step must be done before.');

const standing = z
  .object({
    id: z.string(),
    state: z.string().describe('State in the words of RB 4.1, such as PL.'),
    status: z.string().describe('What the Status column of Partner Center says.'),
    saasSubscriptionStatus: z.string().describe('What the fulfillment API says.'),
    steps: z.array(z.object({ name: z.string(), owner, before: purpose, done: z.boolean() })),
    openOperation: z
      .object({
        id: z.string(),
        acknowledgeBy: z.string().optional().describe('From this instant on silence has decided (QTY-08).'),
      })
      .optional()
      .describe('What the publisher is asked about now.'),
  })
  .meta({ id: 'PublisherSubscription' });

/** Refusals of what a path names. */
export const found: readonly RefusalContract[] = [
  { status: 404, code: 'subscriptionNotFound', when: 'there is no such subscription' },
  { status: 403, code: 'subscriptionForeign', when: 'it is of another publisher' },
];

const common = {
  access: 'bearer of the publisher',
  tag: "Publisher extension (not Microsoft's)",
  query: z.object({}),
  replies: { 200: { description: 'How the subscription stands now.', schema: standing } },
} as const;

const subscriptionParams = z.object({ subscriptionId: z.string() });

/** What endpoints about one subscription have in common. */
export const aboutOne = { ...common, params: subscriptionParams } as const;

/** The subscription that a path names, of the caller's own. */
export const locate = (
  caller: PublisherCaller,
  { subscriptionId }: { readonly subscriptionId: string },
): Subscription => ownSubscription(caller, subscriptionId);

function openOperationOf(
  subscription: Subscription,
  { operations }: State,
): { readonly id: string; readonly acknowledgeBy?: Instant } | undefined {
  const operationId = subscription.phase === 'running' ? subscription.openOperationId : undefined;
  const operation = operationId === undefined ? undefined : operations.get(operationId);
  return operation && compact({ id: operation.id, acknowledgeBy: operation.acknowledgeBy });
}

/** How a subscription stands after what was done to it. */
export function standingReply(before: Subscription, { world }: PublisherCaller): Reply {
  const { state } = world.engine;
  const subscription = state.subscriptions.get(before.id) ?? before;
  const { column, fulfillment } = statusView(subscription, state.settings);
  const { id, steps = [] } = subscription;
  const open = openOperationOf(subscription, state);
  return {
    status: 200,
    body: {
      ...{ id, state: stateOf(subscription), status: column, saasSubscriptionStatus: fulfillment, steps },
      ...(open && { openOperation: open }),
    },
  };
}

function make(subscription: Subscription, change: SubscriptionChange, caller: PublisherCaller): Reply {
  const command = { type: 'ChangeSubscription', subscriptionId: subscription.id, changes: [change] } as const;
  const outcome = caller.world.engine.execute(command);
  return outcome.ok
    ? standingReply(subscription, caller)
    : refuse<ControlProblem>(domainProblem(outcome.error));
}

/** CTL-16: reports assigned licences (ACT-10). */
export const assignLicenses = publisherEndpoint({
  contract: {
    ...aboutOne,
    id: 'CTL-16',
    method: 'post',
    path: '/_sim/publisher/subscriptions/:subscriptionId/licenses',
    summary: "Reports how many licences are assigned; not Microsoft's",
    source: 'ACT-10',
    body: z.strictObject({ assigned: z.int().min(0) }),
    refusals: [
      ...found,
      { status: 409, when: 'the subscription is in no state for that, or setup steps are open' },
      { status: 400, when: 'the number does not fit the subscription' },
    ],
  },
  locate,
  handle: ({ found: subscription, body }, caller) =>
    make(subscription, { type: 'AssignLicenses', count: body.assigned }, caller),
});

/** CTL-17: how a subscription stands, with the steps that its publisher defined (ACT-08). */
export const readStanding = publisherEndpoint({
  contract: {
    ...aboutOne,
    id: 'CTL-17',
    method: 'get',
    path: '/_sim/publisher/subscriptions/:subscriptionId',
    summary: "Status and steps of a subscription; not Microsoft's",
    source: 'ACT-08',
    refusals: found,
  },
  locate,
  handle: ({ found: subscription }, caller) => standingReply(subscription, caller),
});

/** CTL-18: wants a step done before a change (ACT-08, CAN-10). */
export const requireStep = publisherEndpoint({
  contract: {
    ...aboutOne,
    id: 'CTL-18',
    method: 'post',
    path: '/_sim/publisher/subscriptions/:subscriptionId/steps',
    summary: "Wants a step done before a change; not Microsoft's",
    source: 'CAN-10',
    body: z.strictObject({ name: z.string().min(1).max(100), owner, before: purpose }),
    refusals: [
      ...found,
      { status: 409, when: 'there is a step of that name, or the subscription has ended' },
    ],
  },
  locate,
  handle: ({ found: subscription, body }, caller) =>
    make(subscription, { type: 'RequireStep', step: body }, caller),
});

/** CTL-19: a step is done (ACT-08, CAN-10). */
export const completeStep = publisherEndpoint({
  contract: {
    ...common,
    id: 'CTL-19',
    method: 'post',
    path: '/_sim/publisher/subscriptions/:subscriptionId/steps/:name/complete',
    summary: "Says that a step is done; not Microsoft's",
    source: 'ACT-08',
    params: z.object({ subscriptionId: z.string(), name: z.string() }),
    refusals: [
      ...found,
      { status: 404, code: 'stepNotFound', when: 'there is no step of that name' },
      { status: 409, when: 'the subscription has ended' },
    ],
  },
  locate,
  handle: ({ found: subscription, params }, caller) =>
    make(subscription, { type: 'CompleteStep', name: params.name }, caller),
});
