import { type Contract, openApiDocument } from '@marketsim/http';
import { expect, test } from 'vitest';
import { replyTo } from '../src/errors.ts';
import { type FulfillmentProblem, fulfillmentDescription } from '../src/index.ts';

const document = openApiDocument({ ...fulfillmentDescription, version: '1.0.0' });
const contracts: readonly Contract[] = fulfillmentDescription.endpoints.map(({ contract }) => contract);

test('every endpoint of SF 2.1, 3 and 6 is described once', () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const one = '/api/saas/subscriptions/{subscriptionId}';
  expect(operations.sort()).toEqual(
    [
      'POST /api/saas/subscriptions/resolve',
      'GET /api/saas/subscriptions',
      `GET ${one}`,
      `PATCH ${one}`,
      `DELETE ${one}`,
      `GET ${one}/listAvailablePlans`,
      `POST ${one}/activate`,
      `GET ${one}/operations`,
      `GET ${one}/operations/{operationId}`,
      `PATCH ${one}/operations/{operationId}`,
      'POST /api/usageEvent',
      'POST /api/batchUsageEvent',
      'GET /api/usageEvents',
    ].sort(),
  );
});

test('Activate is described with a body that may be left out', () => {
  const { body, bodyRequired } = contracts.find(({ id }) => id === 'S5') ?? {};
  expect(body).toBeDefined();
  expect(bodyRequired).toBe(false);
});

test('no list is described by no items at all, which JSON Schema does not allow', () => {
  expect(JSON.stringify(document)).not.toContain('"prefixItems":[]');
});

const examples = contracts.flatMap(({ id, replies }) =>
  Object.entries(replies).flatMap(([status, { schema, example }]) =>
    schema ? [{ name: `${id} ${status}`, schema, example }] : [],
  ),
);

test.each(examples)('the example of $name fits its schema', ({ schema, example }) => {
  expect(example).toBeDefined();
  expect(schema.safeParse(example).error).toBeUndefined();
});

test('what no call can lead to is said to be a defect, by its name', () => {
  const problem: FulfillmentProblem = { code: 'cartEmpty' };
  const request = Object.create(null);
  expect(replyTo(problem, request)).toEqual({
    status: 500,
    body: { error: { code: 'UnexpectedError', message: expect.stringContaining('cartEmpty') } },
  });
});

test.each([
  [{ code: 'publisherChangeNotAllowed' }, 400],
  [{ code: 'operationNotFound', operationId: 'x' }, 404],
  [{ code: 'operationOwn', operationId: 'x' }, 500],
  [{ code: 'activationSuspended' }, 400],
] as const)('what only the engine can find has its answer too: %j', (problem, status) => {
  expect(replyTo(problem, Object.create(null)).status).toBe(status);
});
