import { callFailure } from '../../fetch-failure.ts';
import { marketplaceAudience } from '../../tokens/audiences.ts';
import { issueToken } from '../../tokens/issue-token.ts';
import type { SimulatedWorld } from '../../worlds/simulated-world.ts';
import type { CallOptions, Exchange, Stage } from './stage.ts';

/** The calls of a stage: real ones, over HTTP to this very simulator at `url`; each is told to `note`. */
export function callsIn(
  world: SimulatedWorld,
  url: string,
  note: (exchange: Exchange) => void,
): Pick<Stage, 'token' | 'call' | 'resolve' | 'control' | 'signIn'> {
  const publisher = world.directory.publisher();
  if (!publisher) throw new Error('the world is not the one of the stage');

  const token: Stage['token'] = ({ audience = marketplaceAudience } = {}) => {
    const issuedAt = Math.floor(Date.now() / 1000);
    return issueToken({ version: 1, application: publisher, audience, world: world.name, issuedAt });
  };

  const exchange = async (call: Call): Promise<Exchange> => {
    const { method, path, bearer, headers = {}, body } = call;
    const form = body instanceof URLSearchParams;
    const answer = await answerTo(url + path, {
      method,
      headers: {
        'x-marketsim-world': world.name,
        ...(bearer !== undefined && { authorization: bearer }),
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    });
    const { authorization: _, ...shown } = headers;
    const done: Exchange = {
      ...{ method, path, ...answer },
      ...(Object.keys(shown).length > 0 && { headers: shown }),
      ...(body !== undefined && { sent: form ? Object.fromEntries(body) : body }),
    };
    note(done);
    return done;
  };

  const call: Stage['call'] = async (method, path, { token: given, headers, body } = {}) => {
    const bearer = headers?.['authorization'] ?? `Bearer ${given ?? (await token())}`;
    const versioned = `${path}${path.includes('?') ? '&' : '?'}api-version=2018-08-31`;
    return exchange({ method, path: versioned, bearer, ...(headers && { headers }), body });
  };

  return {
    ...{ token, call },
    resolve: (purchaseToken) =>
      call('POST', '/api/saas/subscriptions/resolve', {
        ...(purchaseToken !== undefined && { headers: { 'x-ms-marketplace-token': purchaseToken } }),
      }),
    control: (method, path, body) => exchange({ method, path, body }),
    signIn: () =>
      exchange({
        method: 'POST',
        path: `/${publisher.tenantId}/oauth2/v2.0/token`,
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: publisher.applicationId,
          client_secret: 'any',
          scope: `${marketplaceAudience}/.default`,
        }),
      }),
  };
}

/** What came back, or why nothing did. */
async function answerTo(url: string, init: RequestInit): Promise<Pick<Exchange, 'status' | 'body'>> {
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, ...(text !== '' && { body: jsonOf(text) }) };
  } catch (error) {
    return { body: callFailure(error) };
  }
}

interface Call extends Pick<CallOptions, 'headers' | 'body'> {
  readonly method: string;
  readonly path: string;
  readonly bearer?: string;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
