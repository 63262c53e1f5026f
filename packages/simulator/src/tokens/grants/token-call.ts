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

/**
 * The application that calls, if need be with this sign-in; refuses one that is unknown or cannot show its secret. A public
 * client has none: one that sends passwords, as native applications do, or what it got for one.
 */
export async function callerOf(call: TokenCall, signIn?: SignIn): Promise<Client> {
  const { context, request, tenant, form } = call;
  const credentials = credentialsOf(request, form);
  const client = await clientOf(
    { worlds: context.worlds, request, preferred: signIn },
    tenant,
    credentials.clientId,
  );
  const mayBePublic = form.grant_type === 'password' || signIn?.publicClient === true;
  const secretless = client.application.clientSecret === undefined && showsNothing(call);
  if (!(mayBePublic && secretless)) {
    await checkCredentials(client.application, credentials, secondsOf(context));
  }
  meetSignInFaults(client);
  await client.world.durable();
  return client;
}

/** Whether a call has neither secret nor assertion, as one of a public client. */
export function showsNothing({ request, form }: TokenCall): boolean {
  const { clientSecret, clientAssertion } = credentialsOf(request, form);
  return !(clientSecret || clientAssertion);
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
