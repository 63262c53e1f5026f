import type { Admission, Gate, RequestInfo, TokenFault } from '@marketsim/http';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { developmentClaims, readDevelopmentToken } from './development-token.ts';
import { tokenCache } from './token-cache.ts';
import { type GoodToken, verifyToken } from './verify-token.ts';

/** How strict the gate is. */
export interface GateOptions {
  /** `strict` refuses development tokens; `development`, the default, takes them. */
  readonly auth?: 'development' | 'strict';
  /** Milliseconds since 1970; the machine's clock unless given. */
  readonly wallClock?: () => number;
}

type Verdict = Admission | TokenFault;

const fault = (kind: TokenFault['fault'], detail: string): TokenFault => ({
  admitted: false,
  fault: kind,
  detail,
});

/** Finds out who calls and in which world, for all APIs (PC 1, SF 1.4). */
export function createGate(worlds: Worlds, options: GateOptions = {}): Gate {
  const { auth = 'development', wallClock = Date.now } = options;
  const tokens = tokenCache(verifyToken, wallClock);
  // What is answered without a token depends on settings of the world, so that it must be there.
  const known = (request: RequestInfo, found: TokenFault): TokenFault | Promise<TokenFault> =>
    then(worlds.get(request.header(worldHeader) ?? defaultWorld), () => found);

  const judge = (request: RequestInfo): Verdict | Promise<Verdict> => {
    const header = request.header('authorization');
    if (!header) return known(request, fault('missing', 'there is no Authorization header'));
    const text = bearerOf(header.trim());
    const good = tokens.known(text);
    if (good) return admitGood(worlds, request, good);
    if (!/^\S+$/.test(text))
      return known(request, fault('notBearer', 'the Authorization header is not of the form "Bearer token"'));
    const development = readDevelopmentToken(text);
    if (!development) {
      return then(tokens.verify(text), (seen) =>
        'admitted' in seen ? seen : admitGood(worlds, request, seen),
      );
    }
    if (auth === 'strict') return fault('malformed', 'development tokens are switched off here');
    const admit = (world: SimulatedWorld): Verdict => {
      const token = developmentClaims(development, world);
      return typeof token === 'string' ? fault('malformed', token) : { admitted: true, token, world };
    };
    return inWorld(worlds, request, { named: development.world, admit });
  };
  return (request) =>
    then(judge(request), (verdict) => {
      if (verdict.admitted) request.admission = verdict;
      return verdict;
    });
}

/** What follows the scheme; nothing when that is another one. */
function bearerOf(header: string): string {
  const scheme = /^Bearer +/i.exec(header)?.[0];
  return scheme === undefined ? '' : header.slice(scheme.length);
}

/** A token without a world's name belongs to the world that the header names, else to the one with its tenant. */
function admitGood(
  worlds: Worlds,
  request: RequestInfo,
  { token, world }: GoodToken,
): Verdict | Promise<Verdict> {
  const admit = (found: SimulatedWorld): Verdict => ({ admitted: true, token, world: found });
  if (world !== undefined || request.header(worldHeader) !== undefined) {
    return inWorld(worlds, request, { named: world, admit });
  }
  return worlds
    .holding(({ tenants }) => tenants.has(token.tenantId))
    .then(([holder]) => inWorld(worlds, request, { named: holder?.name, admit }));
}

/** Request header that names a world. */
export const worldHeader = 'x-marketsim-world';

/** Whether a caller says in which world it calls: an app that does not know of worlds does not. */
export const namesWorld = (request: RequestInfo): boolean =>
  request.header(worldHeader) !== undefined ||
  readDevelopmentToken(bearerOf((request.header('authorization') ?? '').trim()))?.world !== undefined;

/** Goes on in the world that token or header name, if they agree and it exists. */
function inWorld(
  worlds: Worlds,
  request: RequestInfo,
  {
    named,
    admit,
  }: { readonly named: string | undefined; readonly admit: (world: SimulatedWorld) => Verdict },
): Verdict | Promise<Verdict> {
  const header = request.header(worldHeader);
  if (named !== undefined && header !== undefined && header !== named) {
    return fault(
      'contradictedWorld',
      `the token is for world "${named}", the header ${worldHeader} names "${header}"`,
    );
  }
  const name = named ?? header ?? defaultWorld;
  return then(worlds.get(name), (world) =>
    world ? admit(world) : fault('unknownWorld', `there is no world "${name}"`),
  );
}

/** Stays in the same turn when the value is there already. */
const then = <T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> =>
  value instanceof Promise ? value.then(next) : next(value);
