import type { Customer, Qualification } from '@marketsim/core';
import { z } from 'zod';
import { commerceFault, refuseWith } from '../problem.ts';

/** What a view lists: SaaS of independent vendors, what else they sell for Azure (PUR-09), or nothing that is simulated. */
export type Holds = 'saas' | 'azure' | 'nothing';

/** Views of the catalog and what they hold here (PC 3.1). */
const views: Readonly<Record<string, Holds>> = {
  marketplacesaas: 'saas',
  onlineservices: 'saas',
  azure: 'azure',
  azurereservations: 'nothing',
  azurereservationsvm: 'nothing',
  azurereservationssql: 'nothing',
  azurereservationscosmosdb: 'nothing',
  microsoftazure: 'nothing',
  software: 'nothing',
  softwaresuselinux: 'nothing',
  softwareperpetual: 'nothing',
  softwaresubscriptions: 'nothing',
  specializedoffers: 'nothing',
};

const segment = z.string().optional();

/** Which customers a list is for, and which part of the catalog. */
export const viewQuery = z.object({ targetView: z.string().min(1), targetSegment: segment });
export const segmentQuery = z.object({ targetSegment: segment });
export const countryQuery = z.object({ country: z.string().min(1) });

/** The segment in which a customer of each qualification may buy besides the commercial one (PC 2.7). */
const segments: Readonly<Record<Qualification, string>> = {
  none: 'commercial',
  education: 'education',
  nonprofit: 'nonprofit',
  governmentCommunityCloud: 'government',
  stateOwnedEntity: 'commercial',
};

/** Whether SaaS is sold in a segment, to a customer that may buy in another one too; ends the request for one in which nothing may be bought (PC 2.7, 3.1). */
export function sellsIn(
  { targetSegment = 'commercial' }: z.output<typeof segmentQuery>,
  customer?: Customer,
): boolean {
  const segment = targetSegment.toLowerCase();
  if (segment === 'commercial') return true;
  if (segment === segments[customer?.qualification?.value ?? 'none']) return false;
  return refuseWith(
    commerceFault(403, 400030, `The segment ${targetSegment} is not allowed; use commercial.`),
  );
}

/** What a view lists; ends the request for a view that there is not (PC 3.1). */
export function heldBy({ targetView }: z.output<typeof viewQuery>): Holds {
  const holds = Object.hasOwn(views, targetView.toLowerCase()) ? views[targetView.toLowerCase()] : undefined;
  return (
    holds ??
    refuseWith(commerceFault(403, 400036, `The view ${targetView} is not allowed; use MarketplaceSaaS.`))
  );
}
