import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createClient } from '../src/index.ts';

const contract = {
  id: 'X-1',
  method: 'put',
  path: '/things/:thingId',
  summary: 'Puts a thing',
  source: 'test',
  params: z.object({ thingId: z.string() }),
  query: z.object({ size: z.number().optional(), tag: z.array(z.string()).optional(), version: z.string() }),
  body: z.object({ name: z.string() }),
  replies: { 200: { description: 'The thing.', schema: z.object({ name: z.string() }) } },
  refusals: [],
} as const;

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let seen: Seen | undefined;
let answer: { readonly status: number; readonly type?: string; readonly body?: string };

const server = createServer(async (request, response) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const { method, url, headers } = request;
  seen = { method, url, headers, body: Buffer.concat(pieces).toString() };
  response.writeHead(answer.status, answer.type === undefined ? {} : { 'content-type': answer.type });
  response.end(answer.body);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
beforeEach(() => {
  answer = { status: 200, type: 'application/json; charset=utf-8', body: '{"name":"here"}' };
});
afterAll(() => void server.close());

const client = createClient(
  { putThing: { contract } },
  {
    base: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    headers: () => ({ authorization: 'Bearer any', 'x-color': 'red' }),
    query: { version: '1' },
  },
);
const call = { thingId: 'a/b c', body: { name: 'new' } } as const;

test('path, query, headers and body go out as the contract has them', async () => {
  const { status, body } = await client.putThing({
    ...call,
    query: { size: 2, tag: ['x', 'y z'] },
    headers: { 'x-color': 'blue' },
  });
  expect([status, body.name]).toEqual([200, 'here']);
  expect(seen).toMatchObject({
    method: 'PUT',
    url: '/things/a%2Fb%20c?version=1&size=2&tag=x&tag=y+z',
    headers: { authorization: 'Bearer any', 'x-color': 'blue', 'content-type': 'application/json' },
    body: '{"name":"new"}',
  });
});

test('what is not JSON comes as bytes, and nothing as nothing', async () => {
  answer = { status: 200, type: 'application/pdf', body: '%PDF' };
  expect((await client.putThing(call)).body).toEqual(new TextEncoder().encode('%PDF'));
  answer = { status: 204 };
  expect(await client.putThing(call)).toMatchObject({ status: 204, body: undefined });
});

test('a refusal that is not JSON is told in its own words, as what stands before an API answers', async () => {
  answer = { status: 503, type: 'text/html', body: '<h1>Service Unavailable</h1>' };
  await expect(client.putThing(call)).rejects.toMatchObject({
    status: 503,
    code: undefined,
    body: '<h1>Service Unavailable</h1>',
    message: expect.stringMatching(/: 503 <h1>Service Unavailable<\/h1>$/),
  });
  answer = { status: 502, type: 'application/json', body: '{"cut' };
  await expect(client.putThing(call)).rejects.toMatchObject({ status: 502, body: '{"cut' });
});

test.each([
  { body: '{"code":2002,"description":"no"}', code: 2002 },
  { body: '{"error":{"code":"gone"}}', code: 'gone' },
  { body: '[]', code: undefined },
])('a refusal is an error with its status, and the code of $body', async ({ body, code }) => {
  answer = { status: 409, type: 'application/json', body };
  await expect(client.putThing(call)).rejects.toMatchObject({
    name: 'CallRefused',
    status: 409,
    code,
    body: JSON.parse(body),
    message: expect.stringMatching(/^X-1 PUT http.*\/things\/a%2Fb%20c\?version=1: 409 /),
  });
});

test('a call to a path without parameters may have a query, and takes values that nobody may change', async () => {
  const plain = {
    ...contract,
    path: '/things',
    params: z.object({}),
    body: z.object({ tags: z.array(z.string()) }),
  };
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const things = createClient({ putThings: { contract: plain } }, { base });
  const tags: readonly string[] = ['x'];
  await things.putThings({ query: { version: '1' }, body: { tags } });
  expect(seen).toMatchObject({ url: '/things?version=1', body: '{"tags":["x"]}' });
});
