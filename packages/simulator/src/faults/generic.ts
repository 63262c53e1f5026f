import type { Reply } from '@marketsim/http';
import { refusalOnDemand } from '@marketsim/partner-center';
import { z } from 'zod';
import { declareFault, type FaultKind, type RequestStrike } from './fault-kind.ts';

const seconds = z.int().min(0).max(86_400);
const milliseconds = z.int().min(0).max(600_000);

/** How each API says that it is asked too often (PC 0.9, SF 8). */
export function throttled(api: string, retryAfter?: number): Reply {
  const wait = retryAfter ?? (api === 'partnerCenter' ? 57 : 10);
  const message = `Rate limit is exceeded. Try again in ${wait} seconds.`;
  const body =
    api === 'partnerCenter'
      ? { statusCode: 429, message }
      : { error: { code: 'TooManyRequests', message: 'Retry later.' } };
  return { status: 429, body, headers: { 'Retry-After': String(wait) } };
}

/** What stands in front of both APIs says when it reaches neither: no JSON (SF 8 E10). */
export const gatewayPage: Reply = {
  status: 503,
  text: '<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>503</h1><p>Our services are not available right now.</p></body></html>\n',
  contentType: 'text/html; charset=utf-8',
};

function failing(api: string, status: number): Reply {
  const words = `Fault "status": ${status} was asked for`;
  const body =
    api === 'partnerCenter'
      ? { code: status, description: words, data: [], source: 'PartnerFD' }
      : { error: { code: 'UnexpectedError', message: words } };
  return { status, body };
}

interface Refusal {
  readonly code: number;
  readonly status?: number | undefined;
}

const asked = ({
  contract,
  request,
  parameters: { code, status },
}: RequestStrike<Refusal>): Reply | undefined =>
  refusalOnDemand(contract, { code, ...(status !== undefined && { status }) }, request);

/** Failures of the wire, for any endpoint of either API: they belong to no pitfall. */
export const genericFaults: Readonly<Record<string, FaultKind>> = {
  status: declareFault({
    does: 'answers a status in the place of the API, 500 unless another is given; nothing is done',
    parameters: z.strictObject({ status: z.int().min(400).max(599).default(500) }),
    request: {
      act: ({ api, parameters: { status } }) => ({ kind: 'reply', reply: failing(api, status) }),
    },
  }),
  refusal: declareFault({
    does: 'answers a refusal that the contract of a Partner Center endpoint names, by its code, as if its cause were there; nothing is done',
    parameters: z.strictObject({ code: z.int(), status: z.int().optional() }),
    request: {
      concerns: (strike) => asked(strike) !== undefined,
      act: (strike) => ({ kind: 'reply', reply: asked(strike) ?? failing(strike.api, 500) }),
    },
  }),
  throttled: declareFault({
    does: 'answers 429 with Retry-After, in the form of the API; nothing is done',
    parameters: z.strictObject({ retryAfter: seconds.optional() }),
    request: {
      act: ({ api, parameters: { retryAfter } }) => ({
        kind: 'reply',
        reply: throttled(api, retryAfter),
      }),
    },
  }),
  unavailable: declareFault({
    does: 'answers 503 with a page of HTML, as a gateway does; nothing is done',
    parameters: z.strictObject({ retryAfter: seconds.optional() }),
    request: {
      act: ({ parameters: { retryAfter } }) => ({
        kind: 'reply',
        reply: {
          ...gatewayPage,
          ...(retryAfter !== undefined && { headers: { 'Retry-After': String(retryAfter) } }),
        },
      }),
    },
  }),
  latency: declareFault({
    does: 'answers late, by 30 seconds of real time unless told otherwise',
    parameters: z.strictObject({ ms: milliseconds.default(30_000) }),
    request: { act: ({ parameters: { ms } }) => ({ kind: 'delay', ms }) },
  }),
  reset: declareFault({
    does: 'drops the connection before anything is done',
    request: { act: () => ({ kind: 'reset' }) },
  }),
  lost: declareFault({
    does: 'does what is asked and drops the connection in place of the answer',
    request: { act: () => ({ kind: 'lose' }) },
  }),
  truncated: declareFault({
    does: 'does what is asked and breaks off in the middle of the body of its answer',
    request: { act: () => ({ kind: 'cut' }) },
  }),
  drip: declareFault({
    does: 'does what is asked and sends the body of its answer in ten pieces, each after a pause of a second of real time unless told otherwise',
    parameters: z.strictObject({ pauseMs: milliseconds.default(1000) }),
    request: { act: ({ parameters: { pauseMs } }) => ({ kind: 'drip', pauseMs }) },
  }),
};
