import { randomUUID } from 'node:crypto';
import type { AnyEndpoint, Api, Intercept, RequestInfo } from '@marketsim/http';
import type { PublisherContext } from './context.ts';
import { endpoints } from './endpoints.ts';
import { replyTo } from './errors.ts';
import { type Callers, identify } from './identify.ts';
import type { FulfillmentProblem } from './problem.ts';
import { protocolReply } from './protocol-errors.ts';
import { commonRefusals } from './refusals.ts';
import { correlationIdHeader, requestIdHeader } from './request-ids.ts';

/** What the API needs of whoever serves it. */
export type FulfillmentOptions = Callers & { readonly intercept?: Intercept<PublisherContext> };

/** The API with its endpoints, to be mounted. */
export type Fulfillment = {
  readonly api: Api<PublisherContext, FulfillmentProblem>;
  readonly endpoints: readonly AnyEndpoint<PublisherContext>[];
};

/** Microsoft's SaaS fulfillment API, version 2, towards publishers (SF 1 to 3). */
export const fulfillment = ({ intercept, ...callers }: FulfillmentOptions): Fulfillment => ({
  api: {
    name: 'fulfillment',
    prefixes: ['/api'],
    entry: 'anytime',
    tolerance: 'plain',
    requestIdHeader,
    correlationIdHeader,
    sameIds: true,
    commonRefusals,
    identify: (request) => identify(callers, request),
    world: ({ world }) => world,
    render: (problem, request) =>
      'code' in problem ? replyTo(problem, request) : protocolReply(problem, request),
    headers: idHeaders,
    ...(intercept && { intercept }),
  },
  endpoints,
});

/** The ids of SF 1.3: the caller's back, and a new one of this call. */
const idHeaders = ({ requestId, correlationId }: RequestInfo): Readonly<Record<string, string>> => ({
  [requestIdHeader]: requestId,
  [correlationIdHeader]: correlationId,
  'x-ms-activityid': randomUUID(),
});
