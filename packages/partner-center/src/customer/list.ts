import type { Customer } from '@marketsim/core';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { accountsPage, filteredQuery } from '../wire/accounts-page.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { seekHeaders, seekRefusals } from '../wire/seek.ts';
import { customerFilter } from './filter.ts';
import { exampleCustomer, listedCustomer, listedCustomerSchema } from './resource.ts';

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
    query: filteredQuery,
    headers: seekHeaders,
    replies: {
      200: {
        description: 'One page of customers; `totalCount` counts this page.',
        schema: collectionSchema(listedCustomerSchema),
        example: exampleList('/customers?size=1', listedCustomer(exampleCustomer)),
      },
    },
    refusals: seekRefusals,
  },
  handle: ({ query, request }, ctx) => {
    const fits = customerFilter(query.filter, ctx.engine.state);
    const shows = (customer: Customer) => customer.deletedAt === undefined && fits(customer);
    const page = accountsPage({ items: customersOf(ctx), shows, query, request });
    return { status: 200, body: collection(page.items.map(listedCustomer), request, page.next) };
  },
});

/** All that the partner ever had: a page goes on behind one that is deleted by now. */
function* customersOf({ engine: { state }, partner }: PartnerContext): Iterable<Customer> {
  for (const id of state.customersOf.of(partner.id)) {
    const customer = state.customers.get(id);
    if (customer) yield customer;
  }
}
