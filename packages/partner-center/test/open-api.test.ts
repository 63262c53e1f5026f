import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { endpoints } from '../src/endpoints.ts';
import { partnerCenterOpenApi } from '../src/index.ts';
import { departure } from './support/documented.ts';
import { ids } from './support/fixtures.ts';
import { simulation } from './support/simulation.ts';

const document = partnerCenterOpenApi({ version: '1.2.3', servers: [{ url: 'http://127.0.0.1:4600' }] });

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: unknown }>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Media>> }>
  >;
}

interface Media {
  readonly schema?: unknown;
  readonly example?: unknown;
}

const operations: readonly Operation[] = Object.values(document.paths)
  .flatMap((path) => Object.values(path))
  .map((operation) => operation as Operation);

test('the OpenAPI document is one of version 3.1, by a validator of its own', async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

/** Hidden from a partner that may not into the customer's tenant (PC 2.3). */
const mayBeMissing: ReadonlySet<string> = new Set(['customDomains']);

test.each([
  ['a success', `/v1/customers/${ids.customer}`, 'CUS-3'],
  ['a refusal', `/v1/customers/${ids.nobody}`, 'CUS-3'],
])('%s that departs from it is found out', async (_, path, contractId) => {
  const { status, text } = await simulation().as().get(path);
  const told = (body: unknown) => {
    const answer = { status, text: JSON.stringify(body), contentType: 'application/json', headers: {} };
    return departure({ contractId, sent: { answer, method: 'GET', apiHeaders: {}, now: undefined } });
  };
  const whole = JSON.parse(text);
  expect(told(whole)).toBeUndefined();
  expect(told({ ...whole, more: 1 })).toBeDefined();
  const names = Object.keys(whole).filter((name) => !mayBeMissing.has(name));
  for (const name of names) {
    const { [name]: _, ...rest } = whole;
    expect([name, told(rest)]).toEqual([name, expect.stringContaining(`'${name}'`)]);
  }
});

test('every reference in it leads somewhere', () => {
  const text = JSON.stringify(document);
  const names = new Set(Object.keys(Object(document.components['schemas'])));
  const used = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name);
  expect(used.filter((name) => !names.has(name))).toEqual([]);
});

describe('each operation', () => {
  test.each(endpoints.map(({ contract }) => contract))('$id is there, whole', (contract) => {
    const operation = operations.find(({ operationId }) => operationId === contract.id);
    const { requestBody, responses = {} } = operation ?? {};
    expect(requestBody !== undefined).toBe(contract.body !== undefined);
    for (const { schema } of Object.values(requestBody?.content ?? {})) expect(schema).toBeDefined();
    for (const [status, { schema, example }] of Object.entries(contract.replies)) {
      const [media] = Object.values(responses[status]?.content ?? {});
      expect([status, media?.schema !== undefined]).toEqual([status, schema !== undefined]);
      expect([status, media?.example]).toEqual([status, example]);
    }
    for (const { status, code, inside } of contract.refusals) {
      if (inside !== undefined || contract.replies[status]) continue;
      expect(responses[status]?.description).toContain(String(code));
      expect(Object.values(responses[status]?.content ?? {})[0]?.schema).toBeDefined();
    }
    for (const status of ['401', '403', '500', '503']) expect(responses[status]).toBeDefined();
  });
});
