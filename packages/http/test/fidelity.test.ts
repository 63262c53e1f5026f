import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Contract } from '../src/contract.ts';
import {
  documentedOf,
  keyOf,
  observer,
  readObserved,
  takesEnums,
  takesShapes,
} from '../src/fidelity/index.ts';
import { type RequestRecord, recordOf } from '../src/request-record.ts';

const contract: Contract = {
  id: 'S-1',
  method: 'post',
  path: '/things',
  summary: 'Make a thing',
  source: 'sample',
  params: z.object({}),
  query: z.object({}),
  replies: { 201: { description: 'made' } },
  refusals: [
    { status: 400, code: 7, when: 'twice' },
    { status: 400, code: 7, when: 'and once more' },
    { status: 400, code: 8, when: 'a part failed', inside: 201 },
    { status: 409, code: 9, when: 'held', onDemand: 'nobody holds anything' },
  ],
  gaps: [{ status: 402, when: 'unpaid', why: 'nobody pays' }],
};

describe('what an endpoint is documented to answer', () => {
  test('replies, refusals and gaps, each pair once; what is told inside a reply under its status', () => {
    const common = [
      { status: 401, code: 1, when: 'unknown' },
      { status: 403, code: 2, when: 'no body', appliesTo: ({ body }: Contract) => body !== undefined },
    ];
    expect(documentedOf(contract, common).map(keyOf)).toEqual([
      ...['S-1 201', 'S-1 400 7', 'S-1 201 8', 'S-1 409 9', 'S-1 401 1', 'S-1 402'],
    ]);
    expect(documentedOf(contract, []).at(-1)?.gap?.why).toBe('nobody pays');
  });

  test('whether a query or a body can be wrong, and has texts to choose from', () => {
    const asking = (query: z.ZodObject) => ({ ...contract, query });
    const free = asking(z.object({ name: z.string().optional() }));
    const bounded = asking(z.object({ size: z.int().optional() }));
    const chosen = asking(z.object({ type: z.enum(['a', 'b']).optional() }));
    const needed = asking(z.object({ name: z.string() }));
    expect([free, bounded, needed].map(takesShapes)).toEqual([false, true, true]);
    expect([free, chosen].map(takesEnums)).toEqual([false, true]);
    expect(takesShapes({ ...contract, body: z.string() })).toBe(true);
  });
});

describe('what a run has seen', () => {
  const record = (status: number, text: string, code?: number): RequestRecord => {
    const answer = { status, text, headers: {}, ...(code !== undefined && { code }) };
    const sent = { answer, method: 'POST', apiHeaders: {}, now: undefined };
    const request = { method: 'POST', path: '/things', requestId: '1', correlationId: '1' };
    return recordOf({
      ...{ request: request as RequestRecord['request'], rawHeaders: [], world: undefined },
      ...{ contractId: 'S-1', sent, callerLeft: false, tookMs: 1 },
    });
  };

  test('is kept by status and code, once, with the codes inside of replies', () => {
    const folder = mkdtempSync(join(tmpdir(), 'observed-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const observe = observer(folder);
    observe(record(201, '{"orderErrors":[{"code":8}]}'));
    observe(record(201, '{"error":{"errorCode":10001},"code":5}'));
    observe(record(200, '{"code":5}'));
    for (const _ of [1, 2]) observe(record(400, '{"code":7}', 7));
    observe({ ...record(400, '', 6), contractId: undefined });
    observe({ ...record(404, ''), sent: undefined });
    observe(record(404, ''));
    expect([...readObserved(folder)]).toEqual([
      ...['S-1 201', 'S-1 201 8', 'S-1 201 10001', 'S-1 201 5', 'S-1 200', 'S-1 400 7', 'S-1 404'],
    ]);
    expect(readObserved(join(folder, 'nothing')).size).toBe(0);
  });
});
