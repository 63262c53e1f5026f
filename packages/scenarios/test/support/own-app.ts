import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** Who an app is: what the start of a simulator tells it, and all that it knows. */
interface Registered {
  readonly tenantId: string;
  readonly applicationId: string;
}

/** A publisher's own app: it checks who calls its webhook, asks for the operation, and accepts it. */
export interface OwnApp {
  readonly url: string;
  /** Told before anything comes. */
  register(simulator: string, as: Registered): void;
  /** What it said to each webhook, and what it was answered. */
  readonly log: string[];
  /** Whether it only takes note of webhooks, and answers none of them. */
  idle: boolean;
  close(): Promise<void>;
}

const marketplace = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

async function bodyOf(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return JSON.parse(text);
}

const claimsOf = ({ headers }: IncomingMessage) =>
  JSON.parse(Buffer.from(headers.authorization?.split('.')[1] ?? '', 'base64url').toString() || '{}');

async function tokenAt(simulator: string, { tenantId, applicationId }: Registered): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: applicationId,
    client_secret: 'any',
    resource: marketplace,
  });
  const answer = await fetch(`${simulator}/${tenantId}/oauth2/token`, { method: 'POST', body });
  return Object(await answer.json()).access_token;
}

/** Starts such an app on this machine. */
export async function ownApp(): Promise<OwnApp> {
  let known: { readonly simulator: string; readonly as: Registered } | undefined;
  const log: string[] = [];
  const accept = async (payload: { readonly subscriptionId: string; readonly id: string }) => {
    if (!known || app.idle) return;
    const authorization = `Bearer ${await tokenAt(known.simulator, known.as)}`;
    const operation = `${known.simulator}/api/saas/subscriptions/${payload.subscriptionId}/operations/${payload.id}?api-version=2018-08-31`;
    const seen = await fetch(operation, { headers: { authorization } });
    const patched = await fetch(operation, {
      method: 'PATCH',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'Success' }),
    });
    log.push(`GET ${seen.status}, PATCH ${patched.status}`);
  };
  const server = createServer(async (request, response) => {
    const payload = await bodyOf(request);
    const { iss, aud } = claimsOf(request);
    const isKnown =
      iss === `https://sts.windows.net/${known?.as.tenantId}/` && aud === known?.as.applicationId;
    response.writeHead(isKnown ? 200 : 401).end(isKnown ? '' : 'this token is not for me');
    if (isKnown) await accept(payload);
    else log.push('401');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const app: OwnApp = {
    url: `http://127.0.0.1:${port}/webhook`,
    register: (simulator, as) => {
      known = { simulator, as };
    },
    log,
    idle: false,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return app;
}
