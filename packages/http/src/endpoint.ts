import type { z } from 'zod';
import type { Contract, Method, Reply } from './contract.ts';
import type { RequestInfo } from './request-info.ts';
import type { Entry } from './world.ts';

/** The parsed body: undefined without a body schema, possibly undefined where the body may be left out. */
export type BodyOf<C extends Contract> = C extends { readonly body: infer B extends z.ZodType }
  ? C extends { readonly bodyRequired: false }
    ? z.output<B> | undefined
    : z.output<B>
  : undefined;

/** What a handler gets: everything already parsed, and what `locate` found. */
export type Input<C extends Contract, Found> = {
  readonly params: z.output<C['params']>;
  readonly query: z.output<C['query']>;
  readonly body: BodyOf<C>;
  readonly found: Found;
  readonly request: RequestInfo;
};

/** Where and when else an endpoint answers. */
type Access = {
  /** Further paths, in the contract's method. */
  readonly alsoAt?: readonly string[];
  /** Further methods, on all its paths. */
  readonly alsoMethods?: readonly Method[];
  /** When its requests may go ahead while the clock is moving, where that is not as in the rest of the API. */
  readonly entry?: Entry;
};

/**
 * A contract and what it does. `locate` answers existence and ownership before any shape is looked at,
 * so that a malformed body for somebody else's resource is refused as foreign; both may throw `Refused`.
 */
export type Endpoint<Ctx, Found, C extends Contract> = Access & {
  readonly contract: C;
  locate?(ctx: Ctx, params: z.output<C['params']>): Found;
  handle(input: Input<C, Found>, ctx: Ctx): Reply | Promise<Reply>;
};

/**
 * An endpoint in a list. Declared with methods on purpose: their parameters compare bivariantly, which lets
 * endpoints of different contracts share a list; `mount` hands each one what its own contract parsed.
 */
export type AnyEndpoint<Ctx> = Access & {
  readonly contract: Contract;
  locate?(ctx: Ctx, params: Record<string, unknown>): unknown;
  handle(
    input: {
      readonly params: Record<string, unknown>;
      readonly query: Record<string, unknown>;
      readonly body: unknown;
      readonly found: unknown;
      readonly request: RequestInfo;
    },
    ctx: Ctx,
  ): Reply | Promise<Reply>;
};

/** Infers the input of `locate` and `handle` from the contract. Name `locate` before `handle`. */
export function endpoint<Ctx, const C extends Contract, Found = undefined>(
  definition: Endpoint<Ctx, Found, C>,
): Endpoint<Ctx, Found, C> {
  return definition;
}

/** `endpoint` for an API whose context is known: `const endpoint = endpointFor<PartnerContext>()`. */
export function endpointFor<Ctx>(): <const C extends Contract, Found = undefined>(
  definition: Endpoint<Ctx, Found, C>,
) => Endpoint<Ctx, Found, C> {
  return (definition) => definition;
}
