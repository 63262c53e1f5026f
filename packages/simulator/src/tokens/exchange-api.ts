import type { VerifiedToken } from '@marketsim/http';
import {
  type Api,
  endpointFor,
  type Gate,
  type ProtocolProblem,
  type Reply,
  type RequestInfo,
  refuse,
} from '@marketsim/http';
import { partnerCenterHeaders } from '@marketsim/partner-center';
import type { Application } from '../worlds/directory.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { partnerCenterResources } from './audiences.ts';
import type { Client } from './find-application.ts';

/** An application of a partner that brings a token of Entra's to change it. */
export interface ExchangeContext extends Client {
  readonly token: VerifiedToken;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
}

/** Makes an endpoint of the token exchange. */
export const exchangeEndpoint = endpointFor<ExchangeContext>();

/** A refusal in Partner Center's words (PC 0.9, 1.3). */
export interface ExchangeProblem {
  readonly kind: 'exchange';
  readonly status: number;
  readonly code: number;
  readonly description: string;
}

/** A refusal in the shape of Partner Center's own errors. */
export const exchangeProblem = (status: number, code: number, description: string): ExchangeProblem => ({
  kind: 'exchange',
  status,
  code,
  description,
});

/** What the exchange takes its callers from. */
export interface ExchangeOptions {
  readonly gate: Gate;
  readonly worlds: Worlds;
  readonly wallClock: () => number;
}

async function identify(
  { gate, worlds, wallClock }: ExchangeOptions,
  request: RequestInfo,
): Promise<ExchangeContext> {
  const admission = await gate(request);
  if (!admission.admitted) {
    return refuse<ExchangeProblem>(exchangeProblem(401, 400, `Access denied: ${admission.detail}.`));
  }
  const { token } = admission;
  if (!partnerCenterResources.has(token.audience)) {
    const detail = `The token is for ${token.audience}, not for Partner Center.`;
    return refuse<ExchangeProblem>(exchangeProblem(401, 800001, detail));
  }
  const world = await worlds.require(admission.world.name);
  const application = registered(world.directory.application(token.tenantId, token.applicationId));
  return { token, world, application, wallClock };
}

function registered(application: Application | undefined): Application {
  if (application?.kind === 'partner') return application;
  const detail = 'Access denied: the application is not registered in Partner Center.';
  return refuse<ExchangeProblem>(exchangeProblem(403, 2032, detail));
}

function problemOf(problem: ProtocolProblem): ExchangeProblem {
  switch (problem.kind) {
    case 'shape': {
      const wrong = problem.issues.map(({ path, message }) => `${path || problem.where}: ${message}`);
      return exchangeProblem(400, 3000, wrong.join('; '));
    }
    case 'malformedJson':
      return exchangeProblem(400, 800002, `The body is no form: ${problem.detail}`);
    case 'tooLarge':
      return exchangeProblem(400, 800002, `The body is larger than ${problem.limitBytes} bytes.`);
    case 'noSuchRoute':
      return exchangeProblem(
        404,
        1000,
        `Nothing is found at ${problem.method} ${problem.path}${problem.meant || '.'}`,
      );
    case 'methodNotAllowed': {
      const allowed = problem.allow.join(', ');
      return exchangeProblem(405, 800042, `${problem.method} is not supported here; allowed: ${allowed}.`);
    }
    case 'unavailable':
      return exchangeProblem(503, 800003, problem.message);
    case 'unexpected':
      return exchangeProblem(500, 800003, 'Something unexpected happened. The request can be repeated.');
  }
}

function render(problem: ProtocolProblem | ExchangeProblem, { correlationId }: RequestInfo): Reply {
  const { status, code, description } = problem.kind === 'exchange' ? problem : problemOf(problem);
  const realm = { 'WWW-Authenticate': `OAuth realm=urn:cpsvc:cpid:${correlationId}` };
  return {
    status,
    body: { code, description, data: [], source: 'PartnerFD' },
    ...(status === 401 ? { headers: realm } : {}),
  };
}

/** Partner Center's own token endpoint: at its host, but outside of its API. */
export const exchangeApi = (options: ExchangeOptions): Api<ExchangeContext, ExchangeProblem> => ({
  name: 'token exchange',
  prefixes: [],
  entry: 'anytime',
  tolerance: 'plain',
  requestIdHeader: 'MS-RequestId',
  correlationIdHeader: 'MS-CorrelationId',
  commonRefusals: [
    { status: 401, code: 400, when: 'there is no token, or it is not good' },
    { status: 401, code: 800001, when: 'the token is not for Partner Center' },
    { status: 403, code: 2032, when: 'the application is no partner’s' },
    { status: 400, code: 3000, when: 'the form does not fit' },
    { status: 500, code: 800003, when: 'something failed here' },
    { status: 503, code: 800003, when: 'the history of the world cannot be written any more' },
  ],
  identify: (request) => identify(options, request),
  world: ({ world }) => world,
  render,
  headers: (request) => ({ ...partnerCenterHeaders(request), 'Cache-Control': 'no-store' }),
});
