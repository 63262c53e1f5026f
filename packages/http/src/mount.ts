import type { Request, RequestHandler, Response } from 'express';
import { type Answer, bareFailure, rendered } from './answer.ts';
import type { Api } from './api.ts';
import { noBody, type ReadBody, readBody } from './body.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { nearestPaths } from './nearest-paths.ts';
import { splitUrl } from './query.ts';
import { type RequestInfo, requestInfo } from './request-info.ts';
import { type RequestRecord, recordOf } from './request-record.ts';
import { type RouteMatch, routeTable } from './route-table.ts';
import { type Sendable, send } from './send.ts';
import { prepare, type Serve, type Served } from './serve.ts';

export type MountOptions = {
  /** Hold every answer to its contract; a departure is answered as an unexpected failure. */
  readonly checkReplies?: boolean;
  /** Called once per request, after its answer left. */
  onFinished?(record: RequestRecord): void;
};

type Mounted<Ctx, P> = {
  readonly api: Api<Ctx, P>;
  readonly options: MountOptions;
  /** Among which what an unknown path may have meant is looked for. */
  readonly paths: readonly string[];
};
type Exchange = { readonly req: Request; readonly res: Response };
type Unmatched = Exclude<RouteMatch<Serve>, { kind: 'found' }>;

/**
 * Serves the endpoints of one API. Other paths inside the API's prefixes are its 404 and 405;
 * what lies outside goes to the next router. The order of checks: identify, intercept, receipt, locate, query,
 * body, handle. No answer leaves before `World.durable()`.
 */
export function mount<Ctx, P>(
  api: Api<Ctx, P>,
  endpoints: readonly AnyEndpoint<Ctx>[],
  options: MountOptions = {},
): RequestHandler {
  const table = routeTable<Serve>();
  for (const endpoint of endpoints) {
    const serve = prepare(api, endpoint, options);
    for (const path of [endpoint.contract.path, ...(endpoint.alsoAt ?? [])]) {
      for (const method of [endpoint.contract.method, ...(endpoint.alsoMethods ?? [])]) {
        table.add(method, path, serve);
      }
    }
  }
  const { paths = endpoints.map(({ contract }) => contract.path) } = api;
  const mounted = { api, options, paths };
  const inside = prefixTest(api.prefixes);
  return (req, res, next) => {
    const { path } = splitUrl(req.url);
    const match = table.match(req.method, path);
    if (match.kind === 'none' && !inside(path)) next();
    else respond(mounted, { req, res }, match).catch(next);
  };
}

function prefixTest(prefixes: readonly string[]): (path: string) => boolean {
  const wanted = prefixes.map((prefix) => segmented(prefix));
  return (path) => {
    const actual = segmented(path);
    return wanted.some((prefix) => actual.startsWith(prefix));
  };
}

/** '/V1//orders' and '/v1/orders/' alike: '/v1/orders/'. */
function segmented(path: string): string {
  return `${path.toLowerCase()}/`.replaceAll(/\/+/g, '/');
}

async function respond<Ctx, P>(
  mounted: Mounted<Ctx, P>,
  exchange: Exchange,
  match: RouteMatch<Serve>,
): Promise<void> {
  const { api, options } = mounted;
  const { req, res } = exchange;
  const begun = performance.now();
  const read = match.kind === 'found' ? await bodyOrGone(req) : noBody;
  const request = requestInfo(req, read?.text ?? '', api);
  let served: Served = { answer: undefined };
  if (match.kind !== 'found') served = { ...served, answer: unmatched(mounted, request, match) };
  else if (read) served = await match.target.run({ request, params: match.params, body: read });
  const callerLeft = read === undefined || res.destroyed;
  const delivered = deliver(mounted, exchange, { request, served });
  const sent = delivered instanceof Promise ? await delivered : delivered;
  const contractId = match.kind === 'found' ? match.target.contract.id : undefined;
  const { rawHeaders } = req;
  const tookMs = performance.now() - begun;
  options.onFinished?.(
    recordOf({ request, rawHeaders, world: served.world, contractId, sent, callerLeft, tookMs }),
  );
}

/** Sends the answer, or a bare 500 when it cannot be put on the wire; tells what was sent. */
function deliver<Ctx, P>(
  { api }: Mounted<Ctx, P>,
  { req, res }: Exchange,
  { request, served: { answer, now } }: { readonly request: RequestInfo; readonly served: Served },
): Sendable | undefined | Promise<Sendable> {
  if (answer === undefined) {
    req.socket.destroy();
    return undefined;
  }
  const { method } = req;
  try {
    const { text } = answer;
    const spelling = text === undefined ? undefined : (api.bodyText?.(text, request) ?? text);
    const spelled = spelling === undefined || spelling === text ? answer : { ...answer, text: spelling };
    return out(res, { answer: spelled, method, apiHeaders: api.headers(request), now });
  } catch (error) {
    return out(res, { answer: { ...bareFailure, error }, method, apiHeaders: {}, now: undefined });
  }
}

/** Gone in the same turn, but for what a fault slows down. */
function out(res: Response, sendable: Sendable): Sendable | Promise<Sendable> {
  const slow = send(res, sendable);
  return slow ? slow.then(() => sendable) : sendable;
}

/** Undefined when the caller left before the body was complete: nobody is there to be answered. */
async function bodyOrGone(req: Request): Promise<ReadBody | undefined> {
  try {
    return await readBody(req);
  } catch {
    return undefined;
  }
}

function unmatched<Ctx, P>({ api, paths }: Mounted<Ctx, P>, request: RequestInfo, match: Unmatched): Answer {
  const { method, path } = request;
  if (match.kind === 'none') {
    const meant = nearestPaths(path, paths);
    return rendered(api, { kind: 'noSuchRoute', method, path, meant }, request);
  }
  const { allow } = match;
  const answer = rendered(api, { kind: 'methodNotAllowed', method, path, allow }, request);
  return { ...answer, headers: { ...answer.headers, Allow: allow.join(', ') } };
}
