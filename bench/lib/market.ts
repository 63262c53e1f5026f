import { type Script, startScript } from './scripts.ts';

/** What a simulator in another process says of itself and of its default world. */
export interface MarketFacts {
  readonly url: string;
  /** Tenant and application of the partner. */
  readonly tenantId: string;
  readonly applicationId: string;
  /** One of its customers, and what that one has. */
  readonly customerId: string;
  readonly subscriptionIds: readonly string[];
}

/** A simulator in another process, on a data folder, and a partner's application that has signed in to it. */
export interface Market extends Script<MarketFacts> {
  /** Address of the subscriptions of a customer. */
  readonly subscriptionsUrl: string;
  /** What each request has to carry. */
  readonly headers: { readonly authorization: string };
}

/** Starts a simulator on a data folder; it ends with this process at the latest. */
export async function startMarket(dataFolder: string): Promise<Market> {
  const script = await startScript<MarketFacts>('./market-process.ts', { dataFolder });
  const { url, customerId } = script.said;
  return {
    ...script,
    subscriptionsUrl: `${url}/v1/customers/${customerId}/subscriptions`,
    headers: { authorization: `Bearer ${await signedToken(script.said)}` },
  };
}

/** A token as applications get it: signed, and good for an hour. */
async function signedToken({ url, tenantId, applicationId }: MarketFacts): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: applicationId,
    client_secret: 'any',
    resource: 'https://api.partnercenter.microsoft.com',
  });
  const response = await fetch(`${url}/${tenantId}/oauth2/token`, { method: 'POST', body });
  const { access_token: token } = (await response.json()) as { readonly access_token?: string };
  if (token === undefined) throw new Error(`the token endpoint answered ${response.status}`);
  return token;
}
