import {
  type Answer,
  answerOf,
  type Reply,
  type RequestRecord,
  recordOf,
  requestInfo,
} from '@marketsim/http';
import type { Request, Response } from 'express';

/** Hears of every request that has been dealt with. */
export type Finished = (record: RequestRecord) => void;

/** A request that no API serves, and where its answer goes. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

const ids = { requestIdHeader: 'x-request-id', correlationIdHeader: 'x-correlation-id' } as const;

/** Answers a request outside of the APIs; `error` is what failed, if something did. */
export function answerOutside(
  { request, response }: Exchange,
  reply: Reply & { readonly error?: unknown },
  finished: Finished,
): void {
  const answer = answerOf(reply);
  if (answer.contentType !== undefined) response.type(answer.contentType);
  response.status(answer.status).send(answer.text);
  finished(outsideRecord(request, { ...answer, error: reply.error }));
}

/** The record of a request that was answered outside of the APIs, at once and without its body being read. */
export const outsideRecord = (request: Request, answer: Answer): RequestRecord =>
  recordOf({
    request: requestInfo(request, '', ids),
    rawHeaders: request.rawHeaders,
    contractId: undefined,
    world: undefined,
    sent: { answer, method: request.method, apiHeaders: {}, now: undefined },
    callerLeft: false,
    tookMs: 0,
  });
