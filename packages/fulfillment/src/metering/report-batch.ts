import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint, type PublisherContext } from '../context.ts';
import { examples } from '../examples.ts';
import { wireTime } from '../resources/time.ts';
import { faultyStatuses, type Judged, judge } from './judge.ts';
import { readMoment } from './moment.ts';
import { usageError, usageErrorBody } from './usage-error.ts';
import { usageMessage, usageMessageBody } from './usage-message.ts';
import { type UsageRequest, usageRequest } from './usage-request.ts';

/** An event that was not accepted, with what of it was sent (SF 6.3). */
const refusedUsage = z.strictObject({
  status: z.enum(['Duplicate', 'ResourceNotAuthorized', ...faultyStatuses]),
  messageTime: z.string(),
  error: usageError,
  resourceId: z.string().optional(),
  resourceUri: z.string().optional(),
  quantity: z.number().optional(),
  dimension: z.string().optional(),
  effectiveStartTime: z.string().optional(),
  planId: z.string().optional(),
});

const usageResult = z.union([usageMessage, refusedUsage]).meta({ id: 'UsageResult' });

/** A publisher reports several uses at once, each judged by itself (SF 6.3, MET-05). */
export const reportBatch = endpoint({
  contract: {
    id: 'M2',
    method: 'post',
    path: '/api/batchUsageEvent',
    summary: 'Report several uses',
    source: 'SF 6.1, 6.3',
    access: 'publisher',
    tag: 'Metering',
    params: z.object({}),
    query: versionQuery,
    body: z.object({ request: z.array(usageRequest) }),
    replies: {
      200: {
        description: 'What became of each event, in their order, also when none was accepted',
        schema: z.strictObject({ result: z.array(usageResult), count: z.int() }),
        example: examples.usages,
      },
    },
    refusals: [
      {
        status: 400,
        code: 'BadArgument',
        when: 'there is no event, more than 25, or one that cannot be read',
      },
      {
        status: 403,
        code: 'Forbidden',
        when: "an event is of another publisher's resource and metering.foreignBatch is whole",
      },
    ],
  },
  handle: ({ body: { request } }, ctx) => {
    const judged = judge(request, ctx);
    const result = request.map((sent, index) => resultBody(sent, judged[index], ctx));
    return { status: 200, body: { result, count: result.length } };
  },
});

function resultBody(
  sent: UsageRequest,
  judged: Judged | undefined,
  { engine: { state, now } }: PublisherContext,
): z.output<typeof usageResult> {
  if (!judged) throw new Error('an event was judged in silence');
  if (judged.status === 'Accepted') return usageMessageBody(judged.event, 'Accepted', state);
  const { status } = judged;
  return { status, messageTime: wireTime(now()), error: usageErrorBody(judged, state), ...echoed(sent) };
}

function echoed({ effectiveStartTime: time, ...sent }: UsageRequest): Partial<z.output<typeof refusedUsage>> {
  const { resourceId, resourceUri, quantity, dimension, planId } = sent;
  const usedAt = time == null ? undefined : readMoment(time);
  return {
    ...(resourceId != null && { resourceId }),
    ...(resourceUri != null && { resourceUri }),
    ...(quantity != null && { quantity }),
    ...(dimension != null && { dimension }),
    ...(time != null && { effectiveStartTime: usedAt ? wireTime(usedAt) : time }),
    ...(planId != null && { planId }),
  };
}
