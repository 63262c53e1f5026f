import { z } from 'zod';

const side = z.object({
  headers: z.record(z.string(), z.string()).describe('Those worth seeing, in lower case.'),
  body: z.string().optional().describe('Its text, or the beginning of it; absent for a page or a picture.'),
  omitted: z.int().optional().describe('How many characters of the body are not here.'),
});

/** One side of an exchange as the journal keeps it. */
export type Side = z.output<typeof side>;

/** Who called, by a token that was good. */
const caller = z.object({
  kind: z.enum(['app', 'user']),
  tenantId: z.string(),
  applicationId: z.string(),
  userName: z.string().optional(),
  roles: z.array(z.string()),
});

/** What is told of a request in a line. */
export const requestSummary = z
  .object({
    number: z.int().describe('Counts the requests of this journal, from 1.'),
    at: z.string().describe('When it came, in real time.'),
    world: z.string().optional(),
    worldTime: z.string().optional().describe('What time it was in the world.'),
    method: z.string(),
    path: z.string().describe('With its query, 4,096 characters at most.'),
    route: z.string().optional().describe('Operation id of its endpoint in the OpenAPI document.'),
    status: z.int().describe('0 when nothing was answered and the connection dropped.'),
    code: z
      .union([z.string(), z.number()])
      .optional()
      .describe('What the refusal calls itself; `throttled` for a 429 that has no code.'),
    tookMs: z.number().describe('Real milliseconds.'),
    callerLeft: z.literal(true).optional().describe('There when nobody waited for the answer.'),
    requestId: z.string(),
    correlationId: z.string(),
    caller: caller.optional(),
  })
  .meta({ id: 'RequestSummary' });

/** A request with both sides of the exchange, and no credential in either. */
export const requestDetail = requestSummary
  .extend({
    request: side.optional().describe('Absent when it is not kept any more.'),
    reply: side.optional().describe('Absent when nothing was answered.'),
    refusal: z
      .looseObject({ code: z.string() })
      .optional()
      .describe('What the engine refused, with the values that it compared.'),
    ignored: z
      .array(z.object({ member: z.string(), meant: z.string().optional() }))
      .optional()
      .describe(
        'Members of the body that the endpoint does not know, with the names that may have been meant; nothing came of them.',
      ),
    failure: z.string().optional().describe('What went wrong here; the caller was not told.'),
  })
  .meta({ id: 'Request' });

/** A request in a line. */
export type RequestSummary = z.output<typeof requestSummary>;

/** A request in full; real time and world's time are in UTC. */
export type RequestDetail = z.output<typeof requestDetail>;

/** The line without the rest. */
export function summaryOf({
  request: _,
  reply: _reply,
  failure: _failure,
  refusal: _refusal,
  ...summary
}: RequestDetail): RequestSummary {
  return summary;
}
