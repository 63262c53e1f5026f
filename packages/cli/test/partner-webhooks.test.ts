import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { json, marketsim } from './support/marketsim.ts';
import { served, sold, webhook } from './support/publisher.ts';

/** A partner has registered a webhook; ten licences that it sold are told of at each renewal. */
async function registered(status: number) {
  const at = await sold((await webhook()).url);
  const url = await served(createServer((_, response) => void response.writeHead(status).end()));
  const made = await fetch(`${at.url}/webhooks/v1/registration`, {
    method: 'POST',
    headers: { authorization: 'Bearer dev-admin-agent', 'content-type': 'application/json' },
    body: JSON.stringify({ WebhookUrl: url, WebhookEvents: ['subscription-updated'] }),
  });
  expect(made.status).toBe(200);
  const run = (...args: readonly string[]) => marketsim(...args, '--url', at.url);
  return { ...at, run, hook: url, advance: () => run('clock', 'advance', '--to', '2026-02-05T00:04:00Z') };
}

describe('PC 8.2: webhooks to partners', () => {
  test('are counted on their own in the report of an advance', async () => {
    const { advance } = await registered(503);
    const lines = (await advance()).out.split('\n');
    expect(lines).toContain('  webhooks  1 sent: 1 accepted, 0 refused, 0 failed');
    expect(lines).toContain('  partners  4 tries: 0 accepted, 4 failed');
  });

  test('stand in the list beside those to publishers, delivered ones too', async () => {
    const { advance, run, url } = await registered(200);
    await advance();
    const rows = (await run('webhooks')).out.split('\n').slice(1);
    expect(rows.map((row) => row.replace(/ [\da-f-]{36}/g, ' ID'))).toEqual([
      '2026-02-05 00:00:00  Renew                 accepted      1  200     publisher-1                                   ID',
      '2026-02-05 00:00:00  subscription-updated  accepted      1  200     partner ID  ID',
    ]);
    const ofKind = async (...args: readonly string[]) => {
      const { deliveries, partnerWebhooks } = await json('webhooks', ...args, '--url', url);
      return [deliveries.length, partnerWebhooks.length];
    };
    expect(await ofKind('--to', 'partners')).toEqual([0, 1]);
    expect(await ofKind('--to', 'publishers')).toEqual([1, 0]);
    expect(await ofKind('--publisher', 'publisher-1')).toEqual([1, 0]);
    expect(await ofKind('--state', 'exhausted')).toEqual([0, 0]);
    expect(await ofKind('--last', '1')).toEqual([0, 1]);
  });

  test('are those of one subscription where one is named', async () => {
    const { advance, url, subscriptionId } = await registered(200);
    await advance();
    const of = async (id: string) =>
      (await json('webhooks', '--to', 'partners', '--subscription', id, '--url', url)).partnerWebhooks.length;
    expect([await of(subscriptionId.toUpperCase()), await of('another')]).toEqual([1, 0]);
  });

  test('are shown with every try', async () => {
    const { advance, run, url, hook } = await registered(503);
    await advance();
    const [{ id, state }] = (await json('webhooks', '--to', 'partners', '--url', url)).partnerWebhooks;
    expect(state).toBe('waiting');
    const lines = (await run('webhooks', 'show', id)).out.split('\n');
    expect(lines[0]).toBe(`2026-02-05 00:00:00  subscription-updated waiting, 4 tries, 503  ${id}`);
    expect(lines).toContain(`  called        ${hook}`);
    expect(lines).toContain('  next try      2026-02-05 00:07:30');
    expect(lines.slice(-2)).toEqual([
      '      3  2026-02-05 00:01:30  503',
      '      4  2026-02-05 00:03:30  not called: three tries in a row had failed in this advance',
    ]);
  });

  test('are not followed, and no publisher names one', async () => {
    const { run } = await registered(200);
    expect((await run('webhooks', '--to', 'partners', '--follow')).err).toContain('to publishers only');
    expect((await run('webhooks', '--to', 'partners', '--publisher', 'publisher-1')).err).toContain(
      '--publisher names no partner',
    );
  });
});
