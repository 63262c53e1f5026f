import { z } from 'zod';
import { endpoint } from '../contract.ts';

/** CUS-16: whether a customer domain is taken. */
export const checkDomain = endpoint({
  contract: {
    id: 'CUS-16',
    method: 'head',
    path: '/v1/domains/:domain',
    summary: 'Check whether a domain is available',
    source: 'PC 2.2',
    tag: 'Customers',
    access: 'A+U',
    right: 'read',
    params: z.object({ domain: z.string() }),
    query: z.object({}),
    replies: { 200: { description: 'The domain is taken.' }, 404: { description: 'The domain is free.' } },
    refusals: [],
  },
  handle: ({ params }, { engine }) => ({
    status: engine.state.customerByDomain.has(params.domain.toLowerCase()) ? 200 : 404,
  }),
});
