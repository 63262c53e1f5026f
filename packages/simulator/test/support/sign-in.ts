import { decodeJwt } from 'jose';
import { expect } from 'vitest';
import type { Application, SimulatorOptions } from '../../src/index.ts';
import { type Caller, started } from './running.ts';

export const partnerCenter = 'https://api.partnercenter.microsoft.com';
export const marketplace = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';
export const redirectUri = 'http://localhost:3000/signed-in';

type Fields = Readonly<Record<string, string | undefined>>;

/** The same without fields that are undefined. */
const given = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

export interface SignInCaller extends Caller {
  readonly partner: Application;
  readonly publisher: Application;
}

/** A simulator and the first accounts of its default world. */
export async function withAccounts(options: SimulatorOptions = {}): Promise<SignInCaller> {
  const caller = await started(options);
  const { directory } = await caller.simulator.worlds.require();
  const [partner, publisher] = [directory.partner(), directory.publisher()];
  if (!partner || !publisher) throw new Error('the seeded world has a partner and a publisher');
  return { ...caller, partner, publisher };
}

/** Query of the authorize address, v2 form unless changed; `undefined` leaves a parameter out. */
export const authorizeQuery = ({ applicationId }: Application, change: Fields = {}): URLSearchParams =>
  new URLSearchParams(
    given({
      client_id: applicationId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: `openid offline_access ${partnerCenter}/user_impersonation`,
      state: 'state & more',
      login_hint: 'admin-agent',
      ...change,
    }),
  );

/** What the query of a redirection says. */
export function answerIn(location: string | null): URLSearchParams {
  const url = new URL(location ?? '');
  expect(url.origin + url.pathname).toBe(redirectUri);
  return url.searchParams;
}

export interface SigningIn {
  /** Tenant in the address; the partner's own without. */
  readonly tenant?: string;
  readonly version?: 1 | 2;
  readonly change?: Fields;
}

const versioned = (version: 1 | 2 | undefined): string => (version === 1 ? '' : '/v2.0');

/** Signs in without a page; answers the code. */
export async function codeOf({ get, partner }: SignInCaller, signingIn: SigningIn = {}): Promise<string> {
  const { tenant = partner.tenantId, version, change } = signingIn;
  const path = `/${tenant}/oauth2${versioned(version)}/authorize?${authorizeQuery(partner, change)}`;
  const { status, headers } = await get(path);
  expect(status).toBe(302);
  const code = answerIn(headers.get('location')).get('code');
  if (code === null) throw new Error(`no code: ${headers.get('location')}`);
  return code;
}

/** Posts to the token endpoint with the partner's credentials. */
export function redeem(
  { call, partner }: SignInCaller,
  form: Fields,
  { tenant = partner.tenantId, version }: Omit<SigningIn, 'change'> = {},
): ReturnType<Caller['call']> {
  const credentials = { client_id: partner.applicationId, client_secret: 'any' };
  return call('POST', `/${tenant}/oauth2${versioned(version)}/token`, {
    form: given({ ...credentials, ...form }),
  });
}

/** Signs in and redeems the code; answers the body of the token reply. */
export async function signedIn(caller: SignInCaller, who: string, version: 1 | 2 = 2) {
  const form = { grant_type: 'authorization_code', redirect_uri: redirectUri };
  const resource = version === 1 ? partnerCenter : undefined;
  const code = await codeOf(caller, { version, change: { login_hint: who } });
  const { status, body } = await redeem(caller, { ...form, resource, code }, { version });
  expect(status).toBe(200);
  return body;
}

export const claimsOf = (token: string): Record<string, unknown> => decodeJwt(token);
