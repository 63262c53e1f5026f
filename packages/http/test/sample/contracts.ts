import { z } from 'zod';
import type { Contract } from '../../src/index.ts';

export const line = z.object({
  catalogItemId: z.string().meta({ aliases: ['catalogId'] }),
  quantity: z.int().min(1).max(10).meta({ filler: true }).optional(),
  billingCycle: z.enum(['monthly', 'one_time', 'annual']).optional(),
  effectiveDate: z.iso.datetime().optional(),
});

export const box = z.object({
  label: z.string().min(2).max(8).optional(),
  status: z.enum(['active', 'suspended']).optional(),
  note: z.string().nullable().optional(),
  lineItems: z.array(line).optional(),
  owner: z.object({ name: z.string(), age: z.number().optional() }).optional(),
});

const boxReply = z.object({ id: z.string(), label: z.string() });
const ids = z.object({ customerId: z.string(), boxId: z.string() });
const none = z.object({});
const notFound = { status: 404, code: 20003, when: 'there is no such box' } as const;
const foreign = { status: 403, code: 20002, when: 'the box is somebody else’s' } as const;
const malformed = {
  status: 400,
  code: 2001,
  when: 'the request does not have the shape of the contract',
} as const;

export const listBoxes = {
  id: 'BOX-1',
  method: 'get',
  path: '/v1/customers/:customerId/boxes',
  summary: 'List boxes',
  source: 'sample 1',
  access: 'app',
  params: z.object({ customerId: z.string() }),
  query: z.object({
    size: z.int().min(1).optional(),
    currencyCode: z.string().optional(),
    seekOperation: z.enum(['Next', 'Previous']).optional(),
    all: z.boolean().optional(),
    tags: z.array(z.string()).optional(),
  }),
  headers: { 'MS-ContinuationToken': 'Where to go on.' },
  replies: {
    200: {
      description: 'What was asked for, as understood.',
      schema: z.looseObject({}),
      example: { size: 1 },
    },
  },
  refusals: [malformed],
} as const satisfies Contract;

export const readBox = {
  id: 'BOX-2',
  method: 'get',
  path: '/v1/customers/:customerId/boxes/:boxId',
  summary: 'Read a box',
  source: 'sample 2',
  tag: 'Boxes',
  params: ids,
  query: none,
  replies: { 200: { description: 'The box.', schema: boxReply } },
  refusals: [notFound, foreign],
} as const satisfies Contract;

export const createBox = {
  id: 'BOX-3',
  method: 'post',
  path: '/v1/customers/:customerId/boxes',
  summary: 'Create a box',
  source: 'sample 3',
  access: 'app+user',
  params: z.object({ customerId: z.string() }),
  query: none,
  body: box,
  replies: {
    201: { description: 'The box as understood, and its number.', schema: z.looseObject({ n: z.int() }) },
  },
  refusals: [malformed, { status: 409, code: 800064, when: 'the label is "taken"' }],
} as const satisfies Contract;

export const changeBox = {
  id: 'BOX-4',
  method: 'patch',
  path: '/v1/customers/:customerId/boxes/:boxId',
  summary: 'Change a box',
  source: 'sample 4',
  params: ids,
  query: z.object({ force: z.boolean().optional() }),
  body: box,
  bodyRequired: false,
  replies: { 200: { description: 'The change as understood.', schema: z.looseObject({}) } },
  refusals: [notFound, foreign, malformed],
} as const satisfies Contract;

export const deleteBox = {
  id: 'BOX-5',
  method: 'delete',
  path: '/v1/customers/:customerId/boxes/:boxId',
  summary: 'Delete a box',
  source: 'sample 5',
  params: ids,
  query: none,
  replies: { 204: { description: 'Gone.', schema: z.undefined() } },
  refusals: [notFound, foreign],
} as const satisfies Contract;

export const checkDomain = {
  id: 'BOX-6',
  method: 'head',
  path: '/v1/domains/:domain',
  summary: 'Whether a domain is taken',
  source: 'sample 6',
  params: z.object({ domain: z.string().regex(/^[^.]+\.test$/) }),
  query: none,
  replies: { 200: { description: 'Taken.' } },
  refusals: [malformed, { status: 404, when: 'the domain is free' }],
} as const satisfies Contract;

export const token = {
  id: 'BOX-7',
  method: 'post',
  path: '/generatetoken',
  summary: 'Exchange a token',
  source: 'sample 7',
  params: none,
  query: none,
  body: z.object({ grantType: z.string().meta({ aliases: ['grant_type'] }), lifetime: z.int().optional() }),
  form: true,
  replies: { 200: { description: 'The grant as understood.', schema: z.looseObject({}) } },
  refusals: [malformed],
} as const satisfies Contract;

export const misbehave = {
  id: 'BOX-8',
  method: 'get',
  path: '/v1/misbehave/:how',
  summary: 'Answers against its contract',
  source: 'sample 8',
  params: z.object({ how: z.string() }),
  query: none,
  replies: { 200: { description: 'Fine.', schema: z.object({ n: z.int() }) } },
  refusals: [{ status: 404, when: 'asked for' }],
} as const satisfies Contract;
