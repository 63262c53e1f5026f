import { fulfillmentDescription } from '@marketsim/fulfillment';
import { type Contract, type IgnoredMember, ignoredMembers, type Tolerance } from '@marketsim/http';
import { partnerCenterContracts } from '@marketsim/partner-center';
import type { RequestDetail } from './record.ts';

interface Lenient {
  readonly contract: Contract;
  readonly tolerance: Tolerance;
}

/** The endpoints of both marketplace APIs by their ids. The control API refuses what it does not know. */
const lenient = new Map<string, Lenient>([
  ...partnerCenterContracts.map(({ contract }) => [contract.id, { contract, tolerance: 'sdk' }] as const),
  ...fulfillmentDescription.endpoints.map(
    ({ contract }) => [contract.id, { contract, tolerance: 'plain' }] as const,
  ),
]);

/** Members of a request's body of which nothing came, as its endpoint does not know them; read from what is kept of it. */
export function ignoredIn({ route, request }: RequestDetail): readonly IgnoredMember[] {
  const found = route === undefined ? undefined : lenient.get(route);
  const { body = '', omitted = 0 } = request ?? {};
  return found && omitted === 0 ? ignoredMembers(found.contract, body, found.tolerance) : [];
}
