import type { RequestRecord } from '@marketsim/http';

/** What a made-up exchange is about. */
export interface Exchanged {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  readonly status?: number;
  readonly reply?: string;
  readonly replyType?: string;
  readonly replyHeaders?: Readonly<Record<string, string>>;
  readonly apiHeaders?: Readonly<Record<string, string>>;
  readonly error?: unknown;
  readonly problem?: unknown;
  readonly callerLeft?: boolean;
}

/** The record of an exchange that never was. */
export function recorded(exchanged: Exchanged = {}): RequestRecord {
  const {
    method = 'POST',
    url = '/v1/things',
    headers = [],
    body = '',
    status = 200,
    error,
    problem,
  } = exchanged;
  const { apiHeaders = {}, callerLeft = false } = exchanged;
  const { reply, replyType = 'application/json', replyHeaders = {} } = exchanged;
  const text = reply === undefined ? {} : { text: reply, contentType: replyType };
  const [path = '', rawQuery = ''] = url.split('?');
  const ids = { requestId: 'request-1', correlationId: 'correlation-1' };
  return {
    ...{
      contractId: 'MADE-UP',
      method,
      path,
      status,
      ...ids,
      world: 'default',
      code: undefined,
      error,
      problem,
    },
    ...{ callerLeft, tookMs: 1.5 },
    request: {
      ...{ method, url, path, rawQuery, query: {}, base: 'http://127.0.0.1', ...ids, body },
      header: () => undefined,
    },
    rawHeaders: headers.flat(),
    sent: { answer: { status, headers: replyHeaders, ...text }, method, apiHeaders, now: undefined },
  };
}
