import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { exampleAgreement } from './example.ts';
import { agreementQuery, isAsked, listedAgreement, listedAgreementSchema } from './resource.ts';

/** CUS-10, GET: the agreements that were confirmed for a customer. */
export const listAgreements = endpoint({
  contract: {
    id: 'CUS-10',
    method: 'get',
    path: '/v1/customers/:customerId/agreements',
    summary: 'List the agreements of a customer',
    source: 'PC 2.8',
    tag: 'Agreements',
    access: 'U',
    right: 'read',
    params: customerParams,
    query: agreementQuery,
    replies: {
      200: {
        description: 'Confirmed agreements of the type asked for.',
        schema: collectionSchema(listedAgreementSchema),
        example: exampleList(
          `/customers/${exampleIds.customer}/agreements?agreementType=MicrosoftCustomerAgreement`,
          listedAgreement(exampleAgreement),
        ),
      },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found, query, request }, { engine }) => {
    const confirmed = isAsked('MicrosoftCustomerAgreement', query)
      ? [...engine.state.agreements.of(found.customer.id)]
      : [];
    return { status: 200, body: collection(confirmed.map(listedAgreement), request) };
  },
});
