import { webhookPayload } from '@marketsim/fulfillment';
import { describe, expect, test } from 'vitest';
import { type Told, told } from './support/told.ts';

/** In the order in which the documentation shows them. */
const members = [
  'id',
  'activityId',
  'publisherId',
  'offerId',
  'planId',
  'quantity',
  'subscriptionId',
  'timeStamp',
  'action',
  'status',
  'operationRequestSource',
  'subscription',
  'purchaseToken',
];

/** The payload that an action brought, held to its schema: no member more, none less. */
async function sent(at: Told, action: string): Promise<Record<string, unknown>> {
  await expect.poll(() => at.receiver.actions()).toContain(action);
  const payload = at.receiver.calls.findLast((call) => call.payload.action === action)?.payload;
  expect(webhookPayload.strict().safeParse(payload).error).toBeUndefined();
  expect(Object.keys(payload ?? {})).toEqual(members);
  return payload ?? {};
}

describe('SF 4.3: what a publisher is sent', () => {
  test('ChangeQuantity: the new quantity above, the old one below', async () => {
    const at = await told();
    const id = at.buyActive();
    await at.setQuantity(id, 12);
    const { customerId } = at.subscription(id);
    expect(await sent(at, 'ChangeQuantity')).toEqual({
      id: expect.any(String),
      activityId: expect.any(String),
      publisherId: 'publisher-1',
      offerId: 'teamwork',
      planId: 'standard',
      operationRequestSource: 'Azure',
      subscriptionId: id,
      timeStamp: '2026-01-05T09:00:00.0000000Z',
      action: 'ChangeQuantity',
      quantity: 12,
      status: 'InProgress',
      subscription: {
        id,
        name: 'Standard',
        publisherId: 'publisher-1',
        offerId: 'teamwork',
        planId: 'standard',
        quantity: 10,
        beneficiary: expect.objectContaining({ tenantId: customerId, puid: null }),
        purchaser: expect.objectContaining({ tenantId: at.subscription(id).partnerId, puid: null }),
        allowedCustomerOperations: ['Read'],
        sessionMode: 'None',
        isFreeTrial: false,
        isTest: false,
        sandboxType: 'None',
        saasSubscriptionStatus: 'Subscribed',
        term: {
          startDate: '2026-01-05T00:00:00Z',
          endDate: '2026-02-04T00:00:00Z',
          termUnit: 'P1M',
          chargeDuration: null,
        },
        autoRenew: true,
        created: '2026-01-05T09:00:00Z',
        lastModified: '2026-01-05T09:00:00.0000000Z',
      },
      purchaseToken: null,
    });
  });

  test('Suspend shows Suspended, Reinstate asks while still Suspended, Unsubscribe shows Unsubscribed', async () => {
    const at = await told();
    const id = at.buyActive();
    await at.setStatus(id, 'suspended');
    await at.setStatus(id, 'active');
    await at.advance('PT10S');
    await at.setStatus(id, 'deleted');
    const status = async (action: string) => {
      const payload = await sent(at, action);
      return [payload['status'], Object(payload['subscription']).saasSubscriptionStatus];
    };
    expect(await status('Suspend')).toEqual(['Succeeded', 'Suspended']);
    expect(await status('Reinstate')).toEqual(['InProgress', 'Suspended']);
    expect(await status('Unsubscribe')).toEqual(['Succeeded', 'Unsubscribed']);
  });

  test('Renew shows the new term', async () => {
    const at = await told();
    at.buyActive();
    await at.advance('P1M');
    expect(await sent(at, 'Renew')).toMatchObject({
      quantity: 10,
      subscription: { term: { startDate: '2026-02-05T00:00:00Z', endDate: '2026-03-04T00:00:00Z' } },
    });
  });

  test('a flat rate has quantity 1 above and null below', async () => {
    const at = await told({ ownPublisher: { alias: 'publisher-2' } });
    at.buyActive({ planId: 'flat', quantity: 1 });
    await at.advance('P1M');
    expect(await sent(at, 'Renew')).toMatchObject({ quantity: 1, subscription: { quantity: null } });
  });

  test('ChangePlan: the new plan above, the old one below', async () => {
    const at = await told();
    const id = at.buyActive();
    const change = { type: 'ChangePlan', planId: 'negotiated' } as const;
    expect(at.engine.execute({ type: 'ChangeSubscription', subscriptionId: id, changes: [change] }).ok).toBe(
      true,
    );
    expect(await sent(at, 'ChangePlan')).toMatchObject({
      planId: 'negotiated',
      quantity: 10,
      status: 'InProgress',
      subscription: { planId: 'standard', quantity: 10 },
    });
  });

  test('every try sends the same body, with the bearer of SF 4.6', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = (call, response, number) =>
      number === 1 ? response.writeHead(500).end() : at.quiet(call, response, number);
    await at.setQuantity(id, 12);
    await at.advance('PT1M');
    const [first, second] = at.receiver.calls;
    expect(second?.payload).toEqual(first?.payload);
    expect(first?.headers['content-type']).toBe('application/json');
    const publisher = at.world.identified.publishers[0];
    const claims = JSON.parse(
      Buffer.from(first?.headers.authorization?.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(claims).toMatchObject({
      aud: publisher?.applicationId,
      tid: publisher?.tenantId,
      appid: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
      ver: '1.0',
    });
  });
});
