import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accountSettings } from '../src/account.ts';
import { behaviourNames } from '../src/index.ts';
import { sendJson, stage } from './stage.ts';

const text = readFileSync(new URL('../../../docs/publisher.md', import.meta.url), 'utf8');
const [, example = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
const firstCells = [...text.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => cell?.match(/`[^`]+`/g) ?? []);
const named = (name: string): boolean => firstCells.includes(`\`${name}\``);

test('the account of the guide is one that can be registered, with every setting', async () => {
  const at = await stage();
  const settings = JSON.parse(example);
  expect(Object.keys(settings).sort()).toEqual(Object.keys(accountSettings.shape).sort());
  expect((await sendJson('PUT', `${at.publisher.url}/accounts/world/guide`, settings)).status).toBe(201);
});

test('the guide explains every setting and every behaviour', () => {
  const missing = [...Object.keys(accountSettings.shape), ...behaviourNames].filter((name) => !named(name));
  expect(missing).toEqual([]);
});
