import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { exampleIds } from '../wire/example.ts';
import { attributesSchema } from '../wire/link.ts';

const requestSchema = z
  .strictObject({ url: z.url(), attributes: attributesSchema('CustomerRelationshipRequest') })
  .meta({ id: 'CustomerRelationshipRequest' });

const invitationOf = (partnerId: string) => ({
  url: `https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId=${partnerId}`,
  attributes: { objectType: 'CustomerRelationshipRequest' },
});

/** CUS-15: the address at which a company can become a customer of the calling partner. */
export const getRelationshipRequest = endpoint({
  contract: {
    id: 'CUS-15',
    method: 'get',
    path: '/v1/customers/relationshiprequests',
    summary: 'Get the invitation for customers',
    source: 'PC 2.10',
    tag: 'Customers',
    access: 'U',
    right: 'read',
    params: noParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The address to send to the company.',
        schema: requestSchema,
        example: invitationOf(exampleIds.partner),
      },
    },
    refusals: [],
  },
  handle: (_, { partner }) => ({ status: 200, body: invitationOf(partner.id) }),
});
