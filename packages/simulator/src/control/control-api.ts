import { type Api, endpointFor, type RequestInfo, refuse } from '@marketsim/http';
import { z } from 'zod';
import type { RequestJournal } from '../requests/request-journal.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { type ControlProblem, refusing, renderControl } from './problem.ts';

/** What endpoints about the simulator as a whole work with. */
export interface HostContext {
  readonly worlds: Worlds;
  readonly requests: RequestJournal;
  /** By which the simulator reaches itself, without a slash at its end. */
  readonly ownUrl: () => string;
  /** Aborted when the simulator begins to stop. */
  readonly stopping: AbortSignal;
  /** Whether everything that was kept stands: until then a start may still fail. */
  readonly isStarted: () => boolean;
}

/** What endpoints about one world work with. */
export interface WorldContext {
  readonly world: SimulatedWorld;
  readonly worlds: Worlds;
  /** How callers may sign in: `strict` leaves development tokens out. */
  readonly auth: 'development' | 'strict';
}

export const hostEndpoint = endpointFor<HostContext>();
export const worldEndpoint = endpointFor<WorldContext>();

/** Query of every endpoint about one world. */
export const worldQuery = z.strictObject({
  world: z
    .string()
    .optional()
    .describe('Name of the world; also header x-marketsim-world; `default` without.'),
});

/** Refusals of every endpoint of the control API. */
export const controlRefusals = [
  { status: 400, code: 'invalid', when: 'query or body do not fit' },
  { status: 403, code: 'foreignCaller', when: 'the call comes from elsewhere and has no control token' },
  { status: 413, code: 'tooLarge', when: 'the body is too large' },
  { status: 500, code: 'unexpected', when: 'something failed here' },
  { status: 503, code: 'unavailable', when: 'the history of the world cannot be written any more' },
  { status: 502, code: 'publisherUnreachable', when: 'the mock publisher takes no accounts' },
] as const;

/** Further ones of every endpoint about one world. */
export const worldRefusals = [
  { status: 404, code: 'worldUnknown', when: 'there is no such world' },
  { status: 400, code: 'contradictedWorld', when: 'query and header name different worlds' },
] as const;

const controlBase = {
  tolerance: 'strict',
  requestIdHeader: 'x-request-id',
  correlationIdHeader: 'x-correlation-id',
  render: renderControl,
  headers: ({ requestId }: RequestInfo) => ({ 'x-request-id': requestId, 'Cache-Control': 'no-store' }),
} as const;

/** Endpoints about the simulator: health, which worlds there are, and what came in. */
export const hostApi = (context: HostContext): Api<HostContext, ControlProblem> => ({
  ...controlBase,
  name: 'control',
  prefixes: [],
  entry: 'anytime',
  commonRefusals: controlRefusals,
  identify: () => context,
  world: () => undefined,
});

/** Endpoints about one world. Everything else under /_sim is their 404, which names the nearest of all `paths`. */
export const worldApi = (
  { worlds, auth }: Omit<WorldContext, 'world'>,
  paths: readonly string[],
): Api<WorldContext, ControlProblem> => ({
  ...controlBase,
  paths,
  name: 'control',
  prefixes: ['/_sim'],
  entry: 'settled',
  commonRefusals: [...controlRefusals, ...worldRefusals],
  identify: async (request) => ({
    worlds,
    auth,
    world: await refusing(() => worlds.require(worldNameOf(request))),
  }),
  world: ({ world }) => world,
});

/** The world that a control call is about. */
export const worldNameOf = (request: Asking): string => namedWorld(request) ?? defaultWorld;

/** The world that a control call names, if it names one. */
export function namedWorld(request: Asking): string | undefined {
  const given = request.query['world'];
  const [query, header] = [
    typeof given === 'string' ? given : given?.[0],
    request.header('x-marketsim-world'),
  ];
  if (query !== undefined && header !== undefined && query !== header) {
    return refuse<ControlProblem>({
      kind: 'control',
      status: 400,
      code: 'contradictedWorld',
      target: 'world',
      message: `the query names world "${query}", the header x-marketsim-world "${header}"`,
    });
  }
  return query ?? header;
}

type Asking = Pick<RequestInfo, 'query' | 'header'>;
