import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { AnyEndpoint, Api, Gate, Intercept, RequestInfo } from '@marketsim/http';
import type { PartnerContext } from './context.ts';
import { endpoints } from './endpoints.ts';
import { identifyBy } from './identify.ts';
import type { PartnerProblem } from './problem.ts';
import { commonRefusals } from './refusals.ts';
import { render } from './render.ts';
import { type Throttle, throttle } from './throttle.ts';

const requestIdHeader = 'MS-RequestId';
const correlationIdHeader = 'MS-CorrelationId';
const serverId = '202010406';
const vectorLength = 16;
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What the API is made of: who admits its callers, and the faults that are switched on. */
export interface PartnerCenterOptions {
  readonly gate: Gate;
  readonly intercept?: Intercept<PartnerContext>;
  /** Real milliseconds since 1970, by which callers are throttled. */
  readonly wallClock?: () => number;
  /** Waits for real milliseconds, where a world wants an answer to take its time. */
  readonly pause?: (ms: number) => Promise<void>;
}

/** The Partner Center REST API and its endpoints, ready to be mounted. */
export interface PartnerCenter {
  readonly api: Api<PartnerContext, PartnerProblem>;
  readonly endpoints: readonly AnyEndpoint<PartnerContext>[];
}

/** The headers of every answer (PC 0.5), of the token exchange too; echoed ones doubled where the world says so. */
export function headersOf(request: RequestInfo): Readonly<Record<string, string>> {
  const { requestId, correlationId, admission } = request;
  const doubles = admission?.world.engine.state.settings['wire.doubleEcho'] ?? false;
  const echo = (text: string): string => (doubles ? `${text},${text}` : text);
  return {
    [requestIdHeader]: echo(requestId),
    [correlationIdHeader]: echo(correlationId),
    'MS-CV': `${vectorOf(correlationId)}.0`,
    'MS-ServerId': serverId,
    'X-Locale': echo('en-US'),
    ...mfaOf(request),
  };
}

/** What correlates calls, in 16 characters of base64. Those of a GUID will do as they are: most ids are GUIDs. */
const vectorOf = (correlationId: string): string =>
  (guid.test(correlationId)
    ? correlationId.replaceAll('-', '')
    : hash('sha256', correlationId, 'base64')
  ).slice(0, vectorLength);

/** Whether the caller signed in with a second factor, for those who ask (PC 0.4, 1.2). */
function mfaOf({ header, admission }: RequestInfo): Readonly<Record<string, string>> {
  if (admission === undefined || header('ValidateMfa')?.toLowerCase() !== 'true') return {};
  return { isMfaCompliant: String(admission.token.mfa) };
}

/** Live bodies may start with a byte-order mark (PC 0.5). */
const bodyTextOf = (text: string, { admission }: RequestInfo): string =>
  admission?.world.engine.state.settings['wire.bom'] ? `\uFEFF${text}` : text;

/** A write is repeated safely by its MS-RequestId: same partner, method and path (PC 0.10, GEN-09). */
function receiptKey({ method, path, header }: RequestInfo, { partner }: PartnerContext): string | undefined {
  const requestId = header(requestIdHeader);
  return requestId
    ? [partner.id, method, path.replaceAll(/\/+/g, '/'), requestId.toLowerCase()].join(' ')
    : undefined;
}

/** What only reads may be read while the world tells partners of something: they look before they reply (PC 8.2). */
const lookedAt = (endpoint: AnyEndpoint<PartnerContext>): AnyEndpoint<PartnerContext> =>
  endpoint.contract.method === 'get' ? { entry: 'reading', ...endpoint } : endpoint;

/** Some old links carry the version, which SDKs put before every link: followed, it stands there twice (PC 0.3). */
const atOldLinks = (endpoint: AnyEndpoint<PartnerContext>): AnyEndpoint<PartnerContext> => {
  const { path } = endpoint.contract;
  return path.startsWith('/v1/')
    ? { ...endpoint, alsoAt: [...(endpoint.alsoAt ?? []), `/v1${path}`] }
    : endpoint;
};

/** Whoever calls too often is told so, whatever else would become of the call. */
const throttledFirst =
  (throttled: Throttle, next?: Intercept<PartnerContext>): Intercept<PartnerContext> =>
  (call) =>
    throttled(call) ?? next?.(call);

/** Builds the API of a simulator; worlds come with their callers' tokens, by way of the gate. */
export const partnerCenter = ({
  gate,
  intercept,
  wallClock = Date.now,
  pause = (ms) => setTimeout(ms),
}: PartnerCenterOptions): PartnerCenter => ({
  api: {
    name: 'partnerCenter',
    prefixes: ['/v1', '/webhooks/v1'],
    entry: 'settled',
    tolerance: 'sdk',
    requestIdHeader,
    correlationIdHeader,
    commonRefusals,
    identify: identifyBy(gate, pause),
    world: ({ world }) => world,
    render,
    headers: headersOf,
    bodyText: bodyTextOf,
    receiptKey,
    intercept: throttledFirst(throttle(wallClock), intercept),
  },
  endpoints: endpoints.map(lookedAt).map(atOldLinks),
});
