import { refuse } from '@marketsim/http';
import type { Client } from '../tokens/find-application.ts';
import { invalidClient, type OAuthProblem } from '../tokens/oauth-problem.ts';
import type { SignInFault } from './fault-kind.ts';
import { activeFaults, meets } from './meeting.ts';

/** Lets the faults of a publisher's world have their say about its sign-in; refuses where one of them does. */
export function meetSignInFaults({ world, application }: Client): void {
  if (application.kind !== 'publisher') return;
  const publisherId = application.alias;
  for (const { fault, kind } of activeFaults(world.engine, { publisherId, route: 'token', api: 'signIn' })) {
    if (kind.signIn && meets(world.engine, fault, publisherId))
      refusals[kind.signIn](application.applicationId);
  }
}

const refusals: { readonly [Fault in SignInFault]: (applicationId: string) => void } = {
  expiredSecret: (applicationId) =>
    refuse<OAuthProblem>(
      invalidClient(7000222, `The provided client secret keys for app '${applicationId}' are expired.`),
    ),
};
