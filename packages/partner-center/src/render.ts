import type { ProtocolProblem, Reply, RequestInfo, ShapeIssue } from '@marketsim/http';
import { z } from 'zod';
import { faultOf } from './errors.ts';
import { commerceFault, type Fault, gatewayFault, type PartnerProblem } from './problem.ts';

const longestDescription = 1024;

/** The error body of this API (PC 0.9). */
export const problemSchema = z
  .strictObject({
    code: z.int(),
    description: z.string().min(1).max(longestDescription),
    data: z.array(z.string()),
    source: z.enum(['PartnerFD', 'PartnerApiServiceControllers', 'ComplianceController']),
  })
  .meta({ id: 'Error' });

/** The body of the one refusal that has a shape of its own: an agreement confirmed twice (PC 0.9). */
export const agreementProblemSchema = z
  .strictObject({
    code: z.literal(600061),
    message: z.string(),
    description: z.string(),
    errorName: z.literal('PartnerConfirmedAgreementAlreadyExists'),
    isRetryable: z.literal(false),
    parameters: z.strictObject({}),
    errorMessageExtended: z.string(),
  })
  .meta({ id: 'AgreementError' });

/** Every problem of this API as a reply; a 401 also names the realm to sign in to (PC 0.5). */
export function render(problem: ProtocolProblem | PartnerProblem, request: RequestInfo): Reply {
  const fault = asFault(problem, request);
  const { status, code, description, data = [], source } = fault;
  const body = fault.body ?? { code, description: description.slice(0, longestDescription), data, source };
  if (status !== 401) return { status, body };
  return {
    status,
    body,
    headers: { 'WWW-Authenticate': `OAuth realm=urn:cpsvc:cpid:${request.correlationId}` },
  };
}

function asFault(problem: ProtocolProblem | PartnerProblem, request: RequestInfo): Fault {
  switch (problem.kind) {
    case 'fault':
      return problem.fault;
    case 'domain':
      return domainFault(problem, request);
    case 'shape':
      return shapeFault(problem.issues, request);
    case 'malformedJson':
      return gatewayFault(400, 800002, `The body is not JSON: ${problem.detail}`);
    case 'tooLarge':
      return gatewayFault(400, 800002, `The body is larger than ${problem.limitBytes} bytes.`);
    case 'noSuchRoute':
      return gatewayFault(404, 1000, nothingFound(problem));
    case 'methodNotAllowed':
      return gatewayFault(
        405,
        800042,
        `${problem.method} is not supported at ${problem.path}; allowed: ${problem.allow.join(', ')}.`,
      );
    case 'unavailable':
      return gatewayFault(503, 800003, problem.message);
    case 'unexpected':
      return gatewayFault(500, 800003, 'Something unexpected happened. The request can be repeated.');
  }
}

const nothingFound = ({ method, path, meant }: Extract<ProtocolProblem, { kind: 'noSuchRoute' }>): string =>
  `Nothing is found at ${method} ${path}${meant || '.'}`;

/** A customer that is not there may be there in another world than the one that the token names. */
function domainFault(
  { error, list }: Extract<PartnerProblem, { kind: 'domain' }>,
  { admission }: RequestInfo,
): Fault {
  const fault = faultOf(error, list);
  if (error.code !== 'customerNotFound' || !admission) return fault;
  return { ...fault, description: `${fault.description.slice(0, -1)} in world ${admission.world.name}.` };
}

/** What the part of the real service that sells answers for (PC 0.9). */
const commerce = /\/(?:products|extensions|carts|orders|subscriptions)(?:\/|$)/i;

/** The first issue gives the code, all of them the text; the source is the part that is called. */
function shapeFault(issues: readonly ShapeIssue[], { path: called }: RequestInfo): Fault {
  const text = issues.map(({ path, message }) => `${path === '' ? 'body' : path}: ${message}`).join('; ');
  const [first] = issues;
  const fault = commerce.test(called) ? commerceFault : gatewayFault;
  if (first?.reason === 'enum') return fault(400, 900126, text);
  if (first?.path.endsWith('catalogItemId')) return fault(400, 900142, text);
  return fault(400, 3000, text);
}

/** A property that breaks a rule that its schema cannot tell, named (PC 11: 400/3000). */
export const invalidProperty = (path: string, message: string): Fault =>
  gatewayFault(400, 3000, `${path}: ${message}`);
