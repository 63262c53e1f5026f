import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Contract, openApiDocument } from '../src/index.ts';
import { changeBox, listBoxes, readBox, token } from './sample/contracts.ts';
import { endpoints } from './sample/endpoints.ts';

const problemSchema = z.object({ code: z.number(), description: z.string() });
const input = {
  title: 'Sample',
  version: '1',
  description: 'Boxes.',
  servers: [{ url: 'http://127.0.0.1:4600' }],
  tolerance: 'sdk' as const,
  problemSchema,
  problemSchemas: { 413: z.object({ message: z.string() }) },
  commonRefusals: [{ status: 413, code: 'TooLarge', when: 'the body is too large' }],
};
const document = openApiDocument({ ...input, endpoints });
const boxPath = '/v1/customers/{customerId}/boxes/{boxId}';
const at = (path: string, method: string): unknown => document.paths[path]?.[method];

const contractOnly = (contract: Partial<Contract>): Contract => ({ ...readBox, ...contract });

describe('the document of the sample', () => {
  test('has every endpoint under every address, with operation ids of its own', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method} ${path}`,
        Object(operation).operationId,
      ]),
    );
    expect(operations).toEqual([
      ['get /v1/customers/{customerId}/boxes', 'BOX-1'],
      ['post /v1/customers/{customerId}/boxes', 'BOX-3'],
      ['get /v1/boxes/of/{customerId}', 'BOX-1.2'],
      [`get ${boxPath}`, 'BOX-2'],
      [`patch ${boxPath}`, 'BOX-4'],
      [`put ${boxPath}`, 'BOX-4.2'],
      [`delete ${boxPath}`, 'BOX-5'],
      ['head /v1/domains/{domain}', 'BOX-6'],
      ['post /generatetoken', 'BOX-7'],
      ['get /v1/misbehave/{how}', 'BOX-8'],
    ]);
  });

  test('has every status of every contract', () => {
    for (const { contract } of endpoints) {
      const path = contract.path.replaceAll(/:(\w+)/g, '{$1}');
      const declared = [
        ...Object.keys(contract.replies),
        ...contract.refusals.map(({ status }) => String(status)),
        '413',
      ];
      expect(Object.keys(Object(at(path, contract.method)).responses)).toEqual(
        [...new Set(declared)].toSorted(),
      );
    }
  });

  test('describes parameters, access and examples', () => {
    expect(at('/v1/customers/{customerId}/boxes', 'get')).toMatchObject({
      summary: listBoxes.summary,
      description: 'Source: sample 1. Access: app.',
      security: [{ bearer: [] }],
      parameters: [
        { name: 'customerId', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'size', in: 'query', required: false, schema: { type: 'integer', minimum: 1 } },
        { name: 'currencyCode', in: 'query', required: false },
        { name: 'seekOperation', in: 'query', schema: { enum: ['Next', 'Previous'] } },
        { name: 'all', in: 'query' },
        { name: 'tags', in: 'query', schema: { type: 'array' } },
        { name: 'MS-ContinuationToken', in: 'header', required: false },
      ],
      responses: { 200: { content: { 'application/json': { example: { size: 1 } } } } },
    });
    expect(at(boxPath, 'get')).toMatchObject({ tags: ['Boxes'] });
    expect(at(boxPath, 'get')).not.toHaveProperty('security');
  });

  test('describes bodies, without the normaliser’s hints', () => {
    expect(at(boxPath, changeBox.method)).toMatchObject({ requestBody: { required: false } });
    expect(at(token.path, 'post')).toMatchObject({
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': {}, 'application/json': {} },
      },
    });
    expect(at(boxPath, 'get')).not.toHaveProperty('requestBody');
    expect(JSON.stringify(document)).not.toMatch(/aliases|filler/);
  });

  test('describes refusals by status, with codes and the API’s error body', () => {
    const schema = { $ref: '#/components/schemas/Problem' };
    expect(at('/v1/customers/{customerId}/boxes', 'post')).toMatchObject({
      responses: {
        400: { description: expect.stringMatching(/^- 2001: /), content: { 'application/json': { schema } } },
        409: { description: '- 800064: the label is "taken"' },
        413: {
          description: '- TooLarge: the body is too large',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem413' } } },
        },
      },
    });
    expect(document.components).toMatchObject({
      schemas: { Problem: { properties: { code: { type: 'number' } } }, Problem413: {} },
      securitySchemes: { bearer: { scheme: 'bearer' } },
    });
  });

  test('answers without a body have no content', () => {
    const { responses } = Object(at(boxPath, 'delete'));
    expect(responses[204]).toEqual({ description: 'Gone.' });
  });

  test('is the same text each time', () => {
    expect(JSON.stringify(openApiDocument({ ...input, endpoints }))).toBe(JSON.stringify(document));
  });
});

describe('shared schemas', () => {
  const link = z.object({ uri: z.string(), method: z.string().default('GET') }).meta({ id: 'Link' });
  const tree = z.object({
    name: z.string(),
    get children() {
      return z.array(tree).optional();
    },
  });
  const describeOne = (contract: Partial<Contract>) =>
    openApiDocument({ ...input, endpoints: [{ contract: contractOnly(contract) }] });
  const replies = (schema: z.ZodType) => ({ 200: { description: 'x', schema } });

  test('a schema with an id is a component, a request’s one of its own', () => {
    const found = describeOne({ method: 'post', body: link, replies: replies(z.object({ self: link })) });
    expect(found.components).toMatchObject({
      schemas: { Link: { required: ['uri', 'method'] }, 'Link.request': { required: ['uri'] } },
    });
    const text = JSON.stringify(found.paths);
    expect(text).toContain('"$ref":"#/components/schemas/Link.request"');
    expect(text).toContain('"self":{"$ref":"#/components/schemas/Link"}');
  });

  test.each([
    ['sdk', undefined],
    ['plain', undefined],
    ['strict', false],
  ] as const)('under tolerance %s a body may have other members: %s', (tolerance, closed) => {
    const body = z.strictObject({ name: z.string() }).meta({ id: 'Named' });
    const contract = contractOnly({ method: 'post', body, replies: replies(z.object({ made: body })) });
    const { components } = openApiDocument({ ...input, tolerance, endpoints: [{ contract }] });
    const schemas = Object(components['schemas']);
    expect(schemas['Named.request'].additionalProperties).toBe(closed);
    expect(schemas['Named'].additionalProperties).toBe(false);
  });

  test('so is a schema that contains itself; every reference leads somewhere', () => {
    const found = describeOne({ replies: replies(tree) });
    const text = JSON.stringify(found);
    expect(text).not.toContain('"$ref":"#"');
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      expect(found.components['schemas']).toHaveProperty([name ?? '']);
    }
    expect(found.components['schemas']).toHaveProperty(['BOX-2.200.self']);
  });

  test('two schemas of one name are refused', () => {
    const problem = z.object({ other: z.string() });
    expect(() =>
      openApiDocument({
        ...input,
        problemSchemas: {},
        problemSchema: z.object({ a: problem.meta({ id: 'Problem' }) }),
        endpoints: [],
      }),
    ).toThrow('two schemas are called Problem');
  });
});
