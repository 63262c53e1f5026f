import { createVerify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { good, partnerHook, register } from './support/partner-hook.ts';
import { type Told, told } from './support/told.ts';
import { until } from './support/until.ts';

const switchOn = async (at: Told, name: string, rest: object = {}): Promise<void> => {
  expect((await at.post('/_sim/faults', { name, route: 'partnerWebhooks', ...rest })).status).toBe(201);
};

const triesIn = ({ engine }: Told) =>
  engine.events().flatMap((event) => (event.type === 'NoticeTried' ? [event] : []));

async function listening() {
  const at = await told();
  const hook = await partnerHook(good);
  await register(at, hook.url, { WebhookEvents: ['subscription-updated'] });
  return { at, hook };
}

describe('webhooks of partners meet faults', () => {
  it('F16: come again at once', async () => {
    const { at, hook } = await listening();
    await switchOn(at, 'F16', { count: 1, parameters: { times: 2 } });
    at.buyActive();
    await until(() => triesIn(at).length === 2);
    const texts = hook.heard.map(({ text }) => text);
    expect(texts).toHaveLength(4);
    expect(new Set(texts.slice(0, 3)).size).toBe(1);
  });

  it('F16: come again by the schedule of retries, though they were answered', async () => {
    const { at, hook } = await listening();
    await switchOn(at, 'F16', { count: 2, parameters: { for: 'hours' } });
    at.buyActive();
    await until(() => triesIn(at).length === 2);
    expect(triesIn(at)[0]?.outcome.failure).toContain('F16');
    await at.advance('PT30S');
    expect(hook.heard).toHaveLength(4);
    expect(at.engine.state.noticesAhead.size).toBe(0);
  });

  it.each([
    ['badSignature', 'another body'],
    ['none', 'nothing'],
  ])('F36: are signed wrongly: %s', async (bearer) => {
    const { at, hook } = await listening();
    await switchOn(at, 'F36', { route: 'subscription-updated', parameters: { bearer } });
    at.buyActive();
    await until(() => hook.heard.length > 0);
    const [{ headers, text } = { headers: {}, text: '' }] = hook.heard;
    if (bearer === 'none') expect(headers.authorization).toBeUndefined();
    else {
      const pem = await (await fetch(String(headers['x-ms-certificate-url']))).text();
      const [, signature = ''] = /^Signature (.+)$/.exec(headers.authorization ?? '') ?? [];
      const { publicKey } = new X509Certificate(pem);
      expect(createVerify('sha256').update(text).verify(publicKey, signature, 'base64')).toBe(false);
    }
  });

  it('F55: call nobody', async () => {
    const { at, hook } = await listening();
    await switchOn(at, 'F55', { count: 1 });
    at.buyActive();
    await until(() => triesIn(at).length === 2);
    expect(triesIn(at).map(({ outcome }) => outcome.failure ?? outcome.status)).toEqual([
      expect.stringContaining('F55'),
      200,
    ]);
    expect(hook.heard).toHaveLength(1);
  });

  it('that are meant for one subscription, another event or a publisher spare the others', async () => {
    const { at, hook } = await listening();
    const spared = at.buyActive();
    await switchOn(at, 'F55', { route: undefined, subscriptionId: spared });
    await switchOn(at, 'F55', { route: 'invoice-ready' });
    await switchOn(at, 'F55', { route: 'webhooks' });
    await switchOn(at, 'F55', { route: undefined, publisherId: at.subscription(spared).publisherId });
    await until(() => triesIn(at).length === 2);
    const before = hook.heard.length;
    at.buyActive();
    await until(() => triesIn(at).length === 4);
    expect(hook.heard.length - before).toBe(2);
  });
});
