import type { Contract, Reply } from './contract.ts';
import type { RequestInfo } from './request-info.ts';

/**
 * What a fault does to a request: `reply` answers in the handler's place, `reset` drops the connection
 * before anything ran, `lose` runs the request and then drops the connection in place of the answer,
 * `delay` waits in real time and goes on.
 */
export type InterceptAction =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'reset' }
  | { readonly kind: 'lose' }
  | { readonly kind: 'delay'; readonly ms: number };

/** The fault hook: runs once the caller is known and before anything is looked up. */
export type Intercept<Ctx> = (
  request: RequestInfo,
  contract: Contract,
  ctx: Ctx,
) => InterceptAction | undefined | Promise<InterceptAction | undefined>;
