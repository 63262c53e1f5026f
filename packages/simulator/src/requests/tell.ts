import type { VerifiedToken } from '@marketsim/http';
import type { Captured } from './capture.ts';
import { replyHeadersOf, requestHeadersOf } from './headers.ts';
import type { RequestDetail, RequestSummary, Side } from './record.ts';
import { type Found, nothingFound } from './secrets/hidden.ts';
import { hideInBody, hideInText } from './secrets/hide.ts';

/** A captured request as it may be shown and written: without any credential. */
export function told(captured: Captured): RequestDetail {
  if (captured.isLine) return toldInLine(captured);
  const found = nothingFound();
  const request = requestOf(captured, found);
  const reply = replyOf(captured, found);
  const failure = captured.failure && hideInText(captured.failure, found);
  const { refusal } = captured;
  const line = lineOf(captured, hideInText(captured.url, found));
  return {
    ...line,
    request: without(request, found),
    reply: reply && without(reply, found),
    refusal: refusal === undefined ? undefined : JSON.parse(found.without(refusal)),
    failure: failure && found.without(failure),
  };
}

/** The same without both sides of the exchange. */
export function toldInLine(captured: Captured): RequestDetail {
  const found = nothingFound();
  if (captured.url.includes('?')) requestOf(captured, found);
  return lineOf(captured, hideInText(captured.url, found));
}

function lineOf(captured: Captured, path: string): RequestSummary {
  const { number, endedAt, tookMs, world, worldTime, method, contractId, token } = captured;
  const { status, code, callerLeft, requestId, correlationId } = captured;
  return {
    number,
    at: new Date(endedAt - tookMs).toISOString(),
    world,
    worldTime,
    method,
    path,
    route: contractId,
    status,
    code,
    tookMs: Math.round(tookMs * 100) / 100,
    callerLeft: callerLeft || undefined,
    requestId,
    correlationId,
    caller: token && callerOf(token),
  };
}

const callerOf = ({
  kind,
  tenantId,
  applicationId,
  userName,
  roles,
}: VerifiedToken): RequestDetail['caller'] => ({
  ...{ kind, tenantId, applicationId, userName },
  roles: [...roles],
});

function requestOf({ requestHeaders, requestBody, requestLength }: Captured, found: Found): Side {
  const headers = requestHeadersOf(requestHeaders.split('\n'), found);
  const body = { text: requestBody, length: requestLength, type: headers['content-type'] };
  return { headers, ...shown(body, found) };
}

function replyOf(
  { replyHeaders, replyType, replyBody, replyLength }: Captured,
  found: Found,
): Side | undefined {
  if (!replyHeaders) return undefined;
  const own = replyType === undefined ? [] : [{ 'content-type': replyType }];
  const headers = replyHeadersOf([...replyHeaders, ...own], found);
  return { headers, ...shown({ text: replyBody, length: replyLength, type: replyType }, found) };
}

/** Pages and what is no text would only be in the way, and credentials in them have no names to be found by. */
const isShown = (contentType = ''): boolean =>
  contentType === '' || /^(?:text\/(?!html)|[^;]*json|application\/x-www-form-urlencoded)/i.test(contentType);

interface Body {
  /** Its beginning. */
  readonly text: string;
  /** Characters of the whole. */
  readonly length: number;
  readonly type: string | undefined;
}

function shown({ text, length, type }: Body, found: Found): Omit<Side, 'headers'> {
  const kept = isShown(type) ? text : '';
  return {
    ...(kept !== '' && { body: hideInBody(kept, found) }),
    ...(length > kept.length && { omitted: length - kept.length }),
  };
}

/** What was found in one text may be repeated in another one that was looked at before. */
function without({ headers, body, omitted }: Side, found: Found): Side {
  const told: Record<string, string> = {};
  for (const name in headers) told[name] = found.without(headers[name] ?? '');
  return { headers: told, body: body && found.without(body), omitted };
}
