import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { Account, AccountInput } from './account.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { deleteAccount, putAccount } from './accounts-api.ts';
import { answerOperation, readOperations } from './desk/answer-routes.ts';
import { clearBehaviour, postBehaviour, putBehaviour } from './desk/behaviour-routes.ts';
import { readEvents, readRecord, showDesk, showSubscription } from './desk/routes.ts';
import { giveSeat, readSeats, takeSeat } from './desk/seat-routes.ts';
import { postStep, postStepDone, readSteps } from './desk/step-routes.ts';
import { postUsage, putSteadyUse, readUsage } from './desk/usage-routes.ts';
import { onlyLoopback, safeHeaders, sameOrigin } from './guard.ts';
import type { House } from './house.ts';
import { openLanding, postLanding, sendPage } from './landing/routes.ts';
import { environmentOf, type PublisherOptions } from './options.ts';
import { html } from './pages/html.ts';
import { brokenPage, notFoundPage } from './pages/notices.ts';
import { problem } from './problem.ts';
import { reasonOf } from './reason.ts';
import { postReminders } from './reminders-api.ts';
import { receiveWebhook } from './webhook/receive.ts';
import { createWork, type Work } from './work.ts';

/** The mock publisher: an Express app and its accounts. */
export interface Publisher {
  readonly app: Express;
  /** Adds an account, or gives a known one new settings. Throws a ZodError for a bad one. */
  readonly register: (account: AccountInput) => Account;
  /** Takes an account away; false when there is none of that key. */
  readonly remove: (key: string) => boolean;
  /** Resolves when no call is being handled, the answers that follow a reply included. */
  readonly settled: () => Promise<void>;
  /** Forgets every account: nothing more comes by itself. */
  readonly end: () => void;
}

type Serve = (house: House, req: Request, res: Response) => Promise<void> | void;

const siteName = 'Mock publisher';

function serving(accounts: Accounts, { track }: Work, serve: Serve): RequestHandler {
  return async (req, res) => {
    const key = `${req.params['world']}/${req.params['publisher']}`;
    const house = accounts.find(key);
    if (house) await track(key, (async () => serve(house, req, res))());
    else sendPage(res, notFoundPage, siteName);
  };
}

/** `GET /{world}/{publisher}/settled`: 204 once no call of the account is being handled any more. */
const whenSettled =
  ({ settled }: Work): RequestHandler =>
  async (req, res) => {
    await settled(`${req.params['world']}/${req.params['publisher']}`);
    res.status(204).end();
  };

function index(accounts: Accounts, res: Response): void {
  const all = accounts.all();
  const body = html`<section><h2>Accounts</h2>${all.length === 0 ? html`<p>None is registered yet.</p>` : undefined}<ul>${all.map(({ key, name }) => html`<li><a href="/${key}/">${name}</a> <code>${key}</code></li>`)}</ul></section>`;
  sendPage(res, { status: 200, title: siteName, body }, siteName);
}

const at = (path: string): string => `/:world/:publisher${path}`;
const form = express.urlencoded({ extended: false, limit: '32kb' });
const json = express.json({ limit: '32kb' });
const manyJson = express.json({ limit: '64mb' });

function publicRoutes(app: Express, on: (serve: Serve) => RequestHandler): void {
  app.post(at('/webhook'), express.text({ type: () => true, limit: '256kb' }), on(receiveWebhook));
  app.use(sameOrigin);
  app.get(at('/landing'), on(openLanding));
  app.get(at('/landing/:form'), (req, res) => {
    res.redirect(303, `/${req.params['world']}/${req.params['publisher']}/landing`);
  });
  app.post(at('/landing/:form'), form, on(postLanding));
}

/** What staff does, by the forms of the desk or by JSON. */
function deskRoutes(app: Express, on: (serve: Serve) => RequestHandler): void {
  const one = at('/subscriptions/:id');
  app.get(at('/'), on(showDesk));
  app.get(at('/desk/:id'), on(showSubscription));
  app.get(at('/events'), on(readEvents));
  app.get(one, on(readRecord));
  for (const path of [at('/behaviour'), `${one}/behaviour`]) {
    app.put(path, json, on(putBehaviour));
    app.post(path, form, on(postBehaviour));
    app.delete(path, on(clearBehaviour));
  }
  app.get(`${one}/steps`, on(readSteps));
  app.post(`${one}/steps`, json, form, on(postStep));
  app.post(`${one}/steps/:name/complete`, json, form, on(postStepDone));
  app.get(`${one}/seats`, on(readSeats));
  app.put(`${one}/seats/:user`, on(giveSeat));
  app.delete(`${one}/seats/:user`, on(takeSeat));
  app.post(`${one}/seats`, json, form, on(giveSeat));
  app.post(`${one}/seats/:user/remove`, json, form, on(takeSeat));
  app.get(`${one}/usage`, on(readUsage));
  app.post(`${one}/usage`, json, form, on(postUsage));
  app.put(`${one}/usage/steady`, json, on(putSteadyUse));
  app.post(`${one}/usage/steady`, form, on(putSteadyUse));
  app.get(at('/operations'), on(readOperations));
  app.post(at('/operations/:id/answer'), json, form, on(answerOperation));
}

/** Bodies that cannot be read are the caller's fault; anything else is ours, and its inside stays inside. */
const onError =
  (log: (line: string) => void): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500) return problem(res, status, 'the request cannot be read');
    log(`${req.method} ${req.path} failed: ${reasonOf(error)}`);
    sendPage(res, brokenPage, siteName);
  };

/** Makes a publisher that serves any number of accounts, each under `/{world}/{publisher}`. */
export function createPublisher(options: PublisherOptions = {}): Publisher {
  const environment = environmentOf(options);
  const accounts = createAccounts(environment);
  const work = createWork();
  const app = express();
  app.disable('x-powered-by');
  app.use(safeHeaders);
  app.get('/', (_req, res) => index(accounts, res));
  app.put('/accounts/:world/:publisher', onlyLoopback, json, putAccount(accounts));
  app.delete('/accounts/:world/:publisher', onlyLoopback, deleteAccount(accounts));
  const on = (serve: Serve): RequestHandler => serving(accounts, work, serve);
  app.post('/accounts/:world/:publisher/appointments', onlyLoopback, manyJson, on(postReminders));
  app.get(at('/settled'), whenSettled(work));
  publicRoutes(app, on);
  deskRoutes(app, on);
  app.use((_req, res) => sendPage(res, notFoundPage, siteName));
  app.use(onError(environment.log));
  return {
    app,
    register: accounts.register,
    remove: accounts.remove,
    settled: work.settled,
    end: accounts.end,
  };
}
