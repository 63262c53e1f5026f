import type { Customer } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams, isSoldBy } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { resellerMpnIdOf } from '../subscription/resource.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { exampleRelationship, relationshipSchema, relationshipTo } from './relationship.ts';

/** CUS-12: the indirect resellers that are tied to a customer: its own, and those on record of what it was sold. */
export const listCustomerRelationships = endpoint({
  contract: {
    id: 'CUS-12.customer',
    method: 'get',
    path: '/v1/customers/:customerId/relationships',
    summary: 'List the indirect resellers of a customer',
    source: 'PC 2.9',
    tag: 'Partner',
    access: 'U',
    right: 'read',
    params: customerParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'Resellers that are tied to the customer.',
        schema: collectionSchema(relationshipSchema),
        example: exampleList(`/customers/${exampleIds.customer}/relationships`, exampleRelationship),
      },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found: { customer }, request }, ctx) => {
    const { partnerByMpnId } = ctx.engine.state;
    const resellers = [...resellersOf(ctx, customer)].flatMap((mpnId) => partnerByMpnId.get(mpnId) ?? []);
    return { status: 200, body: collection(resellers.map(relationshipTo), request) };
  },
});

/** MPN ids, each once. */
function resellersOf(ctx: PartnerContext, customer: Customer): ReadonlySet<string> {
  const { state } = ctx.engine;
  const onRecord = [...state.subscriptionsByCustomer.of(customer.id)]
    .flatMap((id) => state.subscriptions.get(id) ?? [])
    .filter((subscription) => isSoldBy(ctx, subscription))
    .map(resellerMpnIdOf);
  return new Set([customer.associatedPartnerId ?? '', ...onRecord]);
}
