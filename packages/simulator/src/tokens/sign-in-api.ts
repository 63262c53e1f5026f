import { type AnyEndpoint, type Api, endpointFor } from '@marketsim/http';
import type { Worlds } from '../worlds/worlds.ts';
import { type OAuthProblem, renderOAuth } from './oauth-problem.ts';

/** What the stand-in for Entra works with. */
export interface SignInContext {
  readonly worlds: Worlds;
}

export const signInEndpoint = endpointFor<SignInContext>();

/** The stand-in for Entra: its paths begin with a tenant, so what it does not know belongs to others. */
export const signInApi = (worlds: Worlds): Api<SignInContext, OAuthProblem> => ({
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
  ],
  identify: () => ({ worlds }),
  world: () => undefined,
  render: renderOAuth,
  headers: () => ({ 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' }),
});

/** An endpoint of the stand-in. */
export type SignInEndpoint = AnyEndpoint<SignInContext>;
