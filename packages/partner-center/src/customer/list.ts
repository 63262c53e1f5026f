import type { Customer } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import type { Link } from '../wire/link.ts';
import { customerFilter } from './filter.ts';
import { type Position, pageOf, positionOf, tokenOf } from './page.ts';
import { exampleCustomer, listedCustomer, listedCustomerSchema } from './resource.ts';

const defaultSize = 100;
const largestSize = 500;

/** CUS-1: the partner's customers in order of creation, a page at a time. */
export const listCustomers = endpoint({
  contract: {
    id: 'CUS-1',
    method: 'get',
    path: '/v1/customers',
    summary: 'List customers',
    source: 'PC 2.1, 0.8',
    tag: 'Customers',
    access: 'A+U',
    right: 'read',
    params: noParams,
    query: z.object({
      size: z.int().nonnegative().optional(),
      filter: z.string().optional(),
      seekOperation: z.string().optional(),
    }),
    headers: { 'MS-ContinuationToken': 'with seekOperation=Next: the value from the next link' },
    replies: {
      200: {
        description: 'One page of customers; `totalCount` counts this page.',
        schema: collectionSchema(listedCustomerSchema),
        example: exampleList('/customers?size=1', listedCustomer(exampleCustomer)),
      },
    },
    refusals: [{ status: 400, code: 800042, when: 'seekOperation is not Next' }],
  },
  handle: ({ query, request }, ctx) => {
    const { size: asked = 0, filter, seekOperation } = query;
    const size = asked === 0 ? defaultSize : Math.min(asked, largestSize);
    const from = seekOperation === undefined ? undefined : resume(seekOperation, request);
    const wanted = from ? from.filter : filter;
    const { page, more } = pageOf(customersOf(ctx, wanted), from?.after, size);
    const last = page.at(-1);
    const next =
      more && last ? nextLink(size, { after: last.id, ...(wanted && { filter: wanted }) }) : undefined;
    return { status: 200, body: collection(page.map(listedCustomer), request, next) };
  },
});

function customersOf({ engine, partner }: PartnerContext, filter: string | undefined): readonly Customer[] {
  const { state } = engine;
  const fits = customerFilter(filter, state);
  return [...state.customersOf.of(partner.id)]
    .flatMap((id) => state.customers.get(id) ?? [])
    .filter((customer) => fits(customer));
}

function resume(seekOperation: string, request: { header(name: string): string | undefined }): Position {
  if (seekOperation.toLowerCase() !== 'next') {
    return refuseWith(
      commerceFault(400, 800042, `seekOperation ${seekOperation} is not supported; use Next.`),
    );
  }
  return positionOf(request.header('MS-ContinuationToken'));
}

function nextLink(size: number, position: Position): Link {
  const filter = position.filter === undefined ? '' : `&filter=${encodeURIComponent(position.filter)}`;
  return {
    uri: `/customers?size=${size}${filter}&seekOperation=Next`,
    method: 'GET',
    headers: [{ key: 'MS-ContinuationToken', value: tokenOf(position) }],
  };
}
