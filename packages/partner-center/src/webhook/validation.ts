import { STATUS_CODES } from 'node:http';
import { durationMs, type NoticeTry, type PartnerNotice, plusMs } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { noParams } from '../locate.ts';
import { gatewayFault, refuseWith } from '../problem.ts';
import { instantSchema } from '../wire/values.ts';

const validationSchema = z
  .strictObject({
    correlationId: z.guid(),
    partnerId: z.guid(),
    status: z.enum(['inProgress', 'completed']),
    callbackUrl: z.string(),
    results: z.array(
      z.strictObject({
        responseCode: z.string(),
        responseMessage: z.string(),
        systemError: z.boolean(),
        dateTimeUtc: instantSchema,
      }),
    ),
  })
  .meta({ id: 'WebhookValidation' });

/** How long the result of a validation can be read (PC 8.2). */
const keptMs = durationMs('P7D');

const shared = {
  source: 'PC 8.2',
  tag: 'Webhooks',
  access: 'A+U',
  right: 'webhooks',
  query: z.object({}),
} as const;

const correlationId = 'd8f0b6f4-5a6e-4c0e-8d0b-8a5f3b6f2c19';

/** WHK-3: sends a test to the partner's webhook. */
export const createValidationEvent = endpoint({
  contract: {
    ...shared,
    id: 'WHK-3',
    method: 'post',
    path: '/webhooks/v1/registration/validationEvents',
    summary: 'Send a validation event to the webhook',
    params: noParams,
    replies: {
      200: {
        description: 'Under which id the result can be read.',
        schema: z.strictObject({ correlationId: z.guid() }),
        example: { correlationId },
      },
    },
    refusals: [{ status: 400, code: 3000, when: 'the webhook is not registered for test-created' }],
  },
  handle: (_, ctx) => {
    const events = execute(ctx, { type: 'SendTestNotice', partnerId: ctx.partner.id });
    const queued = events.find((event) => event.type === 'NoticeQueued');
    if (!queued) throw new Error('SendTestNotice was accepted without NoticeQueued');
    return { status: 200, body: { correlationId: queued.notice.id } };
  },
});

/** What an answer is called in .NET: `InternalServerError`. */
const codeNameOf = (status: number): string =>
  status === 200 ? 'OK' : (STATUS_CODES[status]?.replaceAll(/[^A-Za-z]/g, '') ?? String(status));

const resultOf = ({ at, status, failure }: NoticeTry) => ({
  responseCode: status === undefined ? '' : codeNameOf(status),
  responseMessage: failure ?? '',
  systemError: status === undefined,
  dateTimeUtc: at,
});

const resource = ({ id, partnerId, webhookUrl, dueAt, tries }: PartnerNotice) => ({
  correlationId: id,
  partnerId,
  status: dueAt === undefined ? 'completed' : 'inProgress',
  callbackUrl: webhookUrl,
  results: tries.map(resultOf),
});

/** WHK-3: what came of a test, try by try; for seven days. */
export const getValidationEvent = endpoint({
  contract: {
    ...shared,
    id: 'WHK-3.result',
    method: 'get',
    path: '/webhooks/v1/registration/validationEvents/:correlationId',
    summary: 'Get the result of a validation event',
    params: z.object({ correlationId: z.string() }),
    replies: {
      200: {
        description: 'One result per try.',
        schema: validationSchema,
        example: {
          correlationId,
          partnerId: '1e6f8f2b-4a55-4a53-8a27-63f7b1d0c966',
          status: 'completed',
          callbackUrl: 'https://harbourpartner.example/webhook',
          results: [
            {
              responseCode: 'OK',
              responseMessage: '',
              systemError: false,
              dateTimeUtc: '2026-01-12T10:15:00.000Z',
            },
          ],
        },
      },
    },
    refusals: [{ status: 404, code: 1000, when: 'there is no such validation event, or not any more' }],
  },
  handle: ({ params }, { engine, partner }) => {
    const notice = engine.state.notices.get(params.correlationId.toLowerCase());
    const isKept =
      notice?.event === 'test-created' &&
      notice.partnerId === partner.id &&
      engine.now() < plusMs(notice.changedAt, keptMs);
    return isKept
      ? { status: 200, body: resource(notice) }
      : refuseWith(gatewayFault(404, 1000, `There is no validation event ${params.correlationId}.`));
  },
});
