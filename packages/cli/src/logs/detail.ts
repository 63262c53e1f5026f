import { millisecond, second } from '../text/instant.ts';
import type { RequestDetail, Side } from './view.ts';

const row = (name: string, text: string): string => `  ${name.padEnd(16)}${text}`;

/** A request in full: what is known of it, then both sides of the exchange. */
export function detailText(request: RequestDetail): string {
  const { method, path, number, at, tookMs, route, requestId, correlationId, failure } = request;
  const { ignored = [] } = request;
  return [
    `${method} ${path}`,
    row('number', String(number)),
    row('came', `${millisecond(at)}, took ${tookMs} ms`),
    row('answer', answerWords(request)),
    ...(route === undefined ? [] : [row('route', route)]),
    ...worldLines(request),
    ...callerLines(request),
    row('request id', requestId),
    row('correlation id', correlationId),
    ...ignored.map(({ member, meant }) =>
      row('ignored', meant === undefined ? member : `${member} (did you mean ${meant}?)`),
    ),
    ...(failure === undefined ? [] : ['failure', indented(failure)]),
    ...sideLines('request', request.request),
    ...sideLines('reply', request.reply),
  ].join('\n');
}

function answerWords({ status, code, callerLeft }: RequestDetail): string {
  if (status === 0)
    return `none: ${callerLeft ? 'the caller had left' : 'the connection was dropped on purpose'}`;
  const words = code === undefined ? String(status) : `${status} ${code}`;
  return callerLeft ? `${words}, but the caller had left` : words;
}

function worldLines({ world, worldTime }: RequestDetail): readonly string[] {
  if (world === undefined) return [];
  return [row('world', worldTime === undefined ? world : `${world}, at ${second(worldTime)}`)];
}

function callerLines({ caller }: RequestDetail): readonly string[] {
  if (!caller) return [];
  const { kind, userName, roles, tenantId, applicationId } = caller;
  const who = [userName ?? kind, ...(roles.length > 0 ? [`(${roles.join(', ')})`] : [])].join(' ');
  return [row('caller', who), row('  tenant', tenantId), row('  application', applicationId)];
}

function sideLines(name: string, side: Side | undefined): readonly string[] {
  if (!side) return [];
  const { headers, body, omitted } = side;
  return [
    `${name} headers`,
    ...Object.entries(headers).map(([header, value]) => `  ${header}: ${value}`),
    ...(body === undefined && omitted === undefined ? [] : [`${name} body`]),
    ...(body === undefined ? [] : [indented(pretty(body))]),
    ...(omitted === undefined ? [] : [`  … ${omitted} characters more`]),
  ];
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

const indented = (text: string): string => text.replaceAll(/^/gm, '  ');
