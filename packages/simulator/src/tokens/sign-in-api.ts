import { type AnyEndpoint, type Api, endpointFor } from '@marketsim/http';
import type { Worlds } from '../worlds/worlds.ts';
import { type AuthorizationCodes, createCodes } from './authorization-codes.ts';
import { renderProblemPage } from './authorize/problem-page.ts';
import { asOAuth, type OAuthProblem, renderOAuth } from './oauth-problem.ts';

/** What the stand-in for Entra works with. */
export interface SignInContext {
  readonly worlds: Worlds;
  /** Milliseconds since 1970: codes and tokens live by the wall clock, in no world's time. */
  readonly wallClock: () => number;
  readonly codes: AuthorizationCodes;
}

export const signInEndpoint = endpointFor<SignInContext>();

/** The stand-in for Entra: its paths begin with a tenant, so what it does not know belongs to others. */
export function signInApi({
  worlds,
  wallClock,
}: Omit<SignInContext, 'codes'>): Api<SignInContext, OAuthProblem> {
  const context: SignInContext = { worlds, wallClock, codes: createCodes(wallClock) };
  return {
    name: 'sign-in',
    prefixes: [],
    entry: 'anytime',
    tolerance: 'plain',
    requestIdHeader: 'client-request-id',
    correlationIdHeader: 'client-request-id',
    sameIds: true,
    commonRefusals: [
      {
        status: 400,
        when: 'the form lacks a field, or names a tenant, application or resource that is not there',
      },
      { status: 413, when: 'the body is too large' },
      { status: 500, when: 'something failed here' },
      { status: 503, when: 'the history of the world cannot be written any more' },
    ],
    identify: () => context,
    world: () => undefined,
    // The one who looks at an authorize address is a person: what cannot be told to the application is a page.
    render: (problem, request) =>
      /\/authorize\/*$/i.test(request.path)
        ? renderProblemPage(asOAuth(problem), request)
        : renderOAuth(problem, request),
    headers: () => ({ 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' }),
  };
}

/** An endpoint of the stand-in. */
export type SignInEndpoint = AnyEndpoint<SignInContext>;
