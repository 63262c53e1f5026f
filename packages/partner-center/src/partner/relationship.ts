import type { Partner } from '@marketsim/core';
import { z } from 'zod';
import { exampleIds } from '../wire/example.ts';
import { attributesSchema } from '../wire/link.ts';

/** An indirect reseller as the provider sees it (PC 2.9). */
export const relationshipSchema = z
  .strictObject({
    id: z.guid(),
    name: z.string(),
    relationshipType: z.enum(['is_indirect_cloud_solution_provider_of', 'is_indirect_reseller_of']),
    state: z.string(),
    mpnId: z.string(),
    location: z.string(),
    attributes: attributesSchema('PartnerRelationship'),
  })
  .meta({ id: 'PartnerRelationship' });

export const relationshipTo = ({
  id,
  name,
  mpnId,
  country,
}: Pick<Partner, 'id' | 'name' | 'mpnId' | 'country'>) => ({
  id,
  name,
  relationshipType: 'is_indirect_cloud_solution_provider_of',
  state: 'Active',
  mpnId,
  location: country,
  attributes: { objectType: 'PartnerRelationship' },
});

/** The reseller of the examples. */
export const exampleRelationship = relationshipTo({
  id: exampleIds.reseller,
  name: 'Harbour Resale',
  mpnId: exampleIds.resellerMpnId,
  country: 'US',
});
