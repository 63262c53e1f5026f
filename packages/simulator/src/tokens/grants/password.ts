import { refuse } from '@marketsim/http';
import type { SignIn } from '../authorization-codes.ts';
import type { Client } from '../find-application.ts';
import { missingField, type OAuthProblem } from '../oauth-problem.ts';
import { userNamed, usersOf } from '../users.ts';
import { callerOf, type Issued, showsNothing, type TokenCall } from './token-call.ts';
import { invalidGrant, tokensOf, wantedOf } from './user-tokens.ts';

/**
 * Tokens for the name of a user, as old samples ask for them (PC 1.2). Refused unless `auth.passwordGrant` is on, as it is
 * wherever a second factor is demanded. Users have no passwords here: any will do; native applications have
 * no secret, so none is asked of one that has none by its definition.
 */
export async function grantForPassword(call: TokenCall): Promise<Issued> {
  const client = await callerOf(call);
  if (!client.world.engine.state.settings['auth.passwordGrant']) {
    const detail = `Users must use multi-factor authentication, which the grant type 'password' cannot do. Sign in at the authorize endpoint and redeem the code.`;
    refuse<OAuthProblem>(invalidGrant(50076, detail));
  }
  if (!call.form.password) refuse<OAuthProblem>(missingField('password'));
  const signIn = signInOf(call, client);
  return tokensOf(call, { client, signIn, wanted: wantedOf(call, signIn) });
}

function signInOf(call: TokenCall, { world, application }: Client): SignIn {
  const { username, scope = '', resource } = call.form;
  if (!username) return refuse<OAuthProblem>(missingField('username'));
  const { tenantId, applicationId } = application;
  const user = userNamed(usersOf(world.directory, application), username);
  if (!user) {
    const detail = `The user account ${username} does not exist in the ${tenantId} directory.`;
    return refuse<OAuthProblem>(invalidGrant(50034, detail));
  }
  return {
    world: world.name,
    tenantId,
    applicationId,
    who: user.who,
    scope,
    passwordOnly: true,
    ...(resource === undefined ? {} : { resource }),
    ...(showsNothing(call) ? { publicClient: true as const } : {}),
  };
}
