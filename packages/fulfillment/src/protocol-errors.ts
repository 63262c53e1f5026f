import type { ProtocolProblem, Reply, RequestInfo } from '@marketsim/http';
import { badRequest, notFound, refusal, unavailable, unexpected } from './bodies.ts';
import { isMetering, unreadUsage } from './metering/protocol.ts';

/** This API's bodies for what is wrong with a request as such: its address, size or shape (SF 8). */
export function protocolReply(problem: ProtocolProblem, request: RequestInfo): Reply {
  const unread = isMetering(request) ? unreadUsage(problem) : undefined;
  return unread ?? replyTo(problem, request);
}

function replyTo(problem: ProtocolProblem, request: RequestInfo): Reply {
  switch (problem.kind) {
    case 'malformedJson':
      return badRequest(`The body is not JSON: ${problem.detail}`, targetOf(request));
    case 'shape':
      return shapeReply(problem, request);
    case 'noSuchRoute':
      return notFound(`Nothing answers at ${problem.path}${problem.meant}`, 'path');
    case 'methodNotAllowed':
      return refusal(405, {
        code: 'MethodNotAllowed',
        message: `${problem.path} answers ${problem.allow.join(', ')}, and not ${problem.method}`,
        target: 'method',
      });
    case 'tooLarge':
      return refusal(413, {
        code: 'RequestTooLarge',
        message: `The body is larger than ${problem.limitBytes} bytes`,
        target: targetOf(request),
      });
    case 'unavailable':
      return unavailable(problem.message);
    case 'unexpected':
      return unexpected('Something failed inside the simulator; its journal says what.');
  }
}

function shapeReply(
  { where, issues }: Extract<ProtocolProblem, { kind: 'shape' }>,
  request: RequestInfo,
): Reply {
  const told = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return badRequest(told, where === 'body' ? targetOf(request) : (issues[0]?.path ?? where));
}

/** The refusals of a body name the call that it was for (SF 2.7, 2.8). */
function targetOf({ path }: RequestInfo): string {
  const folded = path.toLowerCase();
  if (folded.includes('/operations')) return 'operation';
  return /\/activate\/*$/.test(folded) ? 'activate' : 'update';
}
