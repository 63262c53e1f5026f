import { describe, expect, it, test } from 'vitest';
import { isPartnerContract } from '../src/contract.ts';
import { endpoints } from '../src/endpoints.ts';
import { partnerCenterOpenApi } from '../src/index.ts';
import { problemSchema } from '../src/render.ts';
import { simulation } from './support/simulation.ts';

const contracts = endpoints.map(({ contract }) => contract);
const replies = contracts.flatMap(({ id, replies: all }) =>
  Object.entries(all).map(([status, reply]) => ({ id, status, reply })),
);
const described = replies.filter(({ reply }) => reply.schema !== undefined);

const numbered = (row: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, index) => `${row}-${index + 1}`);

describe('contracts', () => {
  test.each(contracts)('$id states who may call it, and has an id of its own', (contract) => {
    expect(isPartnerContract(contract)).toBe(true);
    expect(contracts.filter(({ id }) => id === contract.id)).toHaveLength(1);
  });

  test.each(described)('$id shows an example of its $status that fits', ({ reply }) => {
    expect(reply.example).toBeDefined();
    expect(reply.schema?.safeParse(reply.example).error).toBeUndefined();
  });

  it('only a 202, deletions, the domain check and PDFs have no body that is described', () => {
    const bare = replies
      .filter(({ reply }) => reply.schema === undefined)
      .map(({ id, status }) => `${id} ${status}`);
    expect(bare.toSorted()).toEqual([
      ...['CUS-14.delete 204', 'CUS-16 200', 'CUS-16 404', 'CUS-4 204'],
      ...['INV-4 200', 'INV-4.receipt 200', 'SUB-3 202'],
    ]);
  });

  it('holds every endpoint of customers, catalog, carts, orders and subscriptions', () => {
    const rows = [...new Set(contracts.map(({ id }) => id.replace(/\..*$/, '')))];
    expect(rows.toSorted()).toEqual(
      [
        ...numbered('CUS', 16),
        ...numbered('CAT', 6),
        ...numbered('CRT', 4),
        ...numbered('ORD', 7),
        ...numbered('SUB', 10),
        ...numbered('INV', 7),
        ...numbered('AUD', 1),
        ...numbered('WHK', 3),
      ].toSorted(),
    );
  });
});

describe('OpenAPI', () => {
  const document = partnerCenterOpenApi({ version: '1.2.3', servers: [{ url: 'http://127.0.0.1:4600' }] });

  it('describes every endpoint once, with its examples', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const twins = endpoints.flatMap(({ alsoMethods = [], alsoAt = [] }) => [...alsoMethods, ...alsoAt]);
    expect(operations).toHaveLength(endpoints.length + twins.length);
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
    expect(JSON.stringify(document.paths['/v1/customers/{customerId}/carts/{cartId}/checkout'])).toContain(
      'CartCheckoutResult',
    );
  });

  it('names the shared shapes', () => {
    const schemas = JSON.parse(JSON.stringify(document.components['schemas']));
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['Link', 'Cart', 'Order', 'Subscription', 'Customer']),
    );
  });

  it('a refusal fits the problem schema', async () => {
    const { body } = await simulation().as().get('/v1/customers/nonsense').expect(400);
    expect(problemSchema.safeParse(body).error).toBeUndefined();
  });
});
