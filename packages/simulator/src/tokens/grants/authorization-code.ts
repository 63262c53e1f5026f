import { createHash } from 'node:crypto';
import { refuse } from '@marketsim/http';
import type { CodeChallenge, CodeGrant, FoundCode } from '../authorization-codes.ts';
import { missingField, type OAuthProblem, oauthProblem } from '../oauth-problem.ts';
import { callerOf, type Issued, type TokenCall } from './token-call.ts';
import { checkSignIn, invalidGrant, tokensOf, wantedOf } from './user-tokens.ts';

/** Redeems the code of a sign-in, once (PC 1.2). A refused redemption leaves the code as it was. */
export async function grantForCode(call: TokenCall): Promise<Issued> {
  const { codes } = call.context;
  const { code } = call.form;
  const client = await callerOf(call, code ? codes.find(code)?.grant : undefined);
  if (!code) return refuse<OAuthProblem>(missingField('code'));
  const grant = goodGrant(codes.find(code));
  checkSignIn(client, grant);
  checkRedirect(grant, call.form.redirect_uri);
  checkVerifier(grant.challenge, call.form.code_verifier);
  const wanted = wantedOf(call, grant);
  codes.redeem(code);
  const { redirectUri: _, challenge: __, nonce, ...signIn } = grant;
  return tokensOf(call, { client, signIn, wanted, nonce });
}

function goodGrant(found: FoundCode | undefined): CodeGrant {
  switch (found?.state) {
    case 'good':
      return found.grant;
    case 'expired':
      return refuse<OAuthProblem>(
        invalidGrant(
          70008,
          'The provided authorization code has expired: it is good for ten minutes. Sign in again.',
        ),
      );
    case 'redeemed':
      return refuse<OAuthProblem>(
        invalidGrant(
          54005,
          'OAuth2 authorization code was already redeemed: sign in again or use the refresh token.',
        ),
      );
    case undefined:
      return refuse<OAuthProblem>(
        invalidGrant(70000, "The provided value for the input parameter 'code' is not valid."),
      );
  }
}

function checkRedirect({ redirectUri }: CodeGrant, given: string | undefined): void {
  if (!given) refuse<OAuthProblem>(missingField('redirect_uri'));
  if (given === redirectUri) return;
  const detail = `The reply address '${given}' does not match the reply address '${redirectUri}' provided when requesting the authorization code.`;
  refuse<OAuthProblem>(oauthProblem('invalid_client', 500112, detail));
}

function checkVerifier(challenge: CodeChallenge | undefined, verifier: string | undefined): void {
  if (challenge === undefined && !verifier) return;
  if (challenge && verifier && challenge.value === transformed(challenge, verifier)) return;
  const why = challenge ? (verifier ? '' : ' There is no code_verifier.') : ' There was no code_challenge.';
  const detail = `The Code_Verifier does not match the code_challenge supplied in the authorization request.${why}`;
  refuse<OAuthProblem>(invalidGrant(501481, detail));
}

const transformed = ({ method }: CodeChallenge, verifier: string): string =>
  method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
