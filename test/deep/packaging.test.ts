import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundled } from '../../scripts/package/bundle.mjs';
import { codeBlocks } from '../readme-blocks.ts';
import { shellSteps } from './ci-steps.ts';
import { addPackage, installNode, installPackage } from './installed.ts';
import { startInstalled } from './running.ts';

const exec = promisify(execFile);
let folder = '';
let project = '';
const nodeFolders = new Map([[24, dirname(process.execPath)]]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packaging-'));
  project = await installPackage(folder);
  nodeFolders.set(22, await installNode(folder, 22));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each([22, 24])('the installed package on Node.js %d', (major) => {
  test('starts, answers and ends with exit code 0', async () => {
    const nodeFolder = nodeFolders.get(major) ?? '';
    const { stdout } = await exec(join(nodeFolder, 'node'), ['--version']);
    expect(stdout).toMatch(new RegExp(`^v${major}\\.`));

    const server = await startInstalled({ project, nodeFolder });
    try {
      const health = await fetch(`${server.address}/_sim/health`);
      expect(health.status).toBe(200);
      const customers = await fetch(`${server.address}/v1/customers`, {
        headers: { authorization: 'Bearer dev-admin-agent@default' },
      });
      expect(customers.status).toBe(200);
      expect(await customers.json()).toMatchObject({ items: expect.arrayContaining([expect.anything()]) });
      const docs = await (await fetch(`${server.address}/docs`)).text();
      const files = [...docs.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, path]) => path);
      expect(files).toHaveLength(3);
      for (const path of files) expect((await fetch(server.address + path)).status).toBe(200);
    } finally {
      expect(await server.stop()).toBe(0);
    }
  });
});

test.each([22, 24])(
  'the installed demo on Node.js %d plays its story between two processes',
  async (major) => {
    const env = { ...process.env, PATH: `${nodeFolders.get(major)}${delimiter}${process.env['PATH']}` };
    const command = join(project, 'node_modules/.bin/marketsim');
    const { stdout } = await exec(command, ['demo'], { cwd: project, env });
    expect(stdout).toMatch(/^simulator \S+ \(process \d+\), publisher \S+ \(process \d+\)\n/);
    expect(stdout).toMatch(/^2026-09-08 +creditNote .* -6,300\.00 +SEK/m);
  },
);

test.each([22, 24])('the installed mock publisher on Node.js %d starts and ends', async (major) => {
  const execPath = join(nodeFolders.get(major) ?? '', 'node');
  const main = join(project, 'node_modules/marketsim/dist/publisher/src/main.js');
  const publisher = fork(main, ['--port', '0'], {
    execPath,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(publisher, 'exit');
  const [message] = await once(publisher, 'message');
  const index = await fetch(`http://127.0.0.1:${message.port}/`);
  expect(await index.text()).toContain('Mock publisher');
  publisher.disconnect();
  expect(await exited).toEqual([0, null]);
});

test('nothing that is installed with the package runs anything when it is', async () => {
  const manifests = globSync('node_modules/**/package.json', { cwd: project });
  expect(manifests.length).toBeGreaterThan(10);
  const run = manifests.flatMap((path) => {
    const { name, scripts = {} } = JSON.parse(readFileSync(join(project, path), 'utf8'));
    const onInstall = ['preinstall', 'install', 'postinstall'].filter((script) => script in scripts);
    return onInstall.map((script) => `${name} ${script}`);
  });
  expect(run).toEqual([]);
});

test('an older Node.js is told at once which one is needed', async () => {
  const node = join(await installNode(folder, 20), 'node');
  const main = join(project, 'node_modules/marketsim/dist/cli/src/main.js');
  const told = /marketsim needs Node\.js 22\.18 or later; this is 20\./;
  await expect(exec(node, [main, '--version'])).rejects.toMatchObject({ code: 1, stderr: told });
  await expect(exec(node, ['-e', `import('marketsim')`], { cwd: project })).rejects.toThrow(told);
});

test('where an error came from can be read, and with its source map names the source', async () => {
  const script = `import('marketsim').then(({ startSimulator }) => startSimulator({ sead: 1 }))`;
  const thrown = (...options: readonly string[]) =>
    exec(process.execPath, [...options, '-e', script], { cwd: project });
  await expect(thrown()).rejects.toThrow(/sead[\s\S]*at checkMembers .*marketsim\/dist\/.*\.js:\d+/);
  await expect(thrown('--enable-source-maps')).rejects.toThrow(
    /marketsim\/dist\/test-kit\/src\/kit\/known-members\.ts:\d+/,
  );
});

test('the example of the readme runs', async () => {
  const [example = ''] = codeBlocks('README.md', 'ts');
  await writeFile(join(project, 'example.mjs'), example);
  const { stdout } = await exec(process.execPath, ['example.mjs'], { cwd: project });
  expect(stdout.trim()).toBe('active');
});

test('what editors are pointed at is there, and can be had by its name', async () => {
  for (const kind of ['scenario', 'world']) {
    const file = join(project, `node_modules/marketsim/${kind}.schema.json`);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ title: `marketsim ${kind}` });
    const script = `console.log(require.resolve('marketsim/${kind}.schema.json'))`;
    const { stdout } = await exec(process.execPath, ['-e', script], { cwd: project });
    expect(stdout.trim()).toBe(await realpath(file));
  }
});

const consumer = `import { readScenarios, runScenarios, startSimulator, type TestSimulator } from 'marketsim';
import { runLaws } from 'marketsim/laws';
import { failureText } from 'marketsim/scenarios';

export async function told(customerId: string, subscriptionId: string): Promise<readonly string[]> {
  await using sim: TestSimulator = await startSimulator();
  const { body } = await sim.partnerCenter.getSubscription({ customerId, subscriptionId });
  const { body: page } = await sim.control.readEvents({ query: { limit: 5 } });
  const term: string = body.termDuration ?? '';
  const results = await runScenarios(await readScenarios('scenarios'), sim);
  const failures = results.flatMap((result) => result.failures.map(failureText));
  return [term, ...page.events.map(({ type }): string => type), ...failures, ...runLaws.map(({ id }) => id)];
}
export const refused = async (sim: TestSimulator) => {
  // @ts-expect-error: a call needs what is in its path
  await sim.partnerCenter.getSubscription({ customerId: 'c' });
  // @ts-expect-error: it has no such query
  await sim.control.readEvents({ query: { until: 5 } });
};
// @ts-expect-error: it is a function, so it has a type
export const wrong: number = startSimulator;
`;

test.each([
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
])('its types are whole, and are not any: $moduleResolution', async (modules) => {
  await writeFile(join(project, 'consumer.ts'), consumer);
  const compilerOptions = {
    ...modules,
    ...{ target: 'es2023', lib: ['es2023', 'esnext.disposable'], types: [] },
    ...{ strict: true, noEmit: true, skipLibCheck: false },
  };
  await writeFile(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
  );
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const checked = await exec(process.execPath, [tsc, '-p', project]).catch((error) => error);
  expect(checked).toMatchObject({ stdout: '' });
  expect(checked).not.toBeInstanceOf(Error);
});

const scenarioText = `# yaml-language-server: $schema=./node_modules/marketsim/scenario.schema.json
version: 1
title: Three licences for a month
steps:
  - buy: { customer: customer-1, plan: standard, term: P1M/monthly, quantity: 3, as: seats }
    expect: { subscriptions: { seats: { status: pending } } }
`;

const runners = [
  { name: 'node:test', needs: [], run: 'node --test guide.test.mjs' },
  { name: 'Vitest', needs: ['vitest'], run: 'vitest run guide.test.mjs' },
  { name: 'Vitest with a publisher', needs: ['vitest'], run: 'vitest run guide.test.mjs' },
  {
    name: 'Jest',
    needs: ['jest'],
    run: 'node --experimental-vm-modules node_modules/jest/bin/jest.js --testMatch **/*.test.mjs',
  },
  { name: 'Vitest with scenarios', needs: ['vitest'], run: 'vitest run guide.test.mjs' },
];

const majors = [22, 24];

/** Commands of the project's own packages, on one version of Node.js and without the colours of this process. */
function environment(major: number): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const paths = [join(project, 'node_modules/.bin'), nodeFolders.get(major), process.env['PATH']];
  return { ...inherited, NO_COLOR: '1', MARKETSIM_URL: '', PATH: paths.join(delimiter) };
}

describe.each(majors)('the guides on Node.js %d', (major) => {
  test.each(runners.map((runner, place) => ({ ...runner, place })))(
    'the example of the guide to tests passes under $name',
    async ({ needs, run, place }) => {
      const code = codeBlocks('docs/testing.md', 'ts')[place] ?? '';
      await writeFile(join(project, 'guide.test.mjs'), code);
      await mkdir(join(project, 'scenarios'), { recursive: true });
      await writeFile(join(project, 'scenarios/trial.yaml'), scenarioText);
      for (const name of needs) await addPackage(project, name);
      const [file = '', ...args] = run.split(' ');
      const { stdout, stderr } = await exec(file, args, { cwd: project, env: environment(major) });
      expect(stdout + stderr).toMatch(/\b[12] passed|pass 2/);
    },
  );

  test('the features of the guide run with nothing but what the guide has', async () => {
    const [config = '', steps = '', own = ''] = codeBlocks('docs/gherkin.md', 'js');
    await mkdir(join(project, 'features'), { recursive: true });
    await writeFile(join(project, 'cucumber.mjs'), config);
    await writeFile(join(project, 'steps.mjs'), `${steps}${own}`);
    for (const [i, feature] of codeBlocks('docs/gherkin.md', 'gherkin').entries())
      await writeFile(join(project, `features/${i}.feature`), feature);
    await addPackage(project, '@cucumber/cucumber');
    const { stdout } = await exec('cucumber-js', { cwd: project, env: environment(major) });
    expect(stdout).toContain('2 scenarios (2 passed)');
  });

  test.each([
    ['GitHub Actions', 0],
    ['Azure Pipelines', 1],
  ])('the job for %s leaves reports of features and scenarios', async (_, place) => {
    await rm(join(project, 'reports'), { recursive: true, force: true });
    const steps = await shellSteps(codeBlocks('docs/testing.md', 'yaml')[place] ?? '');
    expect(steps).toHaveLength(3);
    for (const step of steps) await exec('bash', ['-ec', step], { cwd: project, env: environment(major) });
    const report = (name: string) => readFile(join(project, 'reports', name), 'utf8');
    expect(await report('features.xml')).toContain('tests="2"');
    expect(await report('scenarios.xml')).toContain('<testsuites tests="1" failures="0"');
    expect(await report('scenarios/index.html')).toContain('Three licences for a month');
  });

  test('the script that starts a simulator beside it runs scenarios there', async () => {
    const [script = ''] = codeBlocks('docs/testing.md', 'sh');
    const moved = script
      .replace('4600', '4690')
      .replace('start --memory', 'start --memory --port 4690 --publisher-port 0');
    expect(moved).not.toBe(script);
    const options = { cwd: project, env: environment(major) };
    const { stdout } = await exec('bash', ['-ec', moved], options);
    expect(stdout).toMatch(/takes calls[\s\S]*1 scenario, all as they say/);
  });
});

test('it has its readme and its licences, and needs nothing of this workspace', async () => {
  const installed = join(project, 'node_modules/marketsim');
  for (const file of ['README.md', 'LICENSE']) {
    expect(await readFile(join(installed, file), 'utf8')).toBe(await readFile(file, 'utf8'));
  }
  const licences = await readFile(join(installed, 'dist/third-party-licences.txt'), 'utf8');
  for (const name of bundled) expect(licences).toMatch(new RegExp(`^${name} [\\d.]+, \\S+$`, 'm'));
  const lock = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'));
  expect(Object.keys(lock.packages).filter((path) => path.includes('@marketsim/'))).toEqual([]);
});
