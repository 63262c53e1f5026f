import type { RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import { meetSignInFaults } from '../../faults/sign-in-faults.ts';
import type { SignIn } from '../authorization-codes.ts';
import { type Client, type Credentials, checkCredentials, clientOf } from '../find-application.ts';
import type { TokenVersion } from '../issuer.ts';
import type { SignInContext } from '../sign-in-api.ts';

/** What can be sent to the token endpoints. */
export const tokenForm = z.object({
  grant_type: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  client_assertion: z.string().optional(),
  resource: z.string().optional(),
  scope: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
  refresh_token: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  client_info: z.string().optional(),
});

/** A call of one of the token endpoints. */
export interface TokenCall {
  readonly context: SignInContext;
  readonly request: RequestInfo;
  readonly tenant: string;
  readonly form: z.output<typeof tokenForm>;
  readonly version: TokenVersion;
}

/** What a grant yields; each endpoint tells it in its own form. */
export interface Issued {
  /** Seconds since 1970, of the wall clock. */
  readonly issuedAt: number;
  readonly audience: string;
  readonly accessToken: string;
  /** Of a user's token. */
  readonly scope?: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
  readonly clientInfo?: string;
}

/** Seconds since 1970, by the wall clock. */
export const secondsOf = ({ wallClock }: SignInContext): number => Math.floor(wallClock() / 1000);

/** The application that calls, if need be with this sign-in; refuses one that is unknown or cannot show its secret. */
export async function callerOf(
  { context, request, tenant, form }: TokenCall,
  signIn?: SignIn,
): Promise<Client> {
  const credentials = credentialsOf(request, form);
  const client = await clientOf(
    { worlds: context.worlds, request, preferred: signIn },
    tenant,
    credentials.clientId,
  );
  await checkCredentials(client.application, credentials, secondsOf(context));
  meetSignInFaults(client);
  await client.world.durable();
  return client;
}

/** RFC 6749 2.3.1: in the form, or as Basic authentication with both parts form-encoded. */
function credentialsOf(request: RequestInfo, form: TokenCall['form']): Credentials {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.header('authorization') ?? '')?.[1];
  if (basic === undefined) {
    const { client_id: clientId, client_secret: clientSecret, client_assertion: clientAssertion } = form;
    return { clientId, clientSecret, clientAssertion };
  }
  const [id = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId: formDecoded(id), clientSecret: formDecoded(rest.join(':')) };
}

const formDecoded = (text: string): string => new URLSearchParams(`_=${text}`).get('_') ?? '';
