import type { RequestInfo } from './request-info.ts';
import type { Sendable } from './send.ts';
import type { ServedWorld } from './world.ts';

/** One finished request, for the journal. */
export type RequestRecord = {
  /** Absent when no endpoint matched. */
  readonly contractId: string | undefined;
  readonly method: string;
  readonly path: string;
  /** 0 when nothing was answered: the connection was dropped on purpose, or the caller had left. */
  readonly status: number;
  readonly requestId: string;
  readonly correlationId: string;
  readonly world: string | undefined;
  /** What a refusal's body calls it. */
  readonly code: string | number | undefined;
  /** What was refused and why, in the terms of its API; absent for an answer that is no refusal. */
  readonly problem: unknown;
  /** What a handler threw that was no refusal; never sent to the caller. */
  readonly error: unknown;
  /** Whether nobody waited for the answer any more. */
  readonly callerLeft: boolean;
  /** Real milliseconds from the head of the request to its answer. */
  readonly tookMs: number;
  /** What came; its body is empty where no endpoint reads it. */
  readonly request: RequestInfo;
  /** Names and values of the request's headers in turn, as they came. */
  readonly rawHeaders: readonly string[];
  /** What went back, if anything did. */
  readonly sent: Sendable | undefined;
};

/** What a record is made from. */
type Finished = Pick<
  RequestRecord,
  'request' | 'rawHeaders' | 'contractId' | 'sent' | 'callerLeft' | 'tookMs'
> & { readonly world: ServedWorld | undefined };

/** The record of a request that has been dealt with. */
export function recordOf(finished: Finished): RequestRecord {
  const { request, rawHeaders, contractId, world, sent, callerLeft, tookMs } = finished;
  const { method, path, requestId, correlationId } = request;
  return {
    contractId,
    method,
    path,
    status: sent?.answer.status ?? 0,
    requestId,
    correlationId,
    world: world?.name,
    code: sent?.answer.code,
    problem: sent?.answer.problem,
    error: sent?.answer.error,
    callerLeft,
    tookMs,
    request,
    rawHeaders,
    sent,
  };
}
