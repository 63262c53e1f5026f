import { z } from 'zod';
import { attempt, demand, type Outcome, postForm, stopped } from './http.ts';

const audience = 'https://api.partnercenter.microsoft.com';
const tokenReply = z.looseObject({ access_token: z.string() });

/** An application that signs in. */
export interface Credentials {
  readonly tenantId: string;
  readonly applicationId: string;
  readonly clientSecret?: string | undefined;
}

/** A partner's application, as it calls Partner Center. */
export interface Partner {
  get<T>(path: string, reply: z.ZodType<T>): Promise<T>;
  post<T>(path: string, body: unknown, reply: z.ZodType<T>): Promise<T>;
  /** Changes something; a refusal is an outcome like any other. */
  patch<T>(path: string, body: unknown, reply: z.ZodType<T>): Promise<Outcome<T>>;
}

/** Signs in with client credentials (PC 1.1), and calls with the token from then on. */
export async function signIn(
  url: string,
  { tenantId, applicationId, clientSecret }: Credentials,
): Promise<Partner> {
  const headers = {
    authorization: `Bearer ${await tokenOf(url, { tenantId, applicationId, clientSecret })}`,
  };
  const at = (path: string): string => `${url}/v1${path}`;
  return {
    get: (path, reply) => demand({ method: 'GET', url: at(path), headers }, reply),
    post: (path, body, reply) => demand({ method: 'POST', url: at(path), headers, body }, reply),
    patch: (path, body, reply) => attempt({ method: 'PATCH', url: at(path), headers, body }, reply),
  };
}

async function tokenOf(url: string, { tenantId, applicationId, clientSecret }: Credentials): Promise<string> {
  const address = `${url}/${tenantId}/oauth2/v2.0/token`;
  const { status, text } = await postForm(address, {
    grant_type: 'client_credentials',
    client_id: applicationId,
    client_secret: clientSecret ?? 'demo',
    scope: `${audience}/.default`,
  });
  if (status !== 200) throw stopped({ method: 'POST', url: address }, `${status}: ${text}`);
  return tokenReply.parse(JSON.parse(text)).access_token;
}
