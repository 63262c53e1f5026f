import { hash } from 'node:crypto';
import type { AnyEndpoint, Api, Gate, Intercept, RequestInfo } from '@marketsim/http';
import type { PartnerContext } from './context.ts';
import { endpoints } from './endpoints.ts';
import { identifyBy } from './identify.ts';
import type { PartnerProblem } from './problem.ts';
import { commonRefusals } from './refusals.ts';
import { render } from './render.ts';

const requestIdHeader = 'MS-RequestId';
const correlationIdHeader = 'MS-CorrelationId';
const serverId = '202010406';
const vectorLength = 16;

/** What the API is made of: who admits its callers, and the faults that are switched on. */
export interface PartnerCenterOptions {
  readonly gate: Gate;
  readonly intercept?: Intercept<PartnerContext>;
}

/** The Partner Center REST API and its endpoints, ready to be mounted. */
export interface PartnerCenter {
  readonly api: Api<PartnerContext, PartnerProblem>;
  readonly endpoints: readonly AnyEndpoint<PartnerContext>[];
}

/** The headers of every answer (PC 0.5). */
const headersOf = ({ requestId, correlationId }: RequestInfo): Readonly<Record<string, string>> => ({
  [requestIdHeader]: requestId,
  [correlationIdHeader]: correlationId,
  'MS-CV': `${hash('sha256', correlationId, 'base64').slice(0, vectorLength)}.0`,
  'MS-ServerId': serverId,
  'X-Locale': 'en-US',
});

/** A write is repeated safely by its MS-RequestId: same partner, method and path (PC 0.10, GEN-09). */
function receiptKey({ method, path, header }: RequestInfo, { partner }: PartnerContext): string | undefined {
  const requestId = header(requestIdHeader);
  return requestId
    ? [partner.id, method, path.replaceAll(/\/+/g, '/'), requestId.toLowerCase()].join(' ')
    : undefined;
}

/** Builds the API of a simulator; worlds come with their callers' tokens, by way of the gate. */
export const partnerCenter = ({ gate, intercept }: PartnerCenterOptions): PartnerCenter => ({
  api: {
    name: 'Partner Center',
    prefixes: ['/v1', '/webhooks/v1'],
    entry: 'settled',
    tolerance: 'sdk',
    requestIdHeader,
    correlationIdHeader,
    commonRefusals,
    identify: identifyBy(gate),
    world: ({ world }) => world,
    render,
    headers: headersOf,
    receiptKey,
    ...(intercept && { intercept }),
  },
  endpoints,
});
