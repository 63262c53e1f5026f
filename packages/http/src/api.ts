import type { Contract, Reply } from './contract.ts';
import type { CommonRefusal } from './fidelity/documented.ts';
import type { Intercept } from './intercept.ts';
import type { Tolerance } from './normalise/rules.ts';
import type { ProtocolProblem } from './problem.ts';
import type { RequestInfo } from './request-info.ts';
import type { Entry, ServedWorld } from './world.ts';

/** What makes one API different from the other: callers, headers, problems, leniency. */
export type Api<Ctx, P> = {
  /** What a hook tells it by from others. */
  readonly name: string;
  /** Inside these, an unknown path is this API's 404; outside, the next router is asked. */
  readonly prefixes: readonly string[];
  /** Among these what an unknown path may have meant is looked for; among those that are mounted without. */
  readonly paths?: readonly string[];
  /** How far the wording of a request may depart from the contract. */
  readonly tolerance: Tolerance;
  readonly requestIdHeader: string;
  readonly correlationIdHeader: string;
  /** A caller who sends neither id gets one new GUID for both (SF 1.3). */
  readonly sameIds?: boolean;
  /** When its requests may go ahead while the clock is moving; an endpoint may say otherwise. */
  readonly entry: Entry;
  /** Refusals that any endpoint may answer (authentication, size): they need not be in each contract. */
  readonly commonRefusals?: readonly CommonRefusal[];
  /** Who calls, and in which world. Throws `Refused` for a caller who may not. */
  identify(request: RequestInfo, contract: Contract): Ctx | Promise<Ctx>;
  world(ctx: Ctx): ServedWorld | undefined;
  /** The one place that turns problems into this API's bodies. Must not throw. */
  render(problem: ProtocolProblem | P, request: RequestInfo): Reply;
  /** This API's own headers, sent with every answer, refusals included. */
  headers(request: RequestInfo): Readonly<Record<string, string>>;
  /** The body as it leaves, where that is not as it was made: after receipts, and in every answer with a body. */
  bodyText?(text: string, request: RequestInfo): string;
  /** Under which key a write is answered again when repeated; undefined when it is not (PC 0.10). */
  receiptKey?(request: RequestInfo, ctx: Ctx): string | undefined;
  readonly intercept?: Intercept<Ctx>;
};
