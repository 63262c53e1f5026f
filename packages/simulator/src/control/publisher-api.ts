import { applicationKey, type Publisher, type Subscription } from '@marketsim/core';
import { type Api, endpointFor, type Gate, type RequestInfo, refuse, type World } from '@marketsim/http';
import { isMarketplaceAudience } from '../tokens/audiences.ts';
import { controlRefusals } from './control-api.ts';
import { type ControlProblem, renderControl } from './problem.ts';

/** A publisher who calls with its own bearer. */
export interface PublisherCaller {
  readonly world: World;
  readonly publisher: Publisher;
}

/** An endpoint for publishers with their own bearer. */
export const publisherEndpoint = endpointFor<PublisherCaller>();

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
  const publisher = world.engine.state.publisherByApplication.get(applicationKey(token));
  if (!publisher || !isMarketplaceAudience(token.audience)) {
    const message = 'the token is no publisher’s: its tenant, application or audience is another one';
    return refuse<ControlProblem>(refused(403, 'notPublisher', message));
  }
  return { world, publisher };
}

/** Refusals of every endpoint for publishers, beside those of the whole control API. */
export const publisherRefusals = [
  { status: 401, code: 'token.missing', when: 'there is no token, or it is not good' },
  { status: 403, code: 'notPublisher', when: 'the token is no publisher’s' },
] as const;

/** What publishers can tell that no public API takes; not Microsoft's. Its 404 names the nearest of all `paths`. */
export const publisherApi = (gate: Gate, paths: readonly string[]): Api<PublisherCaller, ControlProblem> => ({
  name: 'publisher extension',
  prefixes: ['/_sim/publisher'],
  paths,
  entry: 'anytime',
  tolerance: 'strict',
  requestIdHeader: 'x-request-id',
  correlationIdHeader: 'x-correlation-id',
  commonRefusals: [...controlRefusals, ...publisherRefusals],
  identify: (request) => identify(gate, request),
  world: ({ world }) => world,
  render: renderControl,
  headers: ({ requestId }) => ({ 'x-request-id': requestId, 'Cache-Control': 'no-store' }),
});

/** The subscription of a path; ends the request for an unknown one and for another publisher's. */
export function ownSubscription({ world, publisher }: PublisherCaller, id: string): Subscription {
  const subscription = world.engine.state.subscriptions.get(id.toLowerCase());
  if (!subscription) {
    return refuse<ControlProblem>(refused(404, 'subscriptionNotFound', `there is no subscription ${id}`));
  }
  if (subscription.publisherId === publisher.id) return subscription;
  const message = `subscription ${id} is of another publisher`;
  return refuse<ControlProblem>(refused(403, 'subscriptionForeign', message));
}
