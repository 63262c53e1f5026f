import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { begun, json, marketsim } from './support/marketsim.ts';
import { started } from './support/process.ts';
import { simulated } from './support/publisher.ts';

const world = new URL('../../../scenarios/worlds/tidewater.yaml', import.meta.url).pathname;

const story = (title: string, total: string): string => `version: 1
title: ${title}
rules: [BIL-13]
world: { file: ${world} }
startsAt: 2026-07-14T10:00:00Z
steps:
  - buy: { customer: harbor, plan: standard, term: P1M/monthly, quantity: 2, as: seats }
  - activate: seats
  - at: 2026-08-08T00:00:00Z
    expect: { issued: [{ total: ${total} }] }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marketsim-run-'));
  await writeFile(join(folder, 'a-good.yaml'), story('Good', '40.00'));
  await writeFile(join(folder, 'b-bad.yaml'), story('Bad', '41.00'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a scenario that holds is told with dates and amounts, and the exit code is 0', async () => {
  const { code, out, err } = await marketsim('run', join(folder, 'a-good.yaml'));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`ok  Good  (${join(folder, 'a-good.yaml')})`);
  expect(out).toContain('  2026-07-14 10:00         40.00 USD  new seats, 2026-07-14 to 2026-08-13');
  expect(out).toContain('  2026-08-08 00:00                    invoice of 40.00 USD, due 2026-10-07');
  expect(out).toMatch(/1 scenario, all as they say$/);
});

test('a folder stands for its files; what failed is told with its place, and the exit code is 1', async () => {
  const [junit, html] = [join(folder, 'reports/junit.xml'), join(folder, 'reports/page')];
  const { code, out, err } = await marketsim('run', folder, '--quiet', '--junit', junit, '--html', html);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).not.toContain('Good');
  expect(out).toContain(`${join(folder, 'b-bad.yaml')}:10:33  steps[2].expect.issued[0].total`);
  expect(out).toContain('    expected  total 41\n    actual    40.00');
  expect(out).toMatch(/2 scenarios, 1 failed$/);
  expect(await readFile(junit, 'utf8')).toContain('<testsuites tests="2" failures="1"');
  expect(await readFile(join(html, 'index.html'), 'utf8')).toContain('<h1>2 scenarios, 1 failed</h1>');
});

test('a file that is no scenario is told with its place; nothing is run, and the exit code is 2', async () => {
  const file = join(folder, 'wrong.yml');
  await writeFile(file, story('Wrong', '40.00').replace('activate: seats', 'activate: chairs'));
  const { code, out, err } = await marketsim('run', join(folder, 'a-good.yaml'), file);
  await rm(file);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toBe(`${file}:8:15: steps[1].activate: there is no subscription "chairs"; there is seats`);
  expect(await marketsim('run', join(folder, 'gone.yaml'))).toMatchObject({ code: 2, out: '' });
});

test('a folder without scenarios is told', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'marketsim-none-'));
  const { code, err } = await marketsim('run', empty);
  await rm(empty, { recursive: true });
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('no file ends with .yaml') });
});

test('the JSON schema of scenarios is printed', async () => {
  const { code, out } = await marketsim('run', '--schema');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    title: 'marketsim scenario',
    required: ['version', 'title', 'steps'],
  });
});

test('without a file there is nothing to run', async () => {
  const { code, err } = await marketsim('run');
  expect({ code, err }).toEqual({ code: 1, err: 'marketsim: name scenario files, or folders of them' });
});

describe('against a running simulator', () => {
  const timeless = (text: string): string => text.replaceAll(folder, '');

  test('the report is that of a simulator of its own, and the worlds of the run are gone after it', async () => {
    const server = await started();
    const here = await marketsim('run', folder);
    const there = await marketsim('run', folder, '--url', server.url);
    expect({ ...there, out: timeless(there.out) }).toEqual({ ...here, out: timeless(here.out) });
    expect(there.out).toContain(`${join(folder, 'b-bad.yaml')}:10:33  steps[2].expect.issued[0].total`);
    const { worlds } = await json('world', 'list', '--url', server.url);
    expect(worlds).toMatchObject([{ name: 'default' }]);
    expect(await server.stop()).toBe(0);
  });

  test('MARKETSIM_URL names it too; an empty one is as good as none', async () => {
    const good = join(folder, 'a-good.yaml');
    const { url, port, close } = await simulated();
    await close();
    vi.stubEnv('MARKETSIM_URL', url);
    expect(await marketsim('run', good)).toEqual({
      code: 1,
      out: '',
      err: `marketsim: ${url} does not answer: connect ECONNREFUSED 127.0.0.1:${port}`,
    });
    vi.stubEnv('MARKETSIM_URL', '');
    expect(await marketsim('run', good)).toMatchObject({ code: 0, err: '' });
    vi.unstubAllEnvs();
  });

  test('a simulator that plays no scenarios is told', async () => {
    const { url } = await simulated();
    const { code, err } = await marketsim('run', folder, '--url', url);
    expect({ code, err }).toEqual({
      code: 1,
      err: `marketsim: ${url} is no simulator that plays scenarios; an older version cannot`,
    });
  });

  test('Ctrl-C ends the run, which leaves no world behind', async () => {
    const server = await started();
    const run = begun('run', folder, '--url', server.url, '--worlds', 'mine');
    run.stop();
    expect(await run.ended).toBe(1);
    const { worlds } = await json('world', 'list', '--url', server.url);
    expect(worlds).toMatchObject([{ name: 'default' }]);
    await server.stop();
  });
});
