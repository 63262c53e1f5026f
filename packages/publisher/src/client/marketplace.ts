import { z } from 'zod';
import {
  type Operation,
  operationSchema,
  pageSchema,
  plansSchema,
  resolvedSchema,
  type Subscription,
  subscriptionSchema,
} from './resources.ts';
import type { AuthorizedCall } from './token.ts';
import { type Outcome, readAs } from './wire.ts';

const apiVersion = 'api-version=2018-08-31';
const maxPages = 100;
const nothing = z.unknown().transform(() => undefined);

/** What the publisher asks of the marketplace (SF 2, 3). */
export interface Marketplace {
  readonly resolve: (token: string) => Promise<Outcome<Subscription>>;
  readonly get: (id: string) => Promise<Outcome<Subscription>>;
  readonly list: () => Promise<Outcome<readonly Subscription[]>>;
  readonly activate: (subscription: Subscription) => Promise<Outcome<undefined>>;
  /** Ids of what is metered, in whichever plan; empty where nothing is, or the marketplace does not tell. */
  readonly dimensions: (id: string) => Promise<readonly string[]>;
  readonly operation: (id: string, operationId: string) => Promise<Outcome<Operation>>;
  readonly answer: (id: string, operationId: string, status: AnswerStatus) => Promise<Outcome<undefined>>;
}

/** The two answers to an operation (SF 3.2). */
export type AnswerStatus = 'Success' | 'Failure';

type At = (path: string, query?: string) => string;

/** Reads page after page. A link's token is taken out of it, so that the bearer stays with the known host (SF 2.4, F37). */
async function listAll(call: AuthorizedCall, at: At): Promise<Outcome<readonly Subscription[]>> {
  const found: Subscription[] = [];
  let query = '';
  for (let page = 0; page < maxPages; page += 1) {
    const reply = await call({ method: 'GET', url: at('', query) });
    if (reply.status === 200 && reply.body === undefined) return { ok: true, value: found };
    const read = readAs(reply, pageSchema);
    if (!read.ok) return read;
    found.push(...read.value.subscriptions);
    const link = read.value['@nextLink'];
    const token = link ? URL.parse(link, at(''))?.searchParams.get('continuationToken') : undefined;
    if (!token) break;
    query = `continuationToken=${encodeURIComponent(token)}&`;
  }
  return { ok: true, value: found };
}

/** The fulfillment API behind `base`, such as `http://127.0.0.1:4600`. */
export function marketplaceAt(base: string, call: AuthorizedCall): Marketplace {
  const at: At = (path, query = '') => `${base}/api/saas/subscriptions${path}?${query}${apiVersion}`;
  const one = (id: string): string => `/${encodeURIComponent(id)}`;
  const operationAt = (id: string, operationId: string): string =>
    at(`${one(id)}/operations/${encodeURIComponent(operationId)}`);
  return {
    resolve: async (token) => {
      const headers = { 'x-ms-marketplace-token': token };
      const read = readAs(await call({ method: 'POST', url: at('/resolve'), headers }), resolvedSchema);
      return read.ok ? { ok: true, value: read.value.subscription } : read;
    },
    get: async (id) => readAs(await call({ method: 'GET', url: at(one(id)) }), subscriptionSchema),
    list: () => listAll(call, at),
    activate: async ({ id, planId, quantity }) => {
      const json = { planId, ...(quantity === undefined ? {} : { quantity }) };
      return readAs(await call({ method: 'POST', url: at(`${one(id)}/activate`), json }), nothing);
    },
    dimensions: async (id) => {
      const reply = await call({ method: 'GET', url: at(`${one(id)}/listAvailablePlans`) });
      const read = readAs(reply, plansSchema);
      const plans = read.ok ? read.value.plans : [];
      const ids = plans
        .flatMap(({ planComponents }) => planComponents?.meteringDimensions ?? [])
        .map((dimension) => dimension.id);
      return [...new Set(ids)];
    },
    operation: async (id, operationId) =>
      readAs(await call({ method: 'GET', url: operationAt(id, operationId) }), operationSchema),
    answer: async (id, operationId, status) => {
      const reply = await call({ method: 'PATCH', url: operationAt(id, operationId), json: { status } });
      return readAs(reply, nothing);
    },
  };
}
