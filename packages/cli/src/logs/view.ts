import { z } from 'zod';
import { millisecond } from '../text/instant.ts';
import { type Column, table, tableLine } from '../text/table.ts';

/** A request as it came in and was answered; instants are UTC, `at` is real time. */
export const requestReply = z.looseObject({
  number: z.int(),
  at: z.string(),
  world: z.string().optional(),
  worldTime: z.string().optional(),
  method: z.string(),
  path: z.string(),
  route: z.string().optional(),
  status: z.int(),
  code: z.union([z.string(), z.number()]).optional(),
  tookMs: z.number(),
  callerLeft: z.boolean().optional(),
  requestId: z.string(),
  correlationId: z.string(),
  caller: z
    .looseObject({
      kind: z.string(),
      tenantId: z.string(),
      applicationId: z.string(),
      userName: z.string().optional(),
      roles: z.array(z.string()),
    })
    .optional(),
});

export type LoggedRequest = z.output<typeof requestReply>;

const side = z.looseObject({
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
  omitted: z.int().optional(),
});

export type Side = z.output<typeof side>;

/** The same with both sides of the exchange. */
export const detailReply = requestReply.extend({
  request: side.optional(),
  reply: side.optional(),
  ignored: z.array(z.looseObject({ member: z.string(), meant: z.string().optional() })).optional(),
  failure: z.string().optional(),
});

export type RequestDetail = z.output<typeof detailReply>;

/** Enough of an id to tell it from others. */
const shortened = (id: string): string => id.slice(0, 8);

const answerOf = ({ status, callerLeft }: LoggedRequest): string => {
  if (status === 0) return callerLeft ? 'left' : 'reset';
  return String(status);
};

const columns: readonly Column<LoggedRequest>[] = [
  { head: 'NUMBER', align: 'right', width: 6, cell: ({ number }) => String(number) },
  { head: 'TIME', width: 23, cell: ({ at }) => millisecond(at) },
  { head: 'STATUS', width: 6, cell: answerOf },
  { head: 'CODE', width: 20, cell: ({ code = '' }) => String(code) },
  { head: 'MS', align: 'right', width: 7, cell: ({ tookMs }) => tookMs.toFixed(1) },
  { head: 'WORLD', width: 10, cell: ({ world = '' }) => world },
  { head: 'REQUEST', width: 8, cell: ({ requestId }) => shortened(requestId) },
  { head: 'METHOD', width: 6, cell: ({ method }) => method },
  { head: 'PATH', cell: ({ path }) => path },
];

/** Requests as a table. */
export const requestsText = (requests: readonly LoggedRequest[]): string =>
  requests.length === 0 ? 'no requests' : table(requests, columns);

/** A request in one line, aligned with those before and after it as far as that can be known. */
export const requestLine = (request: LoggedRequest): string => tableLine(request, columns);
