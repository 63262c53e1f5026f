import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { AccountInput } from '../src/index.ts';

export const tenantId = '7f1c2a90-4d5e-4b6f-8a11-0c2d3e4f5a6b';
export const applicationId = '3b9e6d12-8c47-4f0a-9e55-61d2a7b8c901';
export const marketplaceApp = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';
export const secret = 'a very secret word';

export interface Sold {
  readonly id: string;
  readonly name: string;
  readonly offerId: string;
  readonly planId: string;
  readonly quantity?: number | undefined;
  readonly saasSubscriptionStatus: string;
  readonly beneficiary: object;
  readonly purchaser: object;
  readonly term: object;
  readonly autoRenew: boolean;
}

interface Refusal {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const sold = (change: Partial<Sold> = {}): Sold => ({
  id: '9d3b7e54-0a1c-4c6e-b1f0-2f4e6a8c0d12',
  name: 'Harbour North seats',
  offerId: 'tidewatch',
  planId: 'deck',
  quantity: 12,
  saasSubscriptionStatus: 'PendingFulfillmentStart',
  beneficiary: { emailId: 'mara@northquay.example', tenantId: '1e6b0f43-27a9-4d08-bc52-9a3f7e10d4c8' },
  purchaser: { emailId: 'mara@northquay.example', tenantId: '1e6b0f43-27a9-4d08-bc52-9a3f7e10d4c8' },
  term: { termUnit: 'P1Y' },
  autoRenew: true,
  ...change,
});

const keys = await generateKeyPair('RS256', { extractable: true });
const otherKeys = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };

export interface TokenChange {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly expiresInSeconds?: number;
  readonly forged?: 'forged';
}

/** A webhook bearer; the v1 form unless the claims say otherwise. */
export function webhookToken({ claims, expiresInSeconds = 600, forged }: TokenChange = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: `https://sts.windows.net/${tenantId}/`,
    aud: applicationId,
    tid: tenantId,
    appid: marketplaceApp,
    iat: now - 1000,
    exp: now + expiresInSeconds,
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
    .sign(forged ? otherKeys.privateKey : keys.privateKey);
}

/** A marketplace with an Entra stand-in and a publisher extension, as a real server that writes down what it is asked. */
export interface Double {
  readonly url: string;
  /** Calls in the order they came, such as `PATCH operation-1 Success`; tests add what they see themselves. */
  readonly journal: string[];
  readonly subscriptions: Map<string, Sold>;
  readonly operations: Map<string, Record<string, unknown>>;
  readonly tokens: Map<string, string>;
  /** Answers that replace the usual ones, by call name. */
  readonly refusals: Map<string, Refusal>;
  /** What happens when a call comes in, before it is answered; by call name. */
  readonly onCall: Map<string, (req: Request) => void | Promise<void>>;
  /** The request headers of each call's last arrival, by call name. */
  readonly headers: Map<string, Request['headers']>;
  /** What the extension says is open. */
  readonly openOperation: { value: object | undefined };
  readonly steps: { name: string; owner: string; before: string; done: boolean }[];
  readonly revoke: () => void;
  /** The world's clock; `tick` moves it and tells whoever follows it. */
  readonly clock: { now: string; mode: string };
  readonly tick: (now: string, mode?: string) => void;
  /** Events that were reported, in the order in which they came; verdicts are taken from `verdicts`, the first one first. */
  readonly usage: object[];
  /** Ids of what is metered. */
  readonly dimensions: string[];
  readonly verdicts: string[];
  /** Who follows it. */
  readonly followers: Set<Response>;
  readonly pageSize: { value: number };
  readonly account: (change?: Partial<AccountInput>) => AccountInput;
  readonly close: () => Promise<void>;
}

interface State extends Omit<Double, 'url' | 'account' | 'close' | 'revoke' | 'tick'> {
  bearer: number;
  issued: number;
}

const sendRefusal = (res: Response, { status, body, headers = {} }: Refusal): void => {
  res.set(headers);
  if (body === undefined) res.status(status).end();
  else res.status(status).json(body);
};

function named(state: State, name: string, serve: (req: Request, res: Response) => void): RequestHandler {
  return async (req, res) => {
    const what = [
      req.params['operation'] ?? '',
      req.params['name'] ?? '',
      req.body?.status ?? req.body?.assigned ?? req.body?.operationId ?? req.body?.name ?? '',
    ]
      .filter((word) => word !== '')
      .join(' ');
    state.journal.push(what === '' ? name : `${name} ${what}`);
    state.headers.set(name, req.headers);
    await state.onCall.get(name)?.(req);
    const refusal = state.refusals.get(name);
    if (refusal) return sendRefusal(res, refusal);
    if (
      !['token', 'metadata', 'keys'].includes(name) &&
      req.get('authorization') !== `Bearer good-${state.bearer}`
    ) {
      return sendRefusal(res, { status: 401, body: { message: 'old token' } });
    }
    serve(req, res);
  };
}

function entra(app: express.Express, state: State): void {
  app.post(
    '/:tenant/oauth2/v2.0/token',
    express.urlencoded(),
    named(state, 'token', (req, res) => {
      if (req.body.client_secret !== secret || req.body.client_id !== applicationId) {
        return sendRefusal(res, {
          status: 401,
          body: { error: 'invalid_client', error_description: 'bad secret' },
        });
      }
      state.issued += 1;
      res.json({ access_token: `good-${state.bearer}`, expires_in: 3599, token_type: 'Bearer' });
    }),
  );
  app.get(
    '/:tenant/.well-known/openid-configuration',
    named(state, 'metadata', (req, res) => {
      res.json({ issuer: 'https://stand-in.example/', jwks_uri: `http://${req.get('host')}/keys` });
    }),
  );
  app.get(
    '/keys',
    named(state, 'keys', (_req, res) => void res.json({ keys: [jwk] })),
  );
}

function fulfillment(app: express.Express, state: State): void {
  const at = (path: string): string => `/api/saas/subscriptions${path}`;
  const found = (req: Request, res: Response): Sold | undefined => {
    const subscription = state.subscriptions.get(String(req.params['id']));
    if (!subscription)
      sendRefusal(res, { status: 404, body: { code: 'EntityNotFound', message: 'no such' } });
    return subscription;
  };
  app.post(
    at('/resolve'),
    named(state, 'resolve', (req, res) => {
      const id = state.tokens.get(req.get('x-ms-marketplace-token') ?? '');
      const subscription = id === undefined ? undefined : state.subscriptions.get(id);
      if (subscription) res.json({ id, subscription });
      else sendRefusal(res, { status: 400, body: { code: 'InvalidValue', message: 'cannot decrypt' } });
    }),
  );
  app.get(
    at(''),
    named(state, 'list', (req, res) => {
      const from = Number(req.query['continuationToken'] ?? 0);
      const end = from + state.pageSize.value;
      const all = [...state.subscriptions.values()];
      const link = `https://other-host.example/api/saas/subscriptions?continuationToken=${end}&api-version=2018-08-31`;
      res.json({ subscriptions: all.slice(from, end), ...(end < all.length ? { '@nextLink': link } : {}) });
    }),
  );
  app.get(
    at('/:id'),
    named(state, 'get', (req, res) => {
      const subscription = found(req, res);
      if (subscription) res.json(subscription);
    }),
  );
  app.post(
    at('/:id/activate'),
    named(state, 'activate', (req, res) => {
      const subscription = found(req, res);
      if (!subscription) return;
      state.subscriptions.set(subscription.id, { ...subscription, saasSubscriptionStatus: 'Subscribed' });
      res.end();
    }),
  );
  const operation = at('/:id/operations/:operation');
  app.get(
    operation,
    named(state, 'operation', (req, res) => {
      const known = state.operations.get(String(req.params['operation']));
      if (known) res.json(known);
      else res.status(404).end();
    }),
  );
  app.patch(
    operation,
    named(state, 'PATCH', (_req, res) => void res.end()),
  );
}

function extension(app: express.Express, state: State): void {
  const at = '/_sim/publisher/subscriptions/:id';
  app.get(
    at,
    named(
      state,
      'standing',
      (_req, res) => void res.json({ steps: state.steps, openOperation: state.openOperation.value }),
    ),
  );
  app.post(
    `${at}/licenses`,
    named(state, 'licences', (_req, res) => void res.json({})),
  );
  app.post(
    `${at}/steps`,
    named(state, 'require', (req, res) => {
      if (state.steps.some(({ name }) => name === req.body.name))
        return sendRefusal(res, { status: 409, body: { error: { message: 'the step is taken' } } });
      state.steps.push({ ...req.body, done: false });
      res.json({ steps: state.steps });
    }),
  );
  app.post(
    `${at}/steps/:name/complete`,
    named(state, 'step', (req, res) => {
      const step = state.steps.find(({ name }) => name === req.params['name']);
      if (!step)
        return sendRefusal(res, { status: 404, body: { code: 'stepNotFound', message: 'no such step' } });
      step.done = true;
      res.json({});
    }),
  );
  app.post(
    '/_sim/publisher/idle',
    named(state, 'idle', (_req, res) => void res.end()),
  );
}

interface Use {
  readonly quantity: number;
}

/** The metering service: accepts what comes, or says the next of the verdicts. */
function metering(app: express.Express, state: State): void {
  const judge = (event: Use): { status: string; error?: object } => {
    state.usage.push(event);
    const status = state.verdicts.shift() ?? 'Accepted';
    if (status === 'Accepted') return { status };
    const [word = '', accepted] = status.split(' ');
    const additionalInfo = { acceptedMessage: { quantity: Number(accepted ?? event.quantity) } };
    const details = [{ message: 'The time has passed.', target: 'effectiveStartTime', code: 'BadArgument' }];
    const error =
      word === 'Duplicate'
        ? { additionalInfo, message: 'exists', code: 'Conflict' }
        : { message: 'bad', details };
    return { status: word, error };
  };
  app.post(
    '/api/usageEvent',
    named(state, 'usage', (req, res) => {
      const { status, error } = judge(req.body);
      if (error) res.status(status === 'Duplicate' ? 409 : 400).json(error);
      else res.json({ status });
    }),
  );
  app.post(
    '/api/batchUsageEvent',
    named(state, 'batch', (req, res) => {
      const result = req.body.request.map(judge);
      res.json({ result, count: result.length });
    }),
  );
  app.get(
    '/api/saas/subscriptions/:id/listAvailablePlans',
    named(state, 'plans', (_req, res) => {
      const meteringDimensions = state.dimensions.map((id) => ({ id }));
      res.json({ plans: [{ planId: 'deck', planComponents: { meteringDimensions } }] });
    }),
  );
}

const tickWords = ({ clock }: State): string => `event: clock\ndata: ${JSON.stringify(clock)}\n\n`;

/** The clock of the world, as JSON and as a stream, and appointments with it. */
function worldTime(app: express.Express, state: State): void {
  app.get('/_sim/clock', (req, res) => {
    if (req.get('accept') !== 'text/event-stream') return void res.json(state.clock);
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write(tickWords(state));
    state.followers.add(res);
    res.once('close', () => state.followers.delete(res));
  });
  const at = '/_sim/publisher/appointments';
  app.post(
    at,
    named(state, 'appoint', (_req, res) => void res.status(204).end()),
  );
  app.post(
    `${at}/:name/kept`,
    named(state, 'kept', (_req, res) => void res.status(204).end()),
  );
}

/** Settings of an account at a marketplace, changed where a test wants it. */
export function accountAt(url: string): Double['account'] {
  return (change = {}) => ({
    key: 'default/publisher-1',
    name: 'Contoso Harbor',
    tenantId,
    applicationId,
    clientSecret: secret,
    authority: url,
    marketplace: url,
    extension: `${url}/_sim/publisher`,
    ...change,
  });
}

export async function startDouble(): Promise<Double> {
  const state: State = {
    journal: [],
    subscriptions: new Map(),
    operations: new Map(),
    tokens: new Map(),
    refusals: new Map(),
    onCall: new Map(),
    headers: new Map(),
    steps: [],
    openOperation: { value: undefined },
    clock: { now: '2026-03-20T08:31:07.000Z', mode: 'frozen' },
    followers: new Set(),
    usage: [],
    dimensions: [],
    verdicts: [],
    pageSize: { value: 100 },
    bearer: 1,
    issued: 0,
  };
  const app = express();
  app.use(express.json());
  entra(app, state);
  fulfillment(app, state);
  extension(app, state);
  worldTime(app, state);
  metering(app, state);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  const url = `http://127.0.0.1:${address.port}`;
  const revoke = (): void => {
    state.bearer += 1;
  };
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const tick = (now: string, mode = 'frozen'): void => {
    Object.assign(state.clock, { now, mode });
    for (const follower of state.followers) follower.write(tickWords(state));
  };
  return { ...state, url, revoke, tick, account: accountAt(url), close };
}
