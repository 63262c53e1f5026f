import { describe, expect, test, vi } from 'vitest';
import { json } from './support/marketsim.ts';
import { type Started, started } from './support/process.ts';
import { webhook } from './support/publisher.ts';

/** The mock publisher as the banner names it. */
function mockOf({ banner }: Pick<Started, 'banner'>): { readonly url: string; readonly pid: number } {
  const [, url = '', pid] = /Mock publisher +(http\S+) +process (\d+)/.exec(banner) ?? [];
  return { url, pid: Number(pid) };
}

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 30_000, interval: 10 });

describe('the mock publisher', () => {
  test('is a process of its own, with a page and a desk for each publisher, and ends with the command', async () => {
    const at = await started();
    const { url, pid } = mockOf(at);
    expect(pid).not.toBe(at.child.pid);
    for (const page of ['publisher-1/landing', 'publisher-2/']) {
      const address = `${url}/default/${page}`;
      expect(at.banner).toContain(address);
      expect((await fetch(address)).status).toBe(200);
    }
    expect(await at.stop()).toBe(0);
    expect(isGone(pid)).toBe(true);
    expect(at.said()).toBe('');
  });

  test('ends also when the command is killed', async () => {
    const at = await started();
    const { pid } = mockOf(at);
    at.child.kill('SIGKILL');
    await until(() => isGone(pid));
  });

  test('may die: the command says so and goes on', async () => {
    const at = await started();
    const { pid } = mockOf(at);
    process.kill(pid, 'SIGKILL');
    await until(() => at.said().includes('\n'));
    expect(at.said()).toBe(
      'marketsim: the mock publisher is gone: it was ended by SIGKILL; its pages and webhooks do not answer any more\n',
    );
    expect((await fetch(`${at.url}/_sim/health`)).status).toBe(200);
    expect(await at.stop()).toBe(0);
  });

  test('tells what it refuses on standard error', async () => {
    const at = await started();
    const { url } = mockOf(at);
    await fetch(`${url}/default/publisher-1/webhook`, { method: 'POST', body: '{}' });
    await until(() => at.said().includes('\n'));
    expect(at.said()).toContain('marketsim publisher: default/publisher-1 webhook');
  });

  test('is left out by --no-mock-publisher', async () => {
    const at = await started(['--no-mock-publisher']);
    expect(at.banner).toContain('none: nobody is told of changes, and they apply at once');
    expect((await json('clock', '--url', at.url)).mode).toBe('live');
  });
});

interface Publisher {
  readonly alias: string;
  readonly tenantId: string;
  readonly landingPageUrl: string;
  readonly webhookUrl?: string;
}

interface Metadata {
  readonly issuer: string;
  readonly jwks_uri: string;
}

async function publishersOf({ url }: Started): Promise<readonly Publisher[]> {
  const response = await fetch(`${url}/_sim/accounts`);
  return ((await response.json()) as { readonly publishers: readonly Publisher[] }).publishers;
}

describe('an own publisher app', () => {
  const landing = 'http://127.0.0.1:3000/landing?from=market';

  test('takes the place of the first publisher, and is told how it signs in and whom it may trust', async () => {
    const own = await webhook();
    const at = await started(['--publisher-landing', landing, '--publisher-webhook', own.url]);
    const [first, second] = await publishersOf(at);
    expect(first).toMatchObject({ landingPageUrl: landing, webhookUrl: own.url });
    expect(second?.landingPageUrl).toBe(`${mockOf(at).url}/default/publisher-2/landing`);
    expect(at.banner).toMatch(/Your own app +in the place of publisher-1/);
    for (const fact of [landing, own.url, first?.tenantId ?? 'none'])
      expect(at.banner).toContain(`${fact}\n`);
    const metadata = /webhook tokens +(\S+)/.exec(at.banner)?.[1] ?? '';
    const described = (await (await fetch(metadata)).json()) as Metadata;
    expect(described.issuer).toBe(`https://sts.windows.net/${first?.tenantId}/`);
    expect((await fetch(described.jwks_uri)).status).toBe(200);
    const keys = /^ +(\S+) +keys$/m.exec(at.banner)?.[1] ?? '';
    expect(await (await fetch(keys)).json()).toMatchObject({ keys: [{ kty: 'RSA' }] });
  });

  test('takes the place of the one that is named', async () => {
    const at = await started(['--publisher-landing', landing, '--publisher-alias', 'publisher-2']);
    const [first, second] = await publishersOf(at);
    expect(first?.landingPageUrl).toBe(`${mockOf(at).url}/default/publisher-1/landing`);
    expect(second).toMatchObject({ landingPageUrl: landing });
    expect(second?.webhookUrl).toBeUndefined();
    expect(at.banner).toContain('none: it is told of nothing, and changes apply at once');
  });

  test('without a landing page has the one of the mock publisher', async () => {
    const own = await webhook();
    const at = await started(['--publisher-webhook', own.url]);
    const [first] = await publishersOf(at);
    expect(first?.landingPageUrl).toBe(`${mockOf(at).url}/default/publisher-1/landing`);
    expect((await fetch(first?.landingPageUrl ?? '')).status).toBe(200);
    expect(first?.webhookUrl).toBe(own.url);
  });

  test('can be the only one', async () => {
    const own = await webhook();
    const at = await started(['--publisher-webhook', own.url, '--no-mock-publisher']);
    expect(at.banner).toMatch(/Mock publisher +none$/m);
    expect(at.banner).toContain('none: activation links lead nowhere');
    expect((await publishersOf(at))[0]?.webhookUrl).toBe(own.url);
  });
});
