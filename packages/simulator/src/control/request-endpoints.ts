import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { ignoredIn } from '../requests/ignored.ts';
import type { RequestDetail } from '../requests/record.ts';
import { requestDetail, requestSummary, summaryOf } from '../requests/record.ts';
import { statusPattern } from '../requests/selection.ts';
import { type HostContext, hostEndpoint, namedWorld } from './control-api.ts';
import { type ControlProblem, notThere } from './problem.ts';

const tag = 'Requests';

/** Which requests are asked for, in a list or in a stream. */
export const requestFilter = z.strictObject({
  world: z.string().optional().describe('Name of a world; those of every world without.'),
  method: z.string().optional(),
  path: z.string().optional().describe('Part of path and query, in any case.'),
  status: z
    .string()
    .regex(statusPattern)
    .meta({ examples: ['404', '4xx'] })
    .optional()
    .describe('Such as 404, or 4xx; 0 for none.'),
  code: z.string().optional().describe('What the refusal calls itself.'),
  requestId: z.string().optional(),
  correlationId: z.string().optional(),
  after: z.int().min(0).optional().describe('Number of the last request that is known already.'),
});

/** CTL-46: what came in. */
export const listRequests = hostEndpoint({
  contract: {
    id: 'CTL-46',
    method: 'get',
    path: '/_sim/requests',
    summary:
      'The newest requests, oldest of them first, or those after a number; each new one with `Accept: text/event-stream`',
    source: 'marketsim',
    tag,
    params: z.object({}),
    query: requestFilter.extend({ limit: z.int().min(1).max(1000).default(100) }),
    refusals: [{ status: 400, code: 'contradictedWorld', when: 'query and header name different worlds' }],
    replies: {
      200: {
        description: 'Requests of those that are kept.',
        schema: z.object({
          requests: z.array(requestSummary),
          count: z.int().describe('How many there are in all, behind `after` if that is given.'),
          next: z.int().optional().describe('`after` for the next page, when there is more behind these.'),
        }),
      },
    },
  },
  handle: ({ query: { after, limit, ...filter }, request }, { requests: journal }) => {
    const selection = { ...filter, world: namedWorld(request) };
    const { requests, count } = journal.select(selection, { after, limit });
    const hasMore = after !== undefined && count > requests.length;
    return {
      status: 200,
      body: { requests: requests.map(summaryOf), count, ...(hasMore && { next: requests.at(-1)?.number }) },
    };
  },
});

/** The request that a number names; ends the call when it is not there any more. */
export function locateRequest(
  { requests }: HostContext,
  { number }: { readonly number: string },
): RequestDetail {
  const found = /^\d+$/.test(number) ? requests.find(Number(number)) : undefined;
  const message = `there is no request ${number} in the journal, or none any more; the last one is ${requests.last()}`;
  return found ?? refuse<ControlProblem>(notThere('requestUnknown', message));
}

/** CTL-47: one request with both sides of the exchange. */
export const readRequest = hostEndpoint({
  contract: {
    id: 'CTL-47',
    method: 'get',
    path: '/_sim/requests/:number',
    summary: 'One request with headers and bodies of both sides, without the credentials in them',
    source: 'marketsim',
    tag,
    params: z.object({ number: z.string() }),
    query: z.object({}),
    refusals: [{ status: 404, code: 'requestUnknown', when: 'it is not there, or not any more' }],
    replies: { 200: { description: 'The request.', schema: requestDetail } },
  },
  locate: locateRequest,
  handle: ({ found }) => {
    const ignored = ignoredIn(found);
    return { status: 200, body: ignored.length === 0 ? found : { ...found, ignored } };
  },
});

/** Whether a path is about the journal: looking at it adds nothing to it. */
export const isAboutJournal = (path: string): boolean =>
  /^\/+_sim\/+(?:explain\/+)?requests(?:\/|$)/i.test(path);
