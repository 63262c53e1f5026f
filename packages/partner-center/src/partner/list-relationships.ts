import type { Partner } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { attributesSchema } from '../wire/link.ts';

const relationshipSchema = z
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

const resellerOf = ({ id, name, mpnId, country }: Pick<Partner, 'id' | 'name' | 'mpnId' | 'country'>) => ({
  id,
  name,
  relationshipType: 'is_indirect_cloud_solution_provider_of',
  state: 'Active',
  mpnId,
  location: country,
  attributes: { objectType: 'PartnerRelationship' },
});

/** CUS-12: the indirect resellers that work through the calling provider. */
export const listRelationships = endpoint({
  contract: {
    id: 'CUS-12',
    method: 'get',
    path: '/v1/relationships',
    summary: 'List indirect resellers',
    source: 'PC 2.9',
    tag: 'Partner',
    access: 'U',
    right: 'read',
    params: noParams,
    query: z.object({
      relationship_type: z
        .enum(['IsIndirectCloudSolutionProviderOf', 'IsIndirectResellerOf'])
        .meta({ aliases: ['relationshipType'] }),
    }),
    replies: {
      200: {
        description: 'Resellers of the provider; none for a partner that sells without them.',
        schema: collectionSchema(relationshipSchema),
        example: exampleList(
          '/relationships?relationship_type=IsIndirectCloudSolutionProviderOf',
          resellerOf({
            id: exampleIds.reseller,
            name: 'Harbour Resale',
            mpnId: exampleIds.resellerMpnId,
            country: 'US',
          }),
        ),
      },
    },
    refusals: [],
  },
  handle: ({ query, request }, { engine, partner }) => {
    const asProvider = query.relationship_type === 'IsIndirectCloudSolutionProviderOf';
    const resellers = asProvider
      ? partner.resellers.flatMap((id) => engine.state.partners.get(id) ?? [])
      : [];
    return { status: 200, body: collection(resellers.map(resellerOf), request) };
  },
});
