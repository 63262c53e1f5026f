import { type RequestInfo, refuse } from '@marketsim/http';
import { z } from 'zod';
import type { FulfillmentProblem } from './problem.ts';

/** The one version of this API (SF 1.1). */
export const apiVersion = '2018-08-31';

/** The query of every call; names are read in any case (SF 1.1). */
export const versionQuery = z.object({ 'api-version': z.literal(apiVersion) });

/** Refuses a call of no or of another version, before anything else is looked at (SF 1.5, 1.6). */
export function requireApiVersion({ query }: RequestInfo): void {
  const versions = Object.entries(query).flatMap(([name, value]) =>
    name.toLowerCase() === 'api-version' ? value : [],
  );
  if (versions.join('') === '') refuse<FulfillmentProblem>({ code: 'apiVersionMissing' });
  if (versions.length !== 1 || versions[0] !== apiVersion) {
    refuse<FulfillmentProblem>({ code: 'apiVersionUnsupported', version: versions.join(',') });
  }
}
