import { afterEach } from 'vitest';
import {
  type AccountInput,
  type PublisherOptions,
  type StartedPublisher,
  startPublisher,
} from '../src/index.ts';
import { type Double, type Sold, sold, startDouble, webhookToken } from './double.ts';

export interface Stage {
  readonly double: Double;
  readonly publisher: StartedPublisher;
  readonly base: string;
  readonly lines: string[];
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A marketplace double and a publisher with one account; both end with the test. */
export async function stage(
  change: Partial<AccountInput> = {},
  options: PublisherOptions = {},
): Promise<Stage> {
  const double = await startDouble();
  const lines: string[] = [];
  const accounts = [double.account(change)];
  const publisher = await startPublisher({ log: (line) => lines.push(line), ...options, accounts });
  open.push(publisher.close, double.close);
  return { double, publisher, base: `${publisher.url}/${accounts[0]?.key}`, lines };
}

export const token = 'abc+def/ghi==';

/** Sells a subscription; the token opens it. */
export function sell({ double }: Stage, change: Partial<Sold> = {}): Sold {
  const subscription = sold(change);
  double.subscriptions.set(subscription.id, subscription);
  double.tokens.set(token, subscription.id);
  return subscription;
}

export interface Shown {
  readonly status: number;
  readonly text: string;
}

const shown = async (reply: Response): Promise<Shown> => ({ status: reply.status, text: await reply.text() });

export const visit = async (url: string): Promise<Shown> => shown(await fetch(url, { redirect: 'manual' }));

export const openLink = ({ base }: Stage): Promise<Shown> =>
  visit(`${base}/landing?token=${encodeURIComponent(token)}`);

export const sessionOf = ({ text }: Shown): string => /name="session" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** Sends a form of the landing page. */
export async function submit(
  at: Stage,
  form: string,
  fields: Readonly<Record<string, string>>,
): Promise<Shown> {
  const body = new URLSearchParams(fields);
  return shown(await fetch(`${at.base}/landing/${form}`, { method: 'POST', body }));
}

export const company = {
  company: 'North Quay',
  contact: 'Mara',
  email: 'mara@northquay.example',
  details: '',
};

/** Does everything before the confirmation; the result is the session. */
export async function setUp(at: Stage): Promise<string> {
  const session = sessionOf(await openLink(at));
  await submit(at, 'company', { session, ...company });
  await submit(at, 'licences', { session, licences: '12' });
  return session;
}

export const operationId = 'f03c7a92-61d8-4b5e-9a47-20e8d1c6b753';

export const event = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: operationId,
  subscriptionId: sold().id,
  action: 'ChangeQuantity',
  status: 'InProgress',
  operationRequestSource: 'Azure',
  planId: 'deck',
  quantity: 20,
  timeStamp: '2026-03-20T08:31:07.1184402Z',
  subscription: { planId: 'deck', quantity: 12 },
  ...change,
});

/** Announces the operation of an event to the double. */
export function announce({ double }: Stage, payload: Record<string, unknown>): void {
  double.operations.set(String(payload['id']), payload);
}

/** Calls the webhook as the marketplace does; the reply is written into the double's journal. */
export async function deliver(at: Stage, payload: unknown, bearer?: string): Promise<Shown> {
  const authorization = `Bearer ${bearer ?? (await webhookToken())}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const reply = await shown(await fetch(`${at.base}/webhook`, { method: 'POST', headers, body }));
  at.double.journal.push(`reply ${reply.status}`);
  return reply;
}

export async function readJson(url: string): Promise<Record<string, unknown>> {
  return (await fetch(url)).json().then((body) => Object(body));
}

export async function sendJson(method: string, url: string, body: unknown): Promise<Response> {
  return fetch(url, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** The answers and signals that the double was sent, in their order. */
export const heard = ({ double }: Stage): readonly string[] =>
  double.journal.filter((line) => /^(PATCH|idle)/.test(line));

/** What the double was asked, without the calls that say nothing here. */
export const told = ({ double }: Stage): readonly string[] =>
  double.journal.filter((line) => /^(PATCH|reply|activate|licences|require|step|idle)/.test(line));
