import { type Publisher, type StatusView, type Subscription, stateOf, statusView } from '@marketsim/core';
import { type Api, endpointFor, type Gate, type RequestInfo, refuse, type World } from '@marketsim/http';
import { z } from 'zod';
import { isMarketplaceAudience } from '../tokens/audiences.ts';
import { controlRefusals } from './control-api.ts';
import { type ControlProblem, domainProblem, renderControl } from './problem.ts';

/** A publisher who calls with its own bearer. */
export interface PublisherCaller {
  readonly world: World;
  readonly publisher: Publisher;
}

const publisherEndpoint = endpointFor<PublisherCaller>();

const refused = (status: number, code: string, message: string): ControlProblem => ({
  kind: 'control',
  status,
  code,
  message,
});

async function identify(gate: Gate, request: RequestInfo): Promise<PublisherCaller> {
  const admission = await gate(request);
  if (!admission.admitted) {
    return refuse<ControlProblem>(refused(401, `token.${admission.fault}`, admission.detail));
  }
  const { token, world } = admission;
  const publisher = [...world.engine.state.publishers.values()].find(
    ({ tenantId, applicationId }) => tenantId === token.tenantId && applicationId === token.applicationId,
  );
  if (!publisher || !isMarketplaceAudience(token.audience)) {
    const message = 'the token is no publisher’s: its tenant, application or audience is another one';
    return refuse<ControlProblem>(refused(403, 'notPublisher', message));
  }
  return { world, publisher };
}

/** What publishers can tell that no public API takes; not Microsoft's. */
export const publisherApi = (gate: Gate): Api<PublisherCaller, ControlProblem> => ({
  name: 'publisher extension',
  prefixes: ['/_sim/publisher'],
  tolerance: 'plain',
  requestIdHeader: 'x-request-id',
  correlationIdHeader: 'x-correlation-id',
  commonRefusals: [
    ...controlRefusals,
    { status: 401, code: 'token.missing', when: 'there is no token, or it is not good' },
    { status: 403, code: 'notPublisher', when: 'the token is no publisher’s' },
  ],
  identify: (request) => identify(gate, request),
  world: ({ world }) => world,
  render: renderControl,
  headers: ({ requestId }) => ({ 'x-request-id': requestId, 'Cache-Control': 'no-store' }),
});

const licensesReply = z.object({
  id: z.string(),
  state: z.string().describe('State in the words of RB 4.1, such as PL.'),
  status: z.string().describe('What the Status column of Partner Center says.'),
  saasSubscriptionStatus: z.string().describe('What the fulfillment API says.'),
});

function ownSubscription({ world, publisher }: PublisherCaller, id: string): Subscription {
  const subscription = world.engine.state.subscriptions.get(id.toLowerCase());
  if (!subscription) {
    return refuse<ControlProblem>(refused(404, 'subscriptionNotFound', `there is no subscription ${id}`));
  }
  if (subscription.publisherId === publisher.id) return subscription;
  const message = `subscription ${id} is of another publisher`;
  return refuse<ControlProblem>(refused(403, 'subscriptionForeign', message));
}

/** CTL-16: reports assigned licences (ACT-10). */
export const assignLicenses = publisherEndpoint({
  contract: {
    id: 'CTL-16',
    method: 'post',
    path: '/_sim/publisher/subscriptions/:subscriptionId/licenses',
    summary: "Reports how many licences are assigned; not Microsoft's",
    source: 'ACT-10',
    access: 'bearer of the publisher',
    tag: "Publisher extension (not Microsoft's)",
    params: z.object({ subscriptionId: z.string() }),
    query: z.object({}),
    body: z.object({ assigned: z.int().min(0) }),
    replies: { 200: { description: 'How the subscription stands now.', schema: licensesReply } },
    refusals: [
      { status: 404, code: 'subscriptionNotFound', when: 'there is no such subscription' },
      { status: 403, code: 'subscriptionForeign', when: 'it is of another publisher' },
      { status: 409, when: 'the subscription is in no state for that' },
      { status: 400, when: 'the number does not fit the subscription' },
    ],
  },
  locate: (caller, { subscriptionId }) => ownSubscription(caller, subscriptionId),
  handle: ({ found, body }, { world }) => {
    const change = { type: 'AssignLicenses', count: body.assigned } as const;
    const outcome = world.engine.execute({
      type: 'ChangeSubscription',
      subscriptionId: found.id,
      changes: [change],
    });
    if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
    const subscription = world.engine.state.subscriptions.get(found.id) ?? found;
    const view: StatusView = statusView(subscription, world.engine.state.settings);
    return {
      status: 200,
      body: {
        id: subscription.id,
        state: stateOf(subscription),
        status: view.column,
        saasSubscriptionStatus: view.fulfillment,
      },
    };
  },
});
