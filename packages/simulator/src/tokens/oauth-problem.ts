import type { ProtocolProblem, Reply, RequestInfo } from '@marketsim/http';

/** A refusal of the token endpoint, in the words of Entra (PC 0.9). */
export interface OAuthProblem {
  readonly kind: 'oauth';
  readonly status: number;
  readonly error:
    | 'invalid_request'
    | 'invalid_client'
    | 'invalid_resource'
    | 'invalid_scope'
    | 'unauthorized_client'
    | 'unsupported_grant_type'
    | 'temporarily_unavailable';
  /** Number of the AADSTS code. */
  readonly code: number;
  readonly description: string;
}

/** A refusal for a malformed request; `code` is the AADSTS number. */
export const invalidRequest = (code: number, description: string): OAuthProblem => ({
  kind: 'oauth',
  status: 400,
  error: 'invalid_request',
  code,
  description,
});

/** The form field that is missing. */
export const missingField = (name: string): OAuthProblem =>
  invalidRequest(900144, `The request body must contain the following parameter: '${name}'.`);

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
    case 'unexpected':
      return {
        ...invalidRequest(90033, 'The token could not be issued.'),
        status: 500,
        error: 'temporarily_unavailable',
      };
  }
}

/** The body of PC 0.9, with the wall clock's time as Entra writes it. */
export function renderOAuth(problem: ProtocolProblem | OAuthProblem, request: RequestInfo): Reply {
  const { status, error, code, description } = problem.kind === 'oauth' ? problem : problemOf(problem);
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const { requestId, correlationId } = request;
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${description} Trace ID: ${requestId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: requestId,
      correlation_id: correlationId,
    },
  };
}
