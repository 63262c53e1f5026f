import { rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readDefinition, startSimulator } from '@marketsim/simulator';
import { expect, test } from 'vitest';
import { codeBlocks } from './readme-blocks.ts';

test('the world file of the guide is a world that can be sold in', async () => {
  const [yaml = ''] = codeBlocks('docs/worlds.md', 'yaml');
  const simulator = await startSimulator({ world: await readDefinition(yaml, 'docs/worlds.md') });
  try {
    const answer = await fetch(`${simulator.url}/v1/customers`, {
      headers: { authorization: 'Bearer dev-admin-agent' },
    });
    expect(await answer.json()).toMatchObject({
      items: [{ companyProfile: { companyName: 'Lakeshore Foods' } }],
    });
    const { state, startsAt } = await simulator.engine();
    expect(startsAt).toBe('2026-01-05T09:00:00.000Z');
    expect(state.settings['cart.ttl']).toBe('PT15M');
    expect(state.settings['cancel.afterWindow']).toBe('refuse');
  } finally {
    await simulator.close();
  }
});

test('its metered offer can be put in the place of the other one', async () => {
  const [yaml = '', metered = ''] = codeBlocks('docs/worlds.md', 'yaml');
  const text = yaml.replace(/^offers:\n[\s\S]*/m, metered);
  const { offers } = await readDefinition(text, 'docs/worlds.md');
  expect(offers.map(({ offerId }) => offerId)).toEqual(['mailing']);
});

/** Runs the code of a guide; `shown` is what a test looks at, in terms of the code's own names. */
async function ran(file: string, shown: string): Promise<unknown> {
  const [code = ''] = codeBlocks(file, 'ts');
  const block = new URL(`./${basename(file, '.md')}.generated.ts`, import.meta.url);
  await writeFile(block, `${code}\nexport const shown = ${shown};\n`);
  try {
    return (await import(block.href)).shown;
  } finally {
    await rm(block);
  }
}

test('the code of the guide to time and webhooks runs', async () => {
  const shown = '{ reached: report.reached, names: simulator.worlds.list().length }';
  expect(await ran('docs/time-and-webhooks.md', shown)).toEqual({ reached: 'target', names: 1 });
});

test('the code of the guide to clients runs', async () => {
  expect(await ran('docs/clients.md', '{ seen, isReal: new Date().getFullYear() < 2100 }')).toEqual({
    seen: '2027-01-05',
    isReal: true,
  });
});

test('the update of the guide for partners changes the quantity alone', async () => {
  const shown = '{ changed, quantity: after.quantity, autoRenewEnabled: after.autoRenewEnabled }';
  expect(await ran('docs/csp.md', shown)).toEqual({ changed: 15, quantity: 15, autoRenewEnabled: true });
});

test('the code of the guide to requests runs', async () => {
  const shown = '{ code: wrong?.code, body: JSON.parse(wrong?.reply?.body ?? "") }';
  expect(await ran('docs/requests.md', shown)).toEqual({
    code: 900118,
    body: expect.objectContaining({ code: 900118 }),
  });
});

test('the code of the guide to explanations runs, and prints what the guide shows', async () => {
  const shown = 'refusal.sentences.map(({ text, rules }) => text + " (" + rules.join(", ") + ")")';
  const [, printed = ''] = codeBlocks('docs/explain.md', 'text');
  expect(await ran('docs/explain.md', shown)).toEqual(printed.trimEnd().split('\n'));
});
