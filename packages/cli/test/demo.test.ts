import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Invoice, LedgerRow } from '../src/demo/replies.ts';
import type { Step } from '../src/demo/stage.ts';
import { json, marketsim } from './support/marketsim.ts';
import { finished } from './support/process.ts';
import { served, simulated } from './support/publisher.ts';

interface Told {
  readonly steps: readonly Step[];
  readonly ledger: readonly LedgerRow[];
  readonly invoices: readonly Invoice[];
}

/** The story as JSON, told in a simulator with the mock publisher. */
const told = async (url: string, ...args: readonly string[]): Promise<Told> =>
  json('demo', '--url', url, ...args);

const stepAbout = ({ steps }: Told, words: RegExp): Step => {
  const step = steps.find(({ text }) => words.test(text));
  if (!step) throw new Error(`no step is about ${words}`);
  return step;
};

test('marketsim demo starts simulator and publisher as two processes, and tells the whole story', async () => {
  const { code, out, said } = await finished('demo');
  expect({ code, said }).toEqual({ code: 0, said: '' });
  const [, simulator, publisher] =
    /^simulator \S+ \(process (\d+)\), publisher \S+ \(process (\d+)\)$/m.exec(out) ?? [];
  expect(simulator).toMatch(/^\d+$/);
  expect(publisher).toMatch(/^\d+$/);
  expect(publisher).not.toBe(simulator);
  const order = [
    'The story',
    'pending, action needed',
    'refuses, and nothing changes',
    'credit note -',
    'Ledger',
    'Invoices',
    'Totals',
  ];
  const places = order.map((words) => out.indexOf(words));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(out.trimEnd().split('\n').at(-1)).toMatch(/^SEK +6,300\.00 +-6,300\.00 +0\.00$/);
  for (const gone of [simulator, publisher]) expect(() => process.kill(Number(gone), 0)).toThrow('ESRCH');
});

describe('the story in a simulator that runs', () => {
  test('turns where it says: nothing is charged before the setup, and a refused change changes nothing', async () => {
    const { url } = await simulated({ mockPublisher: { port: 0 } });
    const story = await told(url);
    expect(story.steps[0]?.charges).toEqual([]);
    expect(stepAbout(story, /confirms the setup/).charges).toEqual([{ amount: 200, currency: 'USD' }]);
    expect(stepAbout(story, /agrees$/).charges).toEqual([{ amount: 67.75, currency: 'USD' }]);
    expect(stepAbout(story, /refuses, and nothing changes/).charges).toEqual([]);
    expect(stepAbout(story, /does not renew/).charges).toEqual([]);
  });

  test('gives the year back by a credit note in the month after the invoice (BIL-16, CAN-05)', async () => {
    const { url } = await simulated({ mockPublisher: { port: 0 } });
    const { invoices, ledger } = await told(url);
    const swedish = invoices.filter(({ currency }) => currency === 'SEK');
    expect(swedish.map(({ documentType, issuedAt }) => [documentType, issuedAt.slice(0, 10)])).toEqual([
      ['invoice', '2026-08-08'],
      ['creditNote', '2026-09-08'],
    ]);
    const [invoice, creditNote] = swedish.map(({ total }) => total);
    expect(creditNote).toBeLessThan(0);
    expect(creditNote).toBe(-(invoice ?? 0));
    expect(ledger.every(({ invoiceId }) => invoiceId !== undefined)).toBe(true);
    expect(new Set(invoices.map(({ issuedAt }) => issuedAt.slice(8, 10)))).toEqual(new Set(['08']));
  });

  test('is told with real sign-in, under its own rules, and leaves no world of its own behind', async () => {
    const { url } = await simulated({
      mockPublisher: { port: 0 },
      auth: 'strict',
      profile: 'current',
      preset: 'strict-docs',
      settings: { 'invoice.day': 20, 'cancel.window.annualBilled': 'PT1H' },
      clock: 'live',
    });
    const { invoices } = await told(`${url}/`);
    expect(invoices[0]?.issuedAt).toMatch(/^2026-08-08/);
    expect(await (await fetch(`${url}/_sim/health`)).json()).toMatchObject({ worlds: ['default'] });
  });

  test('--keep leaves the world to look around in', async () => {
    const { url } = await simulated({ mockPublisher: { port: 0 } });
    const { out } = await marketsim('demo', '--url', url, '--keep');
    const [, world = ''] = /in world (\S+):/.exec(out) ?? [];
    expect((await json('clock', '--url', url, '--world', world)).now).toBe('2026-09-08T00:00:00.000Z');
    expect((await json('webhooks', '--url', url, '--world', world)).deliveries).toHaveLength(5);
  });
});

describe('the story stops with what it expected and saw', () => {
  test('where an app of the user is in the place of the mock publisher', async () => {
    const simulator = await simulated({
      mockPublisher: { port: 0 },
      ownPublisher: {
        landingPageUrl: 'http://127.0.0.1:1/landing',
        webhookUrl: 'http://127.0.0.1:1/webhook',
      },
    });
    const { code, err } = await marketsim('demo', '--url', simulator.url);
    expect(code).toBe(1);
    expect(err).toContain('run marketsim demo without --url');
  });

  test('where there is no mock publisher', async () => {
    const { url } = await simulated();
    expect(await marketsim('demo', '--url', url)).toMatchObject({
      code: 1,
      err: expect.stringContaining('run marketsim demo without --url'),
    });
  });

  test('where the publisher does not do its part', async () => {
    const url = await served(
      createServer((request, response) => {
        response.writeHead(request.url?.startsWith('/accounts/') ? 200 : 404).end('nothing here');
      }),
    );
    const simulator = await simulated({ mockPublisher: { url } });
    const { code, out, err } = await marketsim('demo', '--url', simulator.url);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^marketsim: the story stops: the publisher's page at \/demo-\w+\/tidewater\/landing: expected 200, saw 404$/,
    );
    expect(out).toContain('pending, action needed');
    expect(simulator.worlds.list()).toEqual([]);
  });

  test('where something else comes of a change than the story says', async () => {
    const { url } = await simulated({
      mockPublisher: { port: 0 },
      checkReplies: false,
      intercept: ({ request: { body } }) => {
        if (!body.includes('"quantity":40')) return undefined;
        const made = { status: 'active', quantity: 40, autoRenewEnabled: true, attentionNeeded: false };
        return { kind: 'reply', reply: { status: 200, body: made } };
      },
    });
    const { code, err } = await marketsim('demo', '--url', url);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'marketsim: the story stops: a change that the publisher refuses: expected 400, saw made',
    });
  });

  test('where an answer is in another form', async () => {
    const { url } = await simulated({
      mockPublisher: { port: 0 },
      intercept: ({ request: { body } }) =>
        body.includes('"quantity":15') ? { kind: 'reply', reply: { status: 202 } } : undefined,
    });
    const { code, err } = await marketsim('demo', '--url', url);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^marketsim: the story stops: PATCH \/v1\/customers\S+ answered 202 in another form than expected: nothing$/,
    );
  });

  test('--keep without --url', async () => {
    const { code, err } = await marketsim('demo', '--keep');
    expect(code).toBe(1);
    expect(err).toContain('--keep needs --url');
  });
});
