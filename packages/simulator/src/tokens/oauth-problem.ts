import type { ProtocolProblem, Reply, RequestInfo } from '@marketsim/http';

/** Short words of OAuth for what is wrong. */
type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_instance'
  | 'invalid_resource'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied'
  | 'login_required'
  | 'temporarily_unavailable';

/** A refusal of the stand-in, in the words of Entra (PC 0.9). */
export interface OAuthProblem {
  readonly kind: 'oauth';
  readonly status: number;
  readonly error: OAuthError;
  /** Number of the AADSTS code. */
  readonly code: number;
  readonly description: string;
}

/** A refusal with status 400; `code` is the AADSTS number. */
export const oauthProblem = (error: OAuthError, code: number, description: string): OAuthProblem => ({
  kind: 'oauth',
  status: 400,
  error,
  code,
  description,
});

/** A refusal for a malformed request. */
export const invalidRequest = (code: number, description: string): OAuthProblem =>
  oauthProblem('invalid_request', code, description);

/** A refusal of an application that could not show who it is. */
export const invalidClient = (code: number, description: string): OAuthProblem => ({
  ...oauthProblem('invalid_client', code, description),
  status: 401,
});

/** The parameter that is missing. */
export const missingField = (name: string): OAuthProblem =>
  invalidRequest(900144, `The request body must contain the following parameter: '${name}'.`);

/** The refusal of a v2 request that names a resource as v1 does. */
export const resourceUnsupported = (): OAuthProblem =>
  invalidRequest(
    901002,
    "The 'resource' request parameter is not supported: ask for a scope of the resource.",
  );

const failure = (status: number, description: string): OAuthProblem => ({
  ...oauthProblem('temporarily_unavailable', 90033, description),
  status,
});

function problemOf(problem: ProtocolProblem): OAuthProblem {
  switch (problem.kind) {
    case 'malformedJson':
      return invalidRequest(900144, `The body is no form: ${problem.detail}`);
    case 'shape': {
      const wrong = problem.issues.map(({ path, message }) => `${path || problem.where}: ${message}`);
      return invalidRequest(900144, wrong.join('; '));
    }
    case 'noSuchRoute':
      return { ...invalidRequest(900144, `There is nothing at ${problem.path}.`), status: 404 };
    case 'methodNotAllowed':
      return {
        ...invalidRequest(
          900561,
          `The endpoint only accepts ${problem.allow.join(', ')} requests, not ${problem.method}.`,
        ),
        status: 405,
      };
    case 'tooLarge':
      return {
        ...invalidRequest(900144, `The body has more than ${problem.limitBytes} bytes.`),
        status: 413,
      };
    case 'unavailable':
      return failure(503, problem.message);
    case 'unexpected':
      return failure(500, 'The token could not be issued.');
  }
}

/** A problem as it is told: of the protocol's own ones, what OAuth calls them. */
export const asOAuth = (problem: ProtocolProblem | OAuthProblem): OAuthProblem =>
  problem.kind === 'oauth' ? problem : problemOf(problem);

/** What is told of a problem besides its number: in words, with what it can be looked up by. */
interface Told {
  /** Of the wall clock, as Entra writes it. */
  readonly timestamp: string;
  readonly description: string;
}

/** A problem in words, with what Entra adds for looking it up (PC 0.9). */
export function toldOf({ code, description }: OAuthProblem, request: RequestInfo): Told {
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const { requestId, correlationId } = request;
  const trace = `Trace ID: ${requestId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
  return { timestamp, description: `AADSTS${code}: ${description} ${trace}` };
}

/** The body of PC 0.9. */
export function renderOAuth(problem: ProtocolProblem | OAuthProblem, request: RequestInfo): Reply {
  const refusal = asOAuth(problem);
  const { timestamp, description } = toldOf(refusal, request);
  return {
    status: refusal.status,
    body: {
      error: refusal.error,
      error_description: description,
      error_codes: [refusal.code],
      timestamp,
      trace_id: request.requestId,
      correlation_id: request.correlationId,
    },
  };
}
