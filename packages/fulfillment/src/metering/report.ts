import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint } from '../context.ts';
import { examples } from '../examples.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { judge } from './judge.ts';
import { usageErrorBody } from './usage-error.ts';
import { usageMessage, usageMessageBody } from './usage-message.ts';
import { usageRequest } from './usage-request.ts';

/** A publisher reports use of one dimension in one hour (SF 6.2, MET-02..MET-07). */
export const reportUsage = endpoint({
  contract: {
    id: 'M1',
    method: 'post',
    path: '/api/usageEvent',
    summary: 'Report use',
    source: 'SF 6.1, 6.2',
    access: 'publisher',
    tag: 'Metering',
    params: z.object({}),
    query: versionQuery,
    body: usageRequest,
    replies: {
      200: { description: 'Accepted', schema: usageMessage, example: examples.usage },
    },
    refusals: [
      { status: 400, code: 'BadArgument', when: '`details` says what is missing, too old, ahead or unknown' },
      { status: 403, code: 'Forbidden', when: 'the resource belongs to another publisher, or is no SaaS' },
      { status: 409, code: 'Conflict', when: 'the hour was reported already: `additionalInfo` says how' },
    ],
  },
  handle: ({ body }, ctx) => {
    const { state } = ctx.engine;
    const [judged] = judge([body], ctx);
    if (judged?.status === 'Accepted')
      return { status: 200, body: usageMessageBody(judged.event, 'Accepted', state) };
    if (!judged) throw new Error('an event was judged in silence');
    const { refusal } = judged;
    return refuse<FulfillmentProblem>({
      code: 'usageRefused',
      error: usageErrorBody(judged, state),
      ...(refusal && {
        refusal: { code: 'usageNotAccepted', results: [{ status: 'refused', refusal }] },
      }),
    });
  },
});
