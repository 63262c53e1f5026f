import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { exampleRelationship, relationshipSchema, relationshipTo } from './relationship.ts';

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
          exampleRelationship,
        ),
      },
    },
    refusals: [{ status: 400, code: 900126, when: 'there is no such type of relationship' }],
  },
  handle: ({ query, request }, { engine, partner }) => {
    const asProvider = query.relationship_type === 'IsIndirectCloudSolutionProviderOf';
    const resellers = asProvider
      ? partner.resellers.flatMap((id) => engine.state.partners.get(id) ?? [])
      : [];
    return { status: 200, body: collection(resellers.map(relationshipTo), request) };
  },
});
