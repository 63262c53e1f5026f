import { describe, expect, test } from 'vitest';
import { allPitfalls } from '../src/faults/catalog.ts';
import { type Caller, started } from './support/running.ts';

interface Shown {
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are whatever was sent and came back
  readonly sent?: any;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are whatever was sent and came back
  readonly body?: any;
}

async function shownBy(id: string): Promise<readonly Shown[]> {
  const at = await started();
  const answer = await at.post(`/_sim/pitfalls/${id}/world`);
  expect(answer.body.error).toBeUndefined();
  expect([answer.status, answer.body.world.name]).toEqual([201, id.toLowerCase()]);
  return answer.body.shown;
}

const statuses = (shown: readonly Shown[]): readonly unknown[] => shown.map(({ status }) => status);

/** A subscription shown by get, in a few members. */
const brief = ({ body }: Shown) => [body.saasSubscriptionStatus, body.quantity];

describe('mistakes of the client, and what the marketplace answers', () => {
  test('F01: a token that is still encoded, decoded twice, or not found is 400; the right one resolves', async () => {
    const shown = await shownBy('F01');
    expect(statuses(shown)).toEqual([400, 400, 400, 200]);
    expect(shown.map(({ body }) => body.code)).toEqual([
      'InvalidValue',
      'InvalidValue',
      'HeaderNotPresent',
      undefined,
    ]);
  });

  test('F04: a token for another resource is 403 with a JSON string', async () => {
    const [refused] = await shownBy('F04');
    expect([refused?.status, typeof refused?.body]).toEqual([403, 'string']);
  });

  test('F07: a token without the word Bearer is 403', async () => {
    expect(statuses(await shownBy('F07'))).toEqual([403]);
  });

  test('F18: a refusal after ten seconds is 409, and the change is made', async () => {
    const [heard, late, read] = await shownBy('F18');
    expect([heard?.sent.action, late?.status, read?.body.quantity]).toEqual(['ChangeQuantity', 409, 12]);
  });

  test('F19: a Success after ten seconds is 409 with the id of the request; the operation has succeeded', async () => {
    const [, late, read] = await shownBy('F19');
    expect([late?.status, Object.keys(late?.body)]).toEqual([409, ['message']]);
    expect(read?.body.status).toBe('Succeeded');
  });

  test('F24: a second change while one is pending is 400, locked', async () => {
    const [first, second] = await shownBy('F24');
    expect([first?.status, second?.status, second?.body.code]).toEqual([202, 400, 'Failed']);
  });

  test('F25: plan and quantity in one PATCH are 400', async () => {
    expect((await shownBy('F25'))[0]).toMatchObject({ status: 400, body: { message: expect.any(String) } });
  });

  test('F26: more seats than the plan has are 400', async () => {
    const [refused] = await shownBy('F26');
    expect([refused?.status, refused?.body.message]).toEqual([400, expect.stringContaining('1 to 50 seats')]);
  });

  test('F33: an answer to an operation of its own is 500', async () => {
    expect(statuses(await shownBy('F33'))).toEqual([202, 500]);
  });

  test('F36b: a 401 of the publisher refuses the change of its customer', async () => {
    const [heard, operation, read] = await shownBy('F36b');
    expect([heard?.status, operation?.body.status, read?.body.quantity]).toEqual([401, 'Failed', 10]);
  });

  test('F45: a resourceUri is 403, the shown name of a plan 400', async () => {
    expect(statuses(await shownBy('F45'))).toEqual([403, 400]);
  });

  test('F46: a second report for the hour is 409 and names the first', async () => {
    const [accepted, again] = await shownBy('F46');
    expect([accepted?.status, again?.status]).toEqual([200, 409]);
    expect(again?.body.additionalInfo.acceptedMessage.usageEventId).toBe(accepted?.body.usageEventId);
  });

  test('F47: an event that is too old is 400, and Expired in a batch', async () => {
    const [single, batch] = await shownBy('F47');
    expect([single?.status, batch?.status, batch?.body.result[0].status]).toEqual([400, 200, 'Expired']);
  });

  test("F56: an address of a landing page with '#' is refused", async () => {
    const [refused] = await shownBy('F56');
    expect([refused?.status, refused?.body.error.message]).toEqual([400, expect.stringContaining("'#'")]);
  });
});

describe('states in which a pitfall lies', () => {
  test('F02: a token of yesterday is 400, a fresh one resolves', async () => {
    expect(statuses(await shownBy('F02'))).toEqual([400, 200]);
  });

  test('F09: nothing is told of a purchase that nobody configures, up to its end', async () => {
    const [pending, deliveries, lapsed] = await shownBy('F09');
    expect(pending?.body.saasSubscriptionStatus).toBe('PendingFulfillmentStart');
    expect(deliveries?.body.deliveries).toEqual([]);
    expect(lapsed?.body.saasSubscriptionStatus).toBe('Unsubscribed');
  });

  test('F12: endDate is the last day of the term', async () => {
    const [read] = await shownBy('F12');
    expect(read?.body.term).toMatchObject({
      startDate: '2026-01-05T00:00:00Z',
      endDate: '2026-02-04T00:00:00Z',
    });
  });

  test('F27: through a partner there is no puid and only Read; PATCH and DELETE are 400', async () => {
    const [read, patched, deleted] = await shownBy('F27');
    const { beneficiary, purchaser, allowedCustomerOperations } = read?.body ?? {};
    expect([beneficiary.puid, purchaser.puid, allowedCustomerOperations]).toEqual([null, null, ['Read']]);
    expect(purchaser.tenantId).not.toBe(beneficiary.tenantId);
    expect([patched?.status, deleted?.status]).toEqual([400, 400]);
  });

  test('F28: beneficiary and purchaser are of two tenants', async () => {
    const [resolved] = await shownBy('F28');
    const { beneficiary, purchaser } = resolved?.body.subscription ?? {};
    expect(beneficiary.tenantId).not.toBe(purchaser.tenantId);
  });

  test('F29: the link behind Manage account resolves to what is Subscribed', async () => {
    const [resolved] = await shownBy('F29');
    expect(resolved?.body.subscription.saasSubscriptionStatus).toBe('Subscribed');
  });

  test('F30: the quantity of a flat rate is absent, 1 and null', async () => {
    const [read, webhook] = await shownBy('F30');
    expect('quantity' in (read?.body ?? {})).toBe(false);
    expect([webhook?.sent.quantity, webhook?.sent.subscription.quantity]).toEqual([1, null]);
  });

  test("F32: the publisher's own change comes back as a webhook of source Partner", async () => {
    const [asked, webhook] = await shownBy('F32');
    expect([asked?.status, webhook?.sent.action]).toEqual([202, 'ChangeQuantity']);
    expect(webhook?.sent.operationRequestSource).toBe('Partner');
  });

  test('F38: most of the list is Unsubscribed', async () => {
    const [list] = await shownBy('F38');
    const all: readonly string[] = list?.body.subscriptions.map(
      ({ saasSubscriptionStatus }: { readonly saasSubscriptionStatus: string }) => saasSubscriptionStatus,
    );
    expect([all.length, all.filter((status) => status === 'Unsubscribed').length]).toEqual([8, 7]);
  });

  test('F39: what was cancelled still has autoRenew', async () => {
    const [read] = await shownBy('F39');
    expect([read?.body.saasSubscriptionStatus, read?.body.autoRenew]).toEqual(['Unsubscribed', true]);
  });

  test('F41: suspended, and thirty days later over', async () => {
    const [suspend, suspended, unsubscribe, ended] = await shownBy('F41');
    expect([suspend?.sent.action, unsubscribe?.sent.action]).toEqual(['Suspend', 'Unsubscribe']);
    expect([suspended, ended].map((read) => read && brief(read)[0])).toEqual(['Suspended', 'Unsubscribed']);
  });

  test('F50: fractions come back with all their digits', async () => {
    const shown = await shownBy('F50');
    expect(shown.map(({ body }) => body.quantity)).toEqual([0.1 + 0.2, 1234567.890123456]);
  });

  test('F51: use before the end is taken for a day, use after it is not', async () => {
    expect(statuses(await shownBy('F51'))).toEqual([200, 400, 400]);
  });

  test('F53: resolve gives Subscribed at the first visit, and Activate meets what is active', async () => {
    const [resolved, activated, refused] = await shownBy('F53');
    expect(resolved?.body.subscription.saasSubscriptionStatus).toBe('Subscribed');
    expect([activated?.status, refused?.status]).toEqual([200, 400]);
  });
});

const code = async (call: ReturnType<Caller['call']>) => {
  const { status, body } = await call;
  return [status, body.error.code];
};

test('a pitfall is prepared in a world of its own, which stays; each time in another', async () => {
  const at = await started();
  for (const name of ['f39', 'f39-2', 'mine']) {
    const body = name === 'mine' ? { name } : undefined;
    expect((await at.post('/_sim/pitfalls/f39/world', body)).body.world.name).toBe(name);
  }
  const list = await at.get('/api/saas/subscriptions?api-version=2018-08-31', {
    headers: { authorization: 'Bearer dev-publisher@f39-2' },
  });
  expect(list.body.subscriptions).toHaveLength(1);
  expect(await code(at.post('/_sim/pitfalls/F39/world', { name: 'mine' }))).toEqual([409, 'worldExists']);
  expect(await code(at.post('/_sim/pitfalls/F99/world'))).toEqual([404, 'pitfallUnknown']);
});

test('every pitfall of the list is told with its symptom and what a correct client does', async () => {
  const { body } = await (await started()).get('/_sim/pitfalls');
  expect(body.pitfalls).toHaveLength(allPitfalls.length);
  expect(body.pitfalls.find(({ id }: { readonly id: string }) => id === 'F16')).toMatchObject({
    ...{ kind: 'fault', source: 'SaaS Accelerator #694' },
    ...{ does: expect.any(String), symptom: expect.any(String), correct: expect.any(String) },
  });
  expect(body.faults.map(({ name }: { readonly name: string }) => name)).toContain('throttled');
});
