import type { DomainError } from '@marketsim/core';
import type { RequestInfo } from '@marketsim/http';
import { describe, expect, it, test } from 'vitest';
import { faultOf } from '../src/errors.ts';
import { render } from '../src/render.ts';

const request: RequestInfo = {
  method: 'GET',
  url: '/',
  path: '/',
  rawQuery: '',
  query: {},
  header: () => undefined,
  base: 'http://localhost',
  requestId: 'r-1',
  correlationId: 'c-1',
  body: '',
};

/** Refusals that need states, plans or callers that no request of this piece of the API can bring about. */
const rare: readonly (readonly [DomainError, number, number])[] = [
  [{ code: 'partnerCannotTransact', partnerId: 'p' }, 403, 2006],
  [{ code: 'notSoldInCountry', country: 'DK' }, 400, 800070],
  [{ code: 'notWhileSuspended', change: 'SetQuantity' }, 400, 2001],
  [{ code: 'notWhileSuspended', change: 'SetAutoRenew' }, 400, 800091],
  [{ code: 'lineItemOutOfRange', lineItemNumber: 4, count: 1 }, 400, 800071],
  [{ code: 'alreadyActive', state: 'AC' }, 400, 800041],
  [{ code: 'activationSuspended' }, 400, 800091],
  [{ code: 'changeNotSupported', change: 'ChangePlan' }, 400, 800042],
  [{ code: 'notSandbox' }, 400, 900127],
  [{ code: 'purchaseTokenInvalid' }, 500, 800003],
  [{ code: 'clockBackwards', now: 'b', to: 'a' }, 500, 800003],
];

describe('the error table', () => {
  test.each(rare)('%o is %i/%i', (error, status, code) => {
    expect(faultOf(error, '2020')).toMatchObject({ status, code, description: expect.stringMatching(/./) });
  });

  test.each([
    [24, '1-day'],
    [25, '2-day'],
    [72, '3-day'],
    [168, '7-day'],
  ])('CAN-08: a window of %i hours is told as %s, rounded up', (windowHours, named) => {
    const passed = {
      setting: 'cancel.window.annualBilled',
      billingCycle: 'annual',
      because: 'policy',
    } as const;
    expect(faultOf({ code: 'windowPassed', windowHours, ...passed }, '2020').description).toContain(named);
  });
});

describe('what a caller reads', () => {
  const said = (error: DomainError): string => faultOf(error, '2020').description;

  test.each([
    ['Suspend', 'suspended'],
    ['Reactivate', 'active'],
    ['expired', 'expired'],
  ])('%s is told as the status %s', (to, status) => {
    expect(said({ code: 'statusChangeNotAllowed', from: 'PN', to })).toBe(
      `The status cannot change from pending to ${status}.`,
    );
  });

  test.each(['Suspend', 'Reactivate', 'ChangePlan', 'SetQuantity', 'SetAutoRenew', 'Cancel'])(
    '%s is told as something that one does',
    (change) => {
      expect(said({ code: 'notWhilePending', change })).toMatch(/^[A-Z][a-z-]+ing\b[a-z -]* is not possible/);
    },
  );
});

describe('rendering', () => {
  it('says nothing of what went wrong inside', () => {
    const { status, body } = render({ kind: 'unexpected', error: new Error('secret path') }, request);
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 800003, data: [], source: 'PartnerFD' });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('keeps descriptions within 1024 characters', () => {
    const { body } = render({ kind: 'malformedJson', detail: 'x'.repeat(5000) }, request);
    expect(body).toMatchObject({ description: expect.stringMatching(/^.{1024}$/) });
  });

  it('names the first wrong property and lists the others', () => {
    const issue = (path: string) => ({ path, message: 'expected text', reason: 'type' as const });
    const { body } = render({ kind: 'shape', where: 'body', issues: [issue(''), issue('a.b')] }, request);
    expect(body).toMatchObject({ code: 3000, description: 'body: expected text; a.b: expected text' });
  });

  test.each([
    ['/v1/customers', 'PartnerFD'],
    ['/v1/customers/c/agreements', 'PartnerFD'],
    ['/v1//Customers/c/Carts', 'PartnerApiServiceControllers'],
    ['/v1/customers/c/subscriptions/s', 'PartnerApiServiceControllers'],
    ['/v1/products', 'PartnerApiServiceControllers'],
  ])('PC 0.9: what is wrong with a request to %s, %s says', (path, source) => {
    for (const reason of ['enum', 'type'] as const) {
      const issues = [{ path: 'a', message: 'expected text', reason }];
      const { body } = render({ kind: 'shape', where: 'body', issues }, { ...request, path });
      expect(body).toMatchObject({ source });
    }
  });
});
