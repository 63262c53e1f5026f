import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';

/** What a partner's application knows: where its authority is, who it is, and what it wants a token for. */
interface Told {
  readonly authority: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly loginHint: string;
  readonly resource: string;
}

const { authority, clientId, redirectUri, loginHint, resource }: Told = JSON.parse(process.argv[2] ?? '{}');
const scopes = [`${resource}/.default`];
const client = new ConfidentialClientApplication({
  auth: { authority, clientId, clientSecret: 'any', knownAuthorities: [new URL(authority).host] },
});

const application = await client.acquireTokenByClientCredential({ scopes });

const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
const signIn = { scopes, redirectUri, loginHint, state: 's-1', nonce: 'n-1' };
const address = await client.getAuthCodeUrl({
  ...signIn,
  codeChallenge: challenge,
  codeChallengeMethod: 'S256',
});
// A browser would follow; the redirect is all that an application gets to see.
const visited = await fetch(address, { redirect: 'manual' });
const answer = new URL(visited.headers.get('location') ?? '').searchParams;
const code = answer.get('code') ?? '';
const user = await client.acquireTokenByCode({
  scopes,
  redirectUri,
  nonce: 'n-1',
  code,
  codeVerifier: verifier,
});
if (!user.account) throw new Error('there is no account');
const silent = { scopes, account: user.account };
const kept = await client.acquireTokenSilent(silent);
const refreshed = await client.acquireTokenSilent({ ...silent, forceRefresh: true });

console.log(
  JSON.stringify({
    state: answer.get('state'),
    application: application?.accessToken,
    user: user.accessToken,
    account: {
      username: user.account.username,
      tenantId: user.account.tenantId,
      id: user.account.homeAccountId,
    },
    kept: { token: kept.accessToken, fromCache: kept.fromCache },
    refreshed: { token: refreshed.accessToken, fromCache: refreshed.fromCache },
  }),
);
