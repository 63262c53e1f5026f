import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { agreementMetadata, agreementMetadataSchema, agreementQuery, isAsked } from './resource.ts';

/** CUS-9: the agreements that customers accept, with the template ids to confirm them by. */
export const listAgreementMetadata = endpoint({
  contract: {
    id: 'CUS-9',
    method: 'get',
    path: '/v1/agreements',
    summary: 'List agreement templates',
    source: 'PC 2.8',
    tag: 'Agreements',
    access: 'U',
    right: 'read',
    params: noParams,
    query: agreementQuery,
    replies: {
      200: {
        description: 'Templates of the type asked for.',
        schema: collectionSchema(agreementMetadataSchema),
        example: exampleList('/agreements?agreementType=MicrosoftCustomerAgreement', agreementMetadata[0]),
      },
    },
    refusals: [],
  },
  handle: ({ query, request }) => ({
    status: 200,
    body: collection(
      agreementMetadata.filter(({ agreementType }) => isAsked(agreementType, query)),
      request,
    ),
  }),
});
