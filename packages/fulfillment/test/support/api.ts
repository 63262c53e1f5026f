import { resolve } from 'node:path';
import type { Publisher, SettingOverrides } from '@marketsim/core';
import {
  type Gate,
  memoryReceipts,
  mount,
  quietOutbox,
  type RequestRecord,
  type VerifiedToken,
  type World,
} from '@marketsim/http';
import { keyOf, observer } from '@marketsim/http/fidelity';
import express from 'express';
import request, { type Test } from 'supertest';
import { afterEach, expect } from 'vitest';
import { fulfillmentAnswers } from '../../src/answers.ts';
import { type FulfillmentOptions, fulfillment } from '../../src/index.ts';
import { harbour, idle, lighthouse } from './catalog.ts';
import { type Market, market } from './market.ts';

type Method = 'get' | 'head' | 'post' | 'patch' | 'delete' | 'put';

export type Api = Market & {
  /** A call as harbourworks, with the api-version; a path starts behind `/api/saas/subscriptions`. */
  call(method: Method, path?: string, as?: Caller): Test;
  /** A call with nothing added. */
  raw(method: Method, path: string): Test;
  readonly failures: unknown[];
};

export type Caller =
  | 'harbour'
  | 'lighthouse'
  | 'idle'
  | 'stranger'
  | 'withoutPrincipal'
  | 'formerAudience'
  | 'wrongAudience'
  | 'expired';

const observe = observer(resolve(import.meta.dirname, '../../reports/observed'));

const documented = new Set(fulfillmentAnswers.answers.map(keyOf));
const undeclared: string[] = [];

/** Answers that the contract of their endpoint does not declare. */
afterEach(() => {
  expect(undeclared.splice(0)).toEqual([]);
});

function note(record: RequestRecord): void {
  observe(record);
  const { contractId: endpoint, status, code } = record;
  if (endpoint === undefined) return;
  const key = keyOf({ endpoint, status, ...(code !== undefined && { code }) });
  if (!documented.has(key)) undeclared.push(key);
}

const root = '/api/saas/subscriptions';
const marketplace = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';
export const unknownId = '00000000-0000-4000-8000-000000000000';

const tokenOf = (
  { tenantId, applicationId }: Pick<Publisher, 'tenantId' | 'applicationId'>,
  audience = marketplace,
): VerifiedToken => ({
  kind: 'app',
  tenantId,
  applicationId,
  audience,
  objectId: 'd2b7c6a4-91e3-4f58-a07b-3c5d1e2f4a69',
  mfa: false,
  roles: [],
});

const tokens: Readonly<Record<string, VerifiedToken>> = {
  harbour: tokenOf(harbour),
  lighthouse: tokenOf(lighthouse),
  idle: tokenOf(idle),
  stranger: tokenOf({ tenantId: harbour.tenantId, applicationId: unknownId }),
  withoutPrincipal: { ...tokenOf(harbour), objectId: '' },
  formerAudience: tokenOf(harbour, '62d94f6c-d599-489b-a797-3e10e42fbe22'),
  wrongAudience: tokenOf(harbour, 'https://graph.microsoft.com'),
};

/** Admits the callers above, by name, into one world. */
const gateTo =
  (world: World): Gate =>
  ({ header }) => {
    const sent = header('authorization');
    if (sent === undefined) return { admitted: false, fault: 'missing', detail: 'no header' };
    const [scheme, name = ''] = sent.split(' ');
    if (scheme !== 'Bearer') return { admitted: false, fault: 'notBearer', detail: 'not a bearer token' };
    const token = tokens[name];
    return token
      ? { admitted: true, token, world }
      : { admitted: false, fault: 'expired', detail: 'it expired' };
  };

/** The API mounted in a world of its own; every reply is held to its contract. */
export function api(
  settings: SettingOverrides = {},
  options: Partial<FulfillmentOptions> = {},
  parts: Partial<World> = {},
): Api {
  const made = market(settings);
  const world: World = {
    name: 'default',
    engine: made.engine,
    receipts: memoryReceipts(),
    durable: () => undefined,
    enter: () => undefined,
    outbox: quietOutbox(made.engine),
    ...parts,
  };
  const served = fulfillment({ gate: gateTo(world), defaultWorld: () => world, ...options });
  const failures: unknown[] = [];
  const app = express().use(
    mount(served.api, served.endpoints, {
      checkReplies: true,
      onFinished: (record) => {
        // What a fault answers is in no contract.
        if (!options.intercept) note(record);
        if (record.error !== undefined) failures.push(record.error);
      },
    }),
  );
  const raw = (method: Method, path: string): Test => request(app)[method](path);
  return {
    ...made,
    raw,
    failures,
    call: (method, path = '', as = 'harbour') =>
      raw(method, withVersion(`${root}${path}`)).set('authorization', `Bearer ${as}`),
  };
}

const withVersion = (path: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}api-version=2018-08-31`;

/** Runs something and makes sure that the world's history did not grow by it. */
export async function changingNothing<T>({ engine }: Market, act: () => PromiseLike<T>): Promise<T> {
  const before = engine.seq();
  const result = await act();
  expect(engine.seq()).toBe(before);
  return result;
}
