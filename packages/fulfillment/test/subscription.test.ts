import { instant } from '@marketsim/core';
import { expect, test } from 'vitest';
import { subscriptionBody } from '../src/resources/subscription.ts';
import { wireTime } from '../src/resources/time.ts';
import { api, changingNothing, unknownId } from './support/api.ts';
import { ids, pierdesk, soundings } from './support/catalog.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('an active subscription has every member, in the recorded order (SF 2.2)', async () => {
  const { call, buyActive, advanceTo, change, buy } = api();
  const id = buy({ friendlyName: 'Quay office' });
  advanceTo('2026-02-10T15:30:00Z');
  change(id, { type: 'ConfirmActivation' });
  const { body, text, headers } = await call('get', `/${id}`).expect(200);
  const expected = {
    id,
    publisherId: 'harbourworks',
    offerId: 'pierdesk',
    name: 'Quay office',
    saasSubscriptionStatus: 'Subscribed',
    beneficiary: {
      emailId: 'it@saltmarsh.example',
      objectId: expect.stringMatching(guid),
      tenantId: ids.german,
      puid: null,
    },
    purchaser: {
      emailId: 'orders@nordliche-cloud-co.example',
      objectId: expect.stringMatching(guid),
      tenantId: ids.cloudPartner,
      puid: null,
    },
    planId: 'crew',
    term: { startDate: '2026-02-10T00:00:00Z', endDate: '2026-03-09T00:00:00Z', termUnit: 'P1M' },
    autoRenew: true,
    isTest: false,
    isFreeTrial: false,
    allowedCustomerOperations: ['Read'],
    sandboxType: 'None',
    created: '2026-01-31T09:00:00.5Z',
    lastModified: '0001-01-01T00:00:00',
    quantity: 10,
    sessionMode: 'None',
  };
  expect(body).toEqual(expected);
  expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(expected));
  expect(Object.keys(body.beneficiary)).toEqual(['emailId', 'objectId', 'tenantId', 'puid']);
  expect(Object.keys(body.term)).toEqual(['startDate', 'endDate', 'termUnit']);
  expect(body.beneficiary.objectId).not.toBe(body.purchaser.objectId);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(headers['etag']).toMatch(/^"[0-9a-f-]{36}"$/);
  const other = await call('get', `/${buyActive()}`).expect(200);
  expect(other.body.beneficiary).toEqual(body.beneficiary);
});

test('a flat-rate plan has no quantity, and no dates before its activation (SF 9 C24)', async () => {
  const { call, buy } = api();
  const { body } = await call('get', `/${buy({ offer: soundings })}`).expect(200);
  expect(body).not.toHaveProperty('quantity');
  expect(body.term).toEqual({ termUnit: 'P1M' });
  expect(body.saasSubscriptionStatus).toBe('PendingFulfillmentStart');
  expect(body.name).toBe('Shore');
});

test('an end keeps term, quantity and autoRenew (SF 9 C25, C38)', async () => {
  const { call, buyActive, change } = api();
  const id = buyActive();
  change(id, { type: 'Cancel' });
  const { body } = await call('get', `/${id}`).expect(200);
  expect(body).toMatchObject({ saasSubscriptionStatus: 'Unsubscribed', quantity: 10, autoRenew: true });
  expect(body.term).toEqual({
    startDate: '2026-01-31T00:00:00Z',
    endDate: '2026-02-27T00:00:00Z',
    termUnit: 'P1M',
  });
});

test('a purchase that lapsed has no dates (ACT-14)', async () => {
  const { call, buy, advanceTo } = api();
  const id = buy();
  advanceTo('2026-03-10T00:00:00Z');
  const { body } = await call('get', `/${id}`).expect(200);
  expect(body.saasSubscriptionStatus).toBe('Unsubscribed');
  expect(body.term).toEqual({ termUnit: 'P1M' });
});

test('the term rolls forward with each renewal (SF 5.3)', async () => {
  const { call, buyActive, advanceTo } = api();
  const id = buyActive();
  advanceTo('2026-02-28T00:00:00Z');
  const { body } = await call('get', `/${id}`).expect(200);
  expect(body.term).toMatchObject({ startDate: '2026-02-28T00:00:00Z', endDate: '2026-03-30T00:00:00Z' });
});

test('a free trial says so until it turns into a paid term (BIL-24)', async () => {
  const { call, buy, change, advanceTo } = api();
  const id = buy({ planId: 'tryout' });
  const freeTrial = async () => (await call('get', `/${id}`).expect(200)).body.isFreeTrial;
  expect(await freeTrial()).toBe(true);
  change(id, { type: 'ConfirmActivation' });
  expect(await freeTrial()).toBe(true);
  advanceTo('2026-03-02T00:00:00Z');
  expect(await freeTrial()).toBe(false);
});

test('a purchase in the integration sandbox says Csp (SF 2.2)', async () => {
  const { call, buy } = api();
  const { body } = await call('get', `/${buy({ customerId: ids.american })}`).expect(200);
  expect(body.sandboxType).toBe('Csp');
  expect(body.purchaser.emailId).toBe('orders@trial-ground.example');
});

test("a partner's nickname is not shown to the publisher (ACT-19)", async () => {
  const { call, buyActive, change } = api();
  const id = buyActive({ friendlyName: 'Quay office' });
  change(id, { type: 'SetNickname', friendlyName: 'Cost centre 7' });
  const { body } = await call('get', `/${id}`).expect(200);
  expect(body.name).toBe('Quay office');
});

test('a purchase without a partner is paid by its user, who may do everything (SF 2.2)', () => {
  const { buyDirect, subscription, engine } = api();
  const body = subscriptionBody(subscription(buyDirect()), engine.state);
  expect(body.beneficiary.tenantId).toBe(ids.german);
  expect(body.purchaser).toEqual(body.beneficiary);
  expect(body.purchaser.puid).toMatch(/^[0-9A-F]{16}$/);
  expect(body.allowedCustomerOperations).toEqual(['Delete', 'Update', 'Read']);
});

test('the etag is that of what is shown (SF 1.3)', async () => {
  const { call, buyActive, change } = api();
  const id = buyActive();
  const etag = async () => (await call('get', `/${id}`).expect(200)).headers['etag'];
  const first = await etag();
  expect(await etag()).toBe(first);
  change(id, { type: 'SetNickname', friendlyName: 'unseen' });
  expect(await etag()).toBe(first);
  change(id, { type: 'Cancel' });
  expect(await etag()).not.toBe(first);
});

test('ids are read in any case', async () => {
  const { call, buy } = api();
  const id = buy();
  const { body } = await call('get', `/${id.toUpperCase()}`).expect(200);
  expect(body.id).toBe(id);
});

test.each([unknownId, 'nope'])('an unknown subscription is not found: %s (SF 2.5)', async (id) => {
  const world = api();
  const { body } = await changingNothing(world, () => world.call('get', `/${id}`).expect(404));
  expect(body).toEqual({
    code: 'EntityNotFound',
    message: `Subscription ${id} does not exist`,
    target: 'subscriptionId',
  });
});

test("another publisher's subscription is refused with a JSON text (SF 1.5)", async () => {
  const { call, buy } = api();
  const id = buy({ offer: pierdesk });
  const { body, text } = await call('get', `/${id}`, 'lighthouse').expect(403);
  expect(body).toBe(`Subscription ${id} is of an offer that belongs to another application.`);
  expect(text.startsWith('"')).toBe(true);
});

test('trailing zeros of a fraction are dropped, whole seconds have none (SF 2.2)', () => {
  expect(wireTime(instant('2026-01-31T10:20:30.000Z'))).toBe('2026-01-31T10:20:30Z');
  expect(wireTime(instant('2026-01-31T00:00:00.120Z'))).toBe('2026-01-31T00:00:00.12Z');
});
