import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Admission } from './bearer.ts';
import { parseQuery, type RawQuery, splitUrl } from './query.ts';

/** A request as an API sees it: transport facts only, nothing parsed by contract. */
export type RequestInfo = {
  /** Upper case. */
  readonly method: string;
  /** As sent. */
  readonly url: string;
  /** Path as sent, without the query. */
  readonly path: string;
  /** Without '?'. */
  readonly rawQuery: string;
  readonly query: RawQuery;
  /** By any case of the name. */
  header(name: string): string | undefined;
  /** 'http://host:port' by which the caller came: what absolute links start with. */
  readonly base: string;
  /** The caller's, or a new GUID. */
  readonly requestId: string;
  /** The caller's, or a new GUID as long as the API has no better one. */
  correlationId: string;
  /** The body's text without a byte-order mark; empty when there is none or it was too large. */
  readonly body: string;
  /** Whom the gate let in, once it has; also where the API refuses afterwards. */
  admission?: Admission | undefined;
};

/** Which headers carry the caller's ids. */
export type IdHeaders = {
  readonly requestIdHeader: string;
  readonly correlationIdHeader: string;
  readonly sameIds?: boolean;
};

/**
 * Describes a request whose body was read already. Without accessors: each object literal with one has a hidden class
 * of its own, which takes longer than all that is read here and holds the request until the next full collection.
 */
export function requestInfo(
  message: IncomingMessage & { readonly originalUrl?: string },
  body: string,
  idHeaders: IdHeaders,
): RequestInfo {
  const url = message.originalUrl ?? message.url ?? '/';
  const { path, rawQuery } = splitUrl(url);
  const header = (name: string): string | undefined => headerOf(message, name);
  const { requestId, correlationId } = ids(header, idHeaders);
  return {
    method: message.method ?? 'GET',
    url,
    path,
    rawQuery,
    query: parseQuery(rawQuery),
    header,
    base: baseOf(message),
    requestId,
    correlationId,
    body,
    admission: undefined,
  };
}

function headerOf(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}

function baseOf(message: IncomingMessage): string {
  const scheme = 'encrypted' in message.socket ? 'https' : 'http';
  return `${scheme}://${message.headers.host ?? `127.0.0.1:${message.socket.localPort}`}`;
}

function ids(
  header: RequestInfo['header'],
  { requestIdHeader, correlationIdHeader, sameIds }: IdHeaders,
): Pick<RequestInfo, 'requestId' | 'correlationId'> {
  const request = header(requestIdHeader) || undefined;
  const correlation = header(correlationIdHeader) || undefined;
  const requestId = request ?? randomUUID();
  const shared = sameIds === true && request === undefined ? requestId : undefined;
  return { requestId, correlationId: correlation ?? shared ?? randomUUID() };
}
