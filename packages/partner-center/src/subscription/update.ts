import { type DomainEvent, declareRules, type Subscription, stateOf } from '@marketsim/core';
import type { Reply, RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { execute, refuseDomain } from '../execute.ts';
import { requireRight } from '../identify.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { commerceFault, type Fault, refuseWith } from '../problem.ts';
import { resellerRefusals, subscriptionRefusals } from '../refusals.ts';
import { changesOf, differing, isManaging, type Update, unsupported, updateBody } from './changes.ts';
import { exampleSubscriptionBody } from './example.ts';
import { guarded } from './guards.ts';
import { expectedVersion } from './precondition.ts';
import { subscriptionResource, subscriptionUri } from './resource.ts';
import { subscriptionSchema } from './schema.ts';
import { updateRefusals } from './update-refusals.ts';

export const updateRules = declareRules({
  'QTY-10': {
    says: 'A change that its publisher is slow about is accepted with an address where its outcome is read; until then its provisioning is pending.',
    source: 'https://learn.microsoft.com/partner-center/developer/change-the-quantity-of-a-subscription',
    confidence: 'D',
  },
});

/**
 * SUB-3: changes a subscription. The body is the whole subscription or a part of it; what differs is changed, all
 * or nothing. While the publisher has yet to agree the answer is 202, with where to look again.
 */
export const updateSubscription = endpoint({
  contract: {
    id: 'SUB-3',
    method: 'patch',
    path: '/v1/customers/:customerId/subscriptions/:subscriptionId',
    summary: 'Change a subscription',
    source: 'PC 6.4, 6.5',
    tag: 'Subscriptions',
    access: 'A+U',
    right: 'editSubscription',
    params: subscriptionParams,
    query: z.object({}),
    headers: { 'If-Match': 'the etag that the change is based on, with or without quotes' },
    body: updateBody,
    replies: {
      200: {
        description: 'The subscription after the change.',
        schema: subscriptionSchema,
        example: exampleSubscriptionBody,
      },
      202: { description: 'The publisher has yet to agree; `Location` says where to look again.' },
    },
    refusals: [...subscriptionRefusals, ...resellerRefusals, ...updateRefusals],
  },
  locate: subscriptionAt,
  handle: ({ found: { customer, subscription }, body, request }, ctx) => {
    const events = change(ctx, subscription, { body, request });
    const { engine, world } = ctx;
    const reply = (): Reply => {
      const after = engine.state.subscriptions.get(subscription.id) ?? subscription;
      if (waitsFor(events, after)) return { status: 202, headers: { Location: subscriptionUri(after) } };
      const view = { state: engine.state, now: engine.now(), customer };
      return { status: 200, body: subscriptionResource(after, view) };
    };
    const operationId = waitsFor(events, engine.state.subscriptions.get(subscription.id) ?? subscription);
    if (operationId === undefined) return reply();
    return world.outbox.settled(operationId, publisherPatienceMs).then(() => {
      const status = engine.state.operations.get(operationId)?.status;
      if (status === 'Failed') refuseWith(notAgreed);
      if (status === 'Conflict') refuseWith(givenUp);
      return reply();
    });
  },
});

/** Real milliseconds that a partner waits for the publisher before it is told to look again. */
const publisherPatienceMs = 5000;

/** No code is documented for a publisher's refusal; this one says that the change is not allowed now (PC 11). */
const notAllowed = (message: string): Fault => commerceFault(400, 900280, message);
const notAgreed = notAllowed(
  'The publisher did not agree to the change of quantity or status; it was not made.',
);
const givenUp = notAllowed(
  'The subscription was suspended or ended before the publisher agreed; the change was not made.',
);

/** The checks of GEN-10 in their order: right, etag, state, then what the engine finds. */
function change(
  ctx: PartnerContext,
  subscription: Subscription,
  { body, request }: { readonly body: Update; readonly request: RequestInfo },
): readonly DomainEvent[] {
  const { settings } = ctx.engine.state;
  const asked = differing(withReset(ctx, body, subscription), subscription, settings);
  if (isManaging(asked)) requireRight(ctx.token, 'manageSubscription');
  const version = expectedVersion(ctx, subscription, {
    ifMatch: request.header('If-Match'),
    inBody: body.attributes?.etag,
  });
  refuseOver(ctx, subscription, { asked, body });
  const fault = guarded(ctx, subscription, asked) ?? unsupported(asked, subscription);
  if (fault) refuseWith(fault);
  return execute(ctx, {
    type: 'ChangeSubscription',
    subscriptionId: subscription.id,
    changes: changesOf(asked),
    ...(version !== undefined && { expectedVersion: version }),
  });
}

/** Where a world says so, leaving auto-renew out of a body switches it off (PC 6.4, sparse body). */
function withReset({ engine }: PartnerContext, body: Update, subscription: Subscription): Update {
  const resets = engine.state.settings['patch.sparseResetsAutoRenew'] && subscription.phase === 'running';
  return resets && body.autoRenewEnabled === undefined && body.status !== 'deleted'
    ? { ...body, autoRenewEnabled: false }
    : body;
}

/** Ends the request for a change of what is over, a repeated cancellation included, and for a status nobody sets. */
function refuseOver(
  ctx: PartnerContext,
  subscription: Subscription,
  { asked, body }: { readonly asked: Update; readonly body: Update },
): void {
  const state = stateOf(subscription);
  if (subscription.phase === 'ended' && (Object.keys(asked).length > 0 || body.status === 'deleted')) {
    refuseDomain(ctx, { code: 'subscriptionEnded', state, endedAt: subscription.endedAt });
  }
  const { status } = asked;
  if (status === 'pending' || status === 'expired' || status === 'disabled') {
    refuseDomain(ctx, { code: 'statusChangeNotAllowed', from: state, to: status });
  }
}

/** The operation that the change opened, while it waits for the publisher. */
const waitsFor = (events: readonly DomainEvent[], { openOperationId }: Subscription): string | undefined =>
  events.some((event) => event.type === 'OperationOpened' && event.operation.id === openOperationId)
    ? openOperationId
    : undefined;
