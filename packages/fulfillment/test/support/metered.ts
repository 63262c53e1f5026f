import type { SettingOverrides } from '@marketsim/core';
import type { Test } from 'supertest';
import { expect } from 'vitest';
import { type Api, api, type Caller } from './api.ts';
import { soundings } from './catalog.ts';

/** One flat-rate subscription to plan `shore`, active since the world began, 2026-01-31T09:00:00.500Z. */
export type Metered = Api & {
  readonly id: string;
  /** An event of it as a publisher sends it, one ping at nine o'clock unless told otherwise. */
  event(detail?: object): object;
  report(event: object, as?: Caller): Test;
  batch(events: readonly unknown[], as?: Caller): Test;
  usage(query: string, as?: Caller): Test;
};

const version = 'api-version=2018-08-31';

/** A world in which somebody's use can be reported, at half past ten of the first day unless told otherwise. */
export function metered(settings: SettingOverrides = {}, at = '2026-01-31T10:30:00Z'): Metered {
  const world = api(settings);
  const id = world.buyActive({ offer: soundings, friendlyName: 'Sonar pilot' });
  world.advanceTo(at);
  const call = (method: 'get' | 'post', path: string, as: Caller = 'harbour'): Test =>
    world.raw(method, `/api/${path}`).set('authorization', `Bearer ${as}`);
  return {
    ...world,
    id,
    event: (detail = {}) => ({
      resourceId: id,
      quantity: 1,
      dimension: 'pings',
      effectiveStartTime: '2026-01-31T10:00:00Z',
      planId: 'shore',
      ...detail,
    }),
    report: (event, as) => call('post', `usageEvent?${version}`, as).send(event),
    batch: (events, as) => call('post', `batchUsageEvent?${version}`, as).send({ request: events }),
    usage: (query, as) => call('get', `usageEvents?${version}&${query}`, as),
  };
}

/** The body of a refused report that has one thing wrong with it (SF 6.2). */
export const badArgument = (target: string, message: string = expect.any(String)): object => ({
  message: 'One or more errors have occurred.',
  target: 'usageEventRequest',
  code: 'BadArgument',
  details: [{ message, target, code: 'BadArgument' }],
});
