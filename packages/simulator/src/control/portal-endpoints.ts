import {
  type DomainError,
  offerOf,
  planOf,
  type Subscription,
  type SubscriptionChange,
} from '@marketsim/core';
import { type Reply, refuse } from '@marketsim/http';
import { z } from 'zod';
import { type WorldContext, worldEndpoint, worldQuery } from './control-api.ts';
import { misfits, portalProblem } from './portal-refusals.ts';
import { freshLink, portalLink, portalSubscription, portalViewOf } from './portal-view.ts';
import { planUnknown } from './portal-wish.ts';
import { type ControlProblem, invalid } from './problem.ts';

const subscriptionParams = z.object({ subscriptionId: z.string() });
const unknown = { status: 404, code: 'subscriptionNotFound', when: 'there is no such subscription' } as const;

function locate(
  { world: { engine } }: WorldContext,
  { subscriptionId }: z.output<typeof subscriptionParams>,
): Subscription {
  const subscription = engine.state.subscriptions.get(subscriptionId.toLowerCase());
  return (
    subscription ?? refuse<ControlProblem>(portalProblem({ code: 'subscriptionNotFound', subscriptionId }))
  );
}

const common = {
  tag: "Portal (not Microsoft's)",
  params: subscriptionParams,
  query: worldQuery,
} as const;

/** CTL-21: the link behind "Configure account now" or "Manage account", for any subscription of the world. */
export const readPortalLink = worldEndpoint({
  contract: {
    ...common,
    id: 'CTL-21',
    method: 'get',
    path: '/_sim/portal/subscriptions/:subscriptionId/link',
    summary: "A fresh link to the publisher's landing page; not Microsoft's",
    source: 'ACT-03, ACT-04, ACT-07',
    query: worldQuery.extend({
      actor: z
        .enum(['customer', 'partnerAsCustomer'])
        .optional()
        .describe('Who opens it: the customer, or its partner with the credentials of the customer; noted.'),
    }),
    replies: { 200: { description: 'The link, each time with a token of its own.', schema: portalLink } },
    refusals: [unknown, { status: 409, code: 'subscriptionEnded', when: 'the subscription has ended' }],
  },
  locate,
  handle: ({ found, query: { actor } }, { world }) => ({
    status: 200,
    body: freshLink(found, world, actor),
  }),
});

/** CTL-22: a subscription as its portal shows it. */
export const readInPortal = worldEndpoint({
  contract: {
    ...common,
    id: 'CTL-22',
    method: 'get',
    path: '/_sim/portal/subscriptions/:subscriptionId',
    summary: "A subscription, whoever sold it; not Microsoft's",
    source: 'ACT-18',
    replies: { 200: { description: 'How it stands now.', schema: portalSubscription } },
    refusals: [unknown],
  },
  locate,
  handle: ({ found }, { world: { engine } }) => ({ status: 200, body: portalViewOf(found.id, engine) }),
});

const changeBody = z.strictObject({
  quantity: z.int().optional(),
  planId: z.string().optional().describe('Another plan of the same offer.'),
  autoRenew: z.boolean().optional(),
  status: z
    .enum(['cancelled', 'suspended', 'active'])
    .optional()
    .describe('`active` brings back what is suspended, once its publisher agrees.'),
  name: z.string().optional(),
});

type Wanted = z.output<typeof changeBody>;

const statusChanges = { cancelled: 'Cancel', suspended: 'Suspend', active: 'Reactivate' } as const;

const changesIn = ({ quantity, planId, autoRenew, status, name }: Wanted): readonly SubscriptionChange[] => [
  ...(quantity === undefined ? [] : [{ type: 'SetQuantity', quantity } as const]),
  ...(planId === undefined ? [] : [{ type: 'ChangePlan', planId } as const]),
  ...(autoRenew === undefined ? [] : [{ type: 'SetAutoRenew', autoRenew } as const]),
  ...(status === undefined ? [] : [{ type: statusChanges[status] } as const]),
  ...(name === undefined ? [] : [{ type: 'SetNickname', friendlyName: name } as const]),
];

/** The one change that a body asks for; ends the request for none and for several. */
function changeOf(wanted: Wanted): SubscriptionChange {
  const [change, ...others] = changesIn(wanted);
  if (change && others.length === 0) return change;
  const members = Object.keys(changeBody.shape).join(', ');
  return refuse<ControlProblem>(invalid('body', `give exactly one of ${members}`));
}

/** Ends the request for a plan that the offer lacks, or that the subscription is on (PLN-02). */
function requireOtherPlan({ planId }: Wanted, found: Subscription, { world }: WorldContext): void {
  const { state } = world.engine;
  const offer = offerOf(found, state);
  if (planId === undefined || !offer) return;
  if (!offer.plans.some((plan) => plan.planId === planId)) {
    refuse<ControlProblem>(planUnknown(planId, offer));
  }
  if (planOf(found, state)?.planId !== planId || found.phase !== 'running') return;
  const message = `the subscription is on plan "${planId}" already`;
  refuse<ControlProblem>({
    ...portalProblem({ code: 'notEligible', catalogItem: planId }),
    message,
  });
}

/** Real milliseconds that the portal waits for the publisher before it shows the change as open. */
const publisherPatienceMs = 5000;

/** CTL-23: the customer changes what it bought itself, the partner what it sold (QTY-01, PLN-01, CAN-01, SUS-01, SUS-07). */
export const changeInPortal = worldEndpoint({
  contract: {
    ...common,
    id: 'CTL-23',
    method: 'patch',
    path: '/_sim/portal/subscriptions/:subscriptionId',
    summary: "Changes one thing as the customer, or as the partner that sold it; not Microsoft's",
    source: 'PUR-18, PLN-01',
    body: changeBody,
    replies: {
      200: {
        description: 'The subscription; `openOperationId` while its publisher has yet to agree.',
        schema: portalSubscription,
      },
    },
    refusals: [
      ...misfits,
      unknown,
      { status: 400, code: 'invalid', when: 'the body asks for nothing, or for several things' },
      { status: 400, code: 'termNotAllowed', when: 'the other plan is not sold for the term' },
      { status: 404, code: 'planNotFound', when: 'the offer has no such plan' },
      { status: 409, code: 'publisherRefused', when: 'the publisher did not agree in time to be waited for' },
      { status: 409, code: 'changeWithdrawn', when: 'the subscription was suspended or ended meanwhile' },
      { status: 409, when: 'state, an open change, an open step, window or policy do not allow it' },
    ],
  },
  locate,
  handle: ({ found, body }, ctx) => {
    const { engine } = ctx.world;
    const change = changeOf(body);
    requireOtherPlan(body, found, ctx);
    const outcome = engine.execute({
      type: 'ChangeSubscription',
      subscriptionId: found.id,
      changes: [change],
    });
    if (!outcome.ok) return refuse<ControlProblem>(changeProblem(outcome.error));
    const opened = outcome.value.find((event) => event.type === 'OperationOpened');
    if (opened) requireNotRefused(opened.operation.id, ctx);
    const { openOperationId } = engine.state.subscriptions.get(found.id) ?? found;
    const reply = (): Reply => ({ status: 200, body: portalViewOf(found.id, engine) });
    return openOperationId === undefined
      ? reply()
      : ctx.world.outbox.settled(openOperationId, publisherPatienceMs).then(() => {
          requireNotRefused(openOperationId, ctx);
          return reply();
        });
  },
});

/** A change names no term: one that does not fit is the fault of the plan that was chosen (PLN-03). */
const changeProblem = (error: DomainError): ControlProblem => ({
  ...portalProblem(error),
  ...(error.code === 'termNotAllowed' && { target: 'planId' }),
});

/** Ends the request for a change that was not made while the portal waited (QTY-08). */
function requireNotRefused(operationId: string, { world }: WorldContext): void {
  const status = world.engine.state.operations.get(operationId)?.status;
  const notMade = { kind: 'control', status: 409 } as const;
  if (status === 'Failed') {
    const message = 'the publisher did not agree to the change; it was not made';
    refuse<ControlProblem>({ ...notMade, code: 'publisherRefused', message });
  }
  if (status === 'Conflict') {
    const message =
      'the subscription was suspended or ended before the publisher agreed; nothing else changed';
    refuse<ControlProblem>({ ...notMade, code: 'changeWithdrawn', message });
  }
}
