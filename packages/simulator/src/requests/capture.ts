import { inspect } from 'node:util';
import type { RequestRecord, VerifiedToken } from '@marketsim/http';
import { wentWell } from './load.ts';
import { refusalBehind } from './refusal.ts';
import type { Sized } from './ring.ts';

/**
 * A request as it is kept until somebody asks for it: what costs time waits, nothing in it holds on to the connection,
 * and it is in as few pieces as can be, for each of them costs when it is kept. Credentials are still in it.
 */
export interface Captured extends Sized {
  /** Milliseconds since 1970. */
  readonly endedAt: number;
  readonly tookMs: number;
  readonly world: string | undefined;
  readonly worldTime: string | undefined;
  readonly method: string;
  /** Path and query, cut. */
  readonly url: string;
  readonly contractId: string | undefined;
  readonly status: number;
  readonly code: string | number | undefined;
  readonly callerLeft: boolean;
  readonly requestId: string;
  readonly correlationId: string;
  readonly token: VerifiedToken | undefined;
  /** Names and values in turn, each on a line. */
  readonly requestHeaders: string;
  /** The beginning of the text, and how long all of it was. */
  readonly requestBody: string;
  readonly requestLength: number;
  /** What went back, if anything did; of the same header the later one counts. */
  readonly replyHeaders: readonly Readonly<Record<string, string>>[] | undefined;
  readonly replyType: string | undefined;
  readonly replyBody: string;
  readonly replyLength: number;
  readonly failure: string | undefined;
  /** What the engine refused, as JSON. */
  readonly refusal: string | undefined;
  /** Says that both sides of the exchange were left out. */
  readonly isLine: boolean;
}

/** What a record is taken down with. */
export interface Circumstances {
  readonly number: number;
  readonly endedAt: number;
  /** Characters of each body that are kept. */
  readonly bodyLimit: number;
  readonly isLoad: boolean;
}

const urlLimit = 4096;
const failureLimit = 4096;
/** What a record takes besides its texts. */
const restBytes = 2048;

/** What a record takes in memory, at most: a character takes two bytes. */
export const bytesOf = (characters: number): number => restBytes + 2 * characters;

/** Takes down a request, in as little time as can be. */
export function captured(record: RequestRecord, circumstances: Circumstances): Captured {
  const { number, endedAt, bodyLimit, isLoad } = circumstances;
  const { request, sent, error } = record;
  const { admission } = request;
  const answer = sent?.answer;
  const url = beginning(request.url, urlLimit);
  // A query may repeat a credential of the headers, which are needed to find it there.
  const isLine = isLoad && wentWell(record) && !url.includes('?');
  const requestHeaders = isLine ? '' : record.rawHeaders.join('\n');
  const requestBody = beginning(request.body, bodyLimit);
  const reply = (!isLine && sent?.method !== 'HEAD' && answer?.text) || '';
  const replyBody = beginning(reply, bodyLimit);
  const failure = error === undefined ? undefined : beginning(inspect(error), failureLimit);
  const refusal = refusalText(record.problem);
  return {
    number,
    endedAt,
    tookMs: record.tookMs,
    world: record.world ?? admission?.world.name,
    worldTime: sent?.now ?? admission?.world.engine.now(),
    method: record.method,
    url,
    contractId: record.contractId,
    status: record.status,
    code: record.code ?? (record.status === 429 ? 'throttled' : undefined),
    callerLeft: record.callerLeft,
    requestId: record.requestId,
    correlationId: record.correlationId,
    token: admission?.token,
    requestHeaders,
    requestBody,
    requestLength: request.body.length,
    replyHeaders: isLine || !sent ? undefined : [sent.apiHeaders, sent.answer.headers],
    replyType: answer?.contentType,
    replyBody,
    replyLength: reply.length,
    failure,
    refusal,
    isLine,
    bytes: bytesOf(
      url.length +
        requestHeaders.length +
        requestBody.length +
        (answer ? lengthOf(answer.headers) : 0) +
        replyBody.length +
        (failure?.length ?? 0) +
        (refusal?.length ?? 0),
    ),
  };
}

/** A slice would keep the whole text in memory: what is longer is copied. */
const beginning = (text: string, limit: number): string =>
  text.length <= limit ? text : Buffer.from(text.slice(0, limit)).toString();

function refusalText(problem: unknown): string | undefined {
  const refusal = refusalBehind(problem);
  return refusal && JSON.stringify(refusal);
}

function lengthOf(headers: Readonly<Record<string, string>>): number {
  let length = 0;
  for (const name in headers) length += headers[name]?.length ?? 0;
  return length;
}
