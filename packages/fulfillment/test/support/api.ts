import type { Publisher, SettingOverrides } from '@marketsim/core';
import {
  type Gate,
  memoryReceipts,
  mount,
  quietOutbox,
  type VerifiedToken,
  type World,
} from '@marketsim/http';
import express from 'express';
import request, { type Test } from 'supertest';
import { expect } from 'vitest';
import { type FulfillmentOptions, fulfillment } from '../../src/index.ts';
import { harbour, idle, lighthouse } from './catalog.ts';
import { type Market, market } from './market.ts';

type Method = 'get' | 'post' | 'patch' | 'delete' | 'put';

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
export function api(settings: SettingOverrides = {}, options: Partial<FulfillmentOptions> = {}): Api {
  const made = market(settings);
  const world: World = {
    name: 'default',
    engine: made.engine,
    receipts: memoryReceipts(),
    durable: () => undefined,
    enter: () => undefined,
    outbox: quietOutbox(made.engine),
  };
  const served = fulfillment({ gate: gateTo(world), defaultWorld: () => world, ...options });
  const failures: unknown[] = [];
  const app = express().use(
    mount(served.api, served.endpoints, {
      checkReplies: true,
      onFinished: ({ error }) => {
        if (error !== undefined) failures.push(error);
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
