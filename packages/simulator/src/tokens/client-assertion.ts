import { refuse } from '@marketsim/http';
import { invalidClient, type OAuthProblem } from './oauth-problem.ts';

/** Whose assertion it has to be, and when. */
interface Expected {
  /** As the caller sent it. */
  readonly clientId: string;
  /** Since 1970, by the wall clock. */
  readonly seconds: number;
}

const refused = (code: number, description: string): never =>
  refuse<OAuthProblem>(invalidClient(code, description));

/**
 * Refuses a JWT in the secret's place that is none, not the application's own, or over (RFC 7523). As any secret is taken
 * for an application that has none registered, so is any signature: no certificate is registered here.
 */
export async function checkAssertion(assertion: string, { clientId, seconds }: Expected): Promise<void> {
  const { iss, sub, exp } = await claimsOf(assertion);
  if (iss?.toLowerCase() !== clientId.toLowerCase() || sub !== iss)
    refused(700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
  if (exp === undefined || exp <= seconds)
    refused(700024, 'Client assertion is not within its valid time range.');
}

async function claimsOf(assertion: string) {
  const { decodeJwt, decodeProtectedHeader } = await import('jose');
  try {
    decodeProtectedHeader(assertion);
    return decodeJwt(assertion);
  } catch {
    return refused(50027, 'Invalid JWT token. The client assertion is malformed.');
  }
}
