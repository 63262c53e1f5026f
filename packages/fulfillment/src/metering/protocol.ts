import type { ProtocolProblem, Reply, RequestInfo } from '@marketsim/http';
import { badUsageBody } from './usage-error.ts';
import type { UsageFault } from './usage-request.ts';

/** Whether a call is about metering, which refuses in shapes of its own (SF 8). */
export const isMetering = ({ path }: Pick<RequestInfo, 'path'>): boolean =>
  /^\/+api\/+(usageevents?|batchusageevent)\/*$/i.test(path);

/** The answer to a metering request that cannot be read, nothing where it was not the request's fault (SF 8, E6). */
export function unreadUsage(problem: ProtocolProblem): Reply | undefined {
  switch (problem.kind) {
    case 'malformedJson':
      return bad([{ target: 'usageEventRequest', message: `The body is not JSON: ${problem.detail}` }]);
    case 'shape':
      return bad(
        problem.issues.map(({ path, reason, message }) => ({
          target: path || 'usageEventRequest',
          message: reason === 'missing' && path !== '' ? `The ${path} is required.` : message,
        })),
      );
    default:
      return undefined;
  }
}

const bad = (faults: readonly UsageFault[]): Reply => ({ status: 400, body: badUsageBody(faults) });
