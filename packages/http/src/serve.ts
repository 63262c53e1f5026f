import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, alteredAnswer, answerOf, rendered } from './answer.ts';
import type { Api } from './api.ts';
import type { ReadBody } from './body.ts';
import type { Contract, Reply } from './contract.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { commonTo } from './fidelity/documented.ts';
import type { Interception } from './intercept.ts';
import { answerOnce, type Once } from './once.ts';
import { requestHash } from './receipts.ts';
import { problemOf } from './refused.ts';
import { type ReplyCheck, replyCheck } from './reply-check.ts';
import type { RequestInfo } from './request-info.ts';
import { type ShapeReader, shapeReader } from './shapes.ts';
import type { ServedWorld } from './world.ts';

/** A request that a route was found for. */
type Incoming = {
  readonly request: RequestInfo;
  readonly params: Readonly<Record<string, string>>;
  readonly body: ReadBody;
};

/** How a request ended: without an answer when a fault drops the connection. */
export type Served = {
  readonly answer: Answer | undefined;
  readonly world?: ServedWorld | undefined;
  /** The world's instant; absent when it may not be told. */
  readonly now?: string | undefined;
};

/** One endpoint, ready to serve. Never rejects. */
export type Serve = {
  readonly contract: Contract;
  run(incoming: Incoming): Promise<Served>;
};

type Prepared<Ctx, P> = {
  readonly api: Api<Ctx, P>;
  readonly endpoint: AnyEndpoint<Ctx>;
  readonly shapes: ShapeReader;
  readonly check: ReplyCheck | undefined;
};

type Known<Ctx> = Incoming & { readonly ctx: Ctx; readonly world: ServedWorld | undefined };

/** Everything about an endpoint that does not depend on the request. */
export function prepare<Ctx, P>(
  api: Api<Ctx, P>,
  endpoint: AnyEndpoint<Ctx>,
  { checkReplies = false }: { readonly checkReplies?: boolean },
): Serve {
  const { contract } = endpoint;
  const shapes = shapeReader(contract, api.tolerance);
  const check = checkReplies ? replyCheck(contract, commonTo(contract, api.commonRefusals ?? [])) : undefined;
  const prepared: Prepared<Ctx, P> = { api, endpoint, shapes, check };
  return { contract, run: (incoming) => serve(prepared, incoming) };
}

async function serve<Ctx, P>(prepared: Prepared<Ctx, P>, incoming: Incoming): Promise<Served> {
  const { api, endpoint } = prepared;
  const { request } = incoming;
  let world: ServedWorld | undefined;
  let answer: Answer | undefined;
  let now: string | undefined;
  try {
    answer = await settle(api.identify(request, endpoint.contract), (ctx) => {
      world = api.world(ctx);
      const known = { ...incoming, ctx, world };
      return settle(world?.enter(endpoint.entry ?? api.entry), () => intercepted(prepared, known));
    });
    await world?.durable();
    now = world?.engine.now();
  } catch (error) {
    answer = failure(prepared, error, request);
  }
  return { answer, world, now };
}

/** Goes on in the same turn when the value is there already. */
function settle<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function intercepted<Ctx, P>(
  prepared: Prepared<Ctx, P>,
  known: Known<Ctx>,
): Answer | undefined | Promise<Answer | undefined> {
  const { api, endpoint } = prepared;
  const { request, params, ctx } = known;
  const action = api.intercept?.({ request, api: api.name, contract: endpoint.contract, params, ctx });
  if (action === undefined) return perform(prepared, known);
  return settle(action, (value) => acted(prepared, known, value));
}

async function acted<Ctx, P>(
  prepared: Prepared<Ctx, P>,
  known: Known<Ctx>,
  action: Interception<Ctx> | undefined,
): Promise<Answer | undefined> {
  switch (action?.kind) {
    case 'reply':
      return answerOf(action.reply);
    case 'reset':
      return undefined;
    case 'lose':
      await perform(prepared, known);
      return undefined;
    case 'delay':
      await delay(action.ms);
      return perform(prepared, known);
    case 'alter':
      return alteredAnswer(await perform(prepared, known), action.alter);
    case 'instead': {
      const answer = await perform(prepared, { ...known, ctx: action.ctx });
      return action.alter ? alteredAnswer(answer, action.alter) : answer;
    }
    case 'cut':
      return { ...(await perform(prepared, known)), manner: { kind: 'cut' } };
    case 'drip':
      return { ...(await perform(prepared, known)), manner: { kind: 'drip', pauseMs: action.pauseMs } };
    case undefined:
      return perform(prepared, known);
  }
}

function perform<Ctx, P>(prepared: Prepared<Ctx, P>, known: Known<Ctx>): Promise<Answer> {
  const once = onceOf(prepared, known);
  if (once === undefined) return execute(prepared, known, () => {});
  return answerOnce(once, (keep) => execute(prepared, known, keep));
}

function onceOf<Ctx, P>({ api }: Prepared<Ctx, P>, known: Known<Ctx>): Once | undefined {
  const { request, world, body, ctx } = known;
  if (!world || body.tooLarge || request.method === 'GET' || request.method === 'HEAD') return undefined;
  const key = api.receiptKey?.(request, ctx);
  if (key === undefined) return undefined;
  return { receipts: world.receipts, key, requestHash: requestHash(request.body) };
}

/** Up to `keep`, a handler that is synchronous runs in one turn: its events and its receipt belong together. */
async function execute<Ctx, P>(
  prepared: Prepared<Ctx, P>,
  known: Known<Ctx>,
  keep: (answer: Answer) => void,
): Promise<Answer> {
  let answer: Answer;
  try {
    const value = handled(prepared, known);
    const reply = value instanceof Promise ? await value : value;
    prepared.check?.reply(reply);
    answer = answerOf(reply);
  } catch (error) {
    answer = failure(prepared, error, known.request);
  }
  keep(answer);
  return answer;
}

/** Existence and ownership before shapes, query before body. */
function handled<Ctx, P>({ endpoint, shapes }: Prepared<Ctx, P>, known: Known<Ctx>): Reply | Promise<Reply> {
  const { request, ctx } = known;
  const params = shapes.params(known.params);
  const found = endpoint.locate?.(ctx, params);
  const query = shapes.query(request);
  const body = shapes.body(request, known.body);
  return endpoint.handle({ params, query, body, found, request }, ctx);
}

function failure<Ctx, P>({ api, check }: Prepared<Ctx, P>, error: unknown, request: RequestInfo): Answer {
  const problem = problemOf<P>(error);
  if (problem === undefined) return unexpected(api, error, request);
  const answer = rendered(api, problem, request);
  try {
    check?.refusal(answer.status);
    return answer;
  } catch (mismatch) {
    return unexpected(api, mismatch, request);
  }
}

function unexpected<Ctx, P>(api: Api<Ctx, P>, error: unknown, request: RequestInfo): Answer {
  return { ...rendered(api, { kind: 'unexpected', error }, request), error };
}
