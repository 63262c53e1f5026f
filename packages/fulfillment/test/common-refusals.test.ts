import { StorageFailure } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { endpoints } from '../src/endpoints.ts';
import { api, changingNothing, unknownId } from './support/api.ts';

const contracts = endpoints.map(({ contract }) => contract);
const filled = (path: string): string => path.replaceAll(/:\w+/g, unknownId);
const version = 'api-version=2018-08-31';
const bearer = ['authorization', 'Bearer harbour'] as const;

describe('SF 1.1, 1.5: each endpoint asks for its version first', () => {
  const made = api();

  test.each(contracts)('$id', async ({ method, path }) => {
    await changingNothing(made, async () => {
      const none = await made.raw(method, filled(path)).set(...bearer);
      expect([none.status, none.body.Error.Code]).toEqual([400, 'ApiVersionUnspecified']);
      const other = await made.raw(method, `${filled(path)}?api-version=2017-04-15`).set(...bearer);
      expect([other.status, other.body.Error.Code]).toEqual([400, 'UnsupportedApiVersion']);
    });
  });
});

describe('SF 1.4, 1.5: each endpoint refuses whoever shows no token', () => {
  test.each([
    [403, {}],
    [401, { 'auth.missing': '401' }],
  ] as const)('with %i', async (status, settings) => {
    const made = api(settings);
    await changingNothing(made, async () => {
      for (const { id, method, path } of contracts) {
        const answer = await made.raw(method, `${filled(path)}?${version}`);
        expect([id, answer.status]).toEqual([id, status]);
      }
    });
  });
});

test('each endpoint that takes a body refuses one that is too large', async () => {
  const made = api();
  const id = made.buyActive();
  const asked = made.change(id, { type: 'SetQuantity', quantity: 15 });
  const operationId = asked.flatMap((event) => ('operation' in event ? event.operation.id : [])).join();
  await changingNothing(made, async () => {
    for (const { method, path, body, ...contract } of contracts) {
      if (body === undefined) continue;
      const address = path.replace(':subscriptionId', id).replace(':operationId', operationId);
      const answer = await made
        .raw(method, `${address}?${version}`)
        .set(...bearer)
        .send({ planId: 'x'.repeat(2_000_000) });
      expect([contract.id, answer.status]).toEqual([contract.id, 413]);
    }
  });
});

test('each endpoint says so when the history of its world cannot be written any more', async () => {
  const durable = () => Promise.reject(new StorageFailure('the disk is full'));
  const made = api({}, {}, { durable });
  for (const { id, method, path } of contracts) {
    const answer = await made.raw(method, `${filled(path)}?${version}`).set(...bearer);
    expect([id, answer.status]).toEqual([id, 503]);
  }
});

test('each endpoint answers 500 when the simulator itself fails', async () => {
  const enter = () => {
    throw new Error('nobody expected this');
  };
  const made = api({}, {}, { enter });
  for (const { id, method, path } of contracts) {
    const answer = await made.raw(method, `${filled(path)}?${version}`).set(...bearer);
    expect([id, answer.status]).toEqual([id, 500]);
  }
  expect(made.failures).toHaveLength(contracts.length);
});
