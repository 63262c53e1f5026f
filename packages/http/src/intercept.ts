import type { Contract, Reply } from './contract.ts';
import type { RequestInfo } from './request-info.ts';

/**
 * What a fault does to a request: `reply` answers in the handler's place, `reset` drops the connection before anything
 * ran, `lose` runs the request and then drops the connection in place of the answer, `delay` waits in real time and
 * goes on, `alter` runs it and changes the body of its answer, `cut` runs it and breaks off in the middle of that body,
 * `drip` runs it and sends the body in pieces, each after a pause of real milliseconds.
 */
export type InterceptAction =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'reset' }
  | { readonly kind: 'lose' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'alter'; readonly alter: AlterBody }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drip'; readonly pauseMs: number };

/**
 * The same for somebody who knows the caller: `instead` runs the request for a caller in that one's place, such as the
 * same one where other settings hold, and changes the body of its answer where that is asked for.
 */
export type Interception<Ctx> =
  | InterceptAction
  | { readonly kind: 'instead'; readonly ctx: Ctx; readonly alter?: AlterBody };

/** Gives the body that is sent in place of one: JSON in and out, `undefined` where there is none. */
export type AlterBody = (body: unknown, status: number) => unknown;

/** A request as the fault hook sees it; `params` are those of the contract's path, as they were sent. */
export type Intercepted<Ctx> = {
  readonly request: RequestInfo;
  /** Name of the API. */
  readonly api: string;
  readonly contract: Contract;
  readonly params: Readonly<Record<string, string>>;
  readonly ctx: Ctx;
};

/** The fault hook: runs once the caller is known and before anything is looked up. */
export type Intercept<Ctx, Result = Interception<Ctx>> = (
  intercepted: Intercepted<Ctx>,
) => Result | undefined | Promise<Result | undefined>;
