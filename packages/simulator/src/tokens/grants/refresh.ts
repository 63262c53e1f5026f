import { refuse } from '@marketsim/http';
import { missingField, type OAuthProblem } from '../oauth-problem.ts';
import { openRefreshToken } from '../refresh-token.ts';
import { callerOf, type Issued, type TokenCall } from './token-call.ts';
import { checkSignIn, invalidGrant, tokensOf, wantedOf } from './user-tokens.ts';

/** New tokens for a refresh token, of any resource (PC 1.2); the old one stays good, as Entra's do. */
export async function grantForRefreshToken(call: TokenCall): Promise<Issued> {
  const { context, form } = call;
  const found = form.refresh_token
    ? await openRefreshToken(form.refresh_token, context.wallClock())
    : undefined;
  const client = await callerOf(call, typeof found === 'object' ? found : undefined);
  if (found === undefined) return refuse<OAuthProblem>(missingField('refresh_token'));
  if (found === 'expired') {
    return refuse<OAuthProblem>(
      invalidGrant(
        700082,
        'The refresh token has expired due to inactivity: it is good for 90 days. Sign in again.',
      ),
    );
  }
  if (found === 'malformed') {
    return refuse<OAuthProblem>(
      invalidGrant(9002313, 'The refresh token is malformed or was not issued here.'),
    );
  }
  checkSignIn(client, found);
  return tokensOf(call, { client, signIn: found, wanted: wantedOf(call, found) });
}
