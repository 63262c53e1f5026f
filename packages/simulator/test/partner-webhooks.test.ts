import { createVerify, X509Certificate } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { good, type Heard, partnerHook, register, registration } from './support/partner-hook.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { agent, type Told, told } from './support/told.ts';
import { until } from './support/until.ts';

const eventsIn = (heard: readonly Heard[]) => heard.map(({ text }) => JSON.parse(text).EventName);
const triesIn = ({ engine }: Told) =>
  engine.events().flatMap((event) => (event.type === 'NoticeTried' ? [event] : []));

describe('PC 8.2: webhooks of partners', () => {
  it('carry a body with capitals, signed over its bytes by the certificate that they name', async () => {
    const at = await told();
    const hook = await partnerHook(good);
    await register(at, hook.url);
    const id = at.buyActive();
    await until(() => hook.heard.length > 0);
    const [{ headers, text } = { headers: {}, text: '' }] = hook.heard;
    const { customerId } = at.subscription(id);
    const body = JSON.parse(text);
    expect(body).toEqual({
      EventName: 'subscription-updated',
      ResourceUri: `${at.simulator.url}/webhooks/v1/customers/${customerId}/subscriptions/${id}`,
      ResourceName: 'subscription',
      AuditUri: null,
      ResourceChangeUtcDate: expect.stringMatching(/^\d{4}-.*\+00:00$/),
    });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-ms-signature-algorithm': 'rsa-sha256',
    });
    const pem = await (await fetch(String(headers['x-ms-certificate-url']))).text();
    const certificate = new X509Certificate(pem);
    expect(certificate.subject).toContain('O=Microsoft Corporation');
    const [, signature = ''] = /^Signature (.+)$/.exec(headers.authorization ?? '') ?? [];
    const verifies = (bytes: string) =>
      createVerify('sha256').update(bytes).verify(certificate.publicKey, signature, 'base64');
    expect([verifies(text), verifies(`${text} `)]).toEqual([true, false]);
    const read = await at.get(new URL(body.ResourceUri).pathname, { headers: agent });
    expect([read.status, read.body.id]).toEqual([200, id]);
  });

  it('carry the signature in a header of its own where that was asked for', async () => {
    const at = await told();
    const hook = await partnerHook(good);
    await register(at, hook.url, { SignatureTokenToMsSignatureHeader: true });
    await at.post(`${registration}/validationEvents`, undefined, { headers: agent });
    await until(() => hook.heard.length > 0);
    expect(hook.heard[0]?.headers['x-ms-signature']).toMatch(/^Signature /);
    expect(hook.heard[0]?.headers.authorization).toBeUndefined();
  });

  it('tell of tests at once, and the result can be read', async () => {
    const at = await told();
    const hook = await partnerHook(good);
    await register(at, hook.url);
    const { body } = await at.post(`${registration}/validationEvents`, undefined, { headers: agent });
    const path = `${registration}/validationEvents/${body.correlationId}`;
    const read = async () => (await at.get(path, { headers: agent })).body;
    await until(async () => (await read()).status === 'completed');
    expect(await read()).toMatchObject({ results: [{ responseCode: 'OK', systemError: false }] });
    expect(JSON.parse(hook.heard[0]?.text ?? '').ResourceUri).toBe(`${at.simulator.url}${path}`);
  });

  it('tell of renewals and invoices in the order of time, as the clock moves', async () => {
    const at = await told();
    const hook = await partnerHook(good);
    at.buyActive();
    await register(at, hook.url);
    expect((await at.advance('P65D')).body.reached).toBe('target');
    expect(eventsIn(hook.heard)).toEqual([
      ...['subscription-updated', 'invoice-ready', 'subscription-updated', 'invoice-ready'],
    ]);
    const dates = hook.heard.map(({ text }) => JSON.parse(text).ResourceChangeUtcDate);
    expect(dates).toEqual(dates.toSorted());
  });

  it('are tried again in world time until they are heard', async () => {
    const at = await told();
    let status = 503;
    const hook = await partnerHook((response) => response.writeHead(status).end());
    await register(at, hook.url);
    at.buyActive();
    await until(() => triesIn(at).length === 2);
    await at.advance('PT29S');
    expect(hook.heard).toHaveLength(2);
    await at.advance('PT1S');
    expect(hook.heard).toHaveLength(4);
    status = 200;
    await at.advance('PT1M');
    expect(hook.heard).toHaveLength(6);
    await at.advance('P1D');
    expect(hook.heard).toHaveLength(6);
    expect(at.engine.state.noticesAhead.size).toBe(0);
  });

  it('leave an address alone in an advance once three tries in a row have failed', async () => {
    const at = await told();
    const hook = await partnerHook((response) => response.destroy());
    at.buyActive();
    await register(at, hook.url);
    await at.advance('P65D');
    expect(hook.heard).toHaveLength(3);
    expect(at.engine.state.noticesAhead.size).toBe(0);
    const results = triesIn(at).flatMap(({ result }) => result ?? []);
    expect(results).toEqual(['exhausted', 'exhausted', 'exhausted', 'exhausted']);
  });

  it('can be answered by whoever looks first, also while the clock moves', async () => {
    const at = await told();
    const seen: unknown[] = [];
    const hook = await partnerHook(async (response) => {
      const { ResourceUri } = JSON.parse(hook.heard.at(-1)?.text ?? '{}');
      const { body } = await at.get(new URL(ResourceUri).pathname, { headers: agent });
      seen.push(body.commitmentEndDate);
      response.writeHead(200).end();
    });
    at.buyActive();
    await register(at, hook.url, { WebhookEvents: ['subscription-updated'] });
    await at.advance('P65D');
    const ends = seen.map((text) => String(text).slice(0, 7));
    expect(ends).toHaveLength(2);
    expect(new Set(ends).size).toBe(2);
    expect(triesIn(at).map(({ outcome }) => outcome.status)).toEqual([200, 200]);
  });

  it('survive a restart: the registration, and what is not heard yet', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    let status = 503;
    const hook = await partnerHook((response) => response.writeHead(status).end());
    await register(first, hook.url, { WebhookEvents: ['test-created'] });
    await first.post(`${registration}/validationEvents`, undefined, { headers: agent });
    await until(() => triesIn(first).length === 1);
    await first.simulator.close();

    const again = await told({ dataFolder }, first.receiver);
    const { body } = await again.get(registration, { headers: agent });
    expect(body).toEqual({ WebhookUrl: hook.url, WebhookEvents: ['test-created'] });
    status = 200;
    await again.advance('PT30S');
    expect(hook.heard).toHaveLength(2);
    expect(again.engine.state.noticesAhead.size).toBe(0);
  });

  it('go out in the same order, with the same history, whichever is heard first', async () => {
    /** The nth call is answered after so many turns of the event loop. */
    const history = async (turnsOf: (n: number) => number): Promise<readonly string[]> => {
      const at = await told();
      let calls = 0;
      const hook = await partnerHook(async (response) => {
        const turns = turnsOf(calls++);
        for (let turn = 0; turn < turns; turn++) await setImmediate();
        good(response);
      });
      // The address differs from run to run; all else is the same.
      await register(at, hook.url);
      for (let n = 0; n < 4; n++) at.buyActive();
      await at.advance('P65D');
      const lines = at.engine.events().map((event) => JSON.stringify(event).replaceAll(hook.url, 'HOOK'));
      return lines.slice(lines.findIndex((line) => line.includes('WebhookRegistered')));
    };
    const first = await history(() => 0);
    expect(first.filter((line) => line.includes('NoticeTried')).length).toBeGreaterThan(8);
    expect(await history((n) => (n % 4) * 20)).toEqual(first);
    expect(await history((n) => (3 - (n % 4)) * 20)).toEqual(first);
  });
});
