import { z } from 'zod';
import type { Account } from '../account.ts';
import type { Environment } from '../options.ts';
import { retrying } from './retrying.ts';
import { type Outcome, readAs, send, type WireCall, type WireReply } from './wire.ts';

/** Application id of the marketplace: resource of the publisher's tokens, caller of its webhooks (SF 1.4, 4.6). */
export const marketplaceResource = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

const marginMs = 60_000;
const tokenReply = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

interface Held {
  readonly token: string;
  readonly staleAt: number;
}

/** Calls with the publisher's own bearer. */
export type AuthorizedCall = (call: WireCall) => Promise<WireReply>;

async function request(account: Account, { now, callTimeoutMs }: Environment): Promise<Outcome<Held>> {
  const { tenantId, applicationId, clientSecret, authority, headers } = account;
  const form = {
    grant_type: 'client_credentials',
    client_id: applicationId,
    client_secret: clientSecret,
    scope: `${marketplaceResource}/.default`,
  };
  const asked = now();
  const url = `${authority}/${tenantId}/oauth2/v2.0/token`;
  const reply = readAs(await send({ method: 'POST', url, headers, form }, callTimeoutMs), tokenReply);
  if (!reply.ok) return reply;
  const { access_token: token, expires_in: seconds } = reply.value;
  return { ok: true, value: { token, staleAt: asked + seconds * 1000 - marginMs } };
}

/**
 * A caller with a client-credentials token, kept until a minute before it expires; a 401 is tried once more with
 * a new token (SF 1.4), what passes by itself later. A token that cannot be had is answered as status 0.
 * Nothing is tried again once `life` is over.
 */
export function authorizedCaller(
  account: Account,
  environment: Environment,
  life: AbortSignal,
): AuthorizedCall {
  let held: Held | undefined;
  let pending: Promise<Outcome<Held>> | undefined;
  const fresh = (): Promise<Outcome<Held>> => {
    pending ??= request(account, environment).finally(() => {
      pending = undefined;
    });
    return pending;
  };
  const attempt = async (call: WireCall): Promise<WireReply> => {
    if (!held || environment.now() >= held.staleAt) {
      const issued = await fresh();
      if (!issued.ok) return { status: 0, body: `no token: ${issued.message}` };
      held = issued.value;
    }
    const headers = { ...account.headers, ...call.headers, authorization: `Bearer ${held.token}` };
    return send({ ...call, headers }, environment.callTimeoutMs);
  };
  return retrying(
    async (call) => {
      const reply = await attempt(call);
      if (reply.status !== 401 || life.aborted) return reply;
      held = undefined;
      return attempt(call);
    },
    environment,
    life,
  );
}
