import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = resolve('scripts/test-summary.mjs');
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'summary-'));
});
afterEach(() => rmSync(root, { recursive: true }));

type Counts = { readonly passed: number; readonly failed?: number; readonly skipped?: number };

function write(path: string, content: unknown): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

const vitestReport = ({ passed, failed = 0, skipped = 0 }: Counts) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  testResults: [
    {
      status: failed > 0 ? 'failed' : 'passed',
      assertionResults: Array.from({ length: failed }, () => ({ status: 'failed' })),
    },
  ],
});

const scenario = (...statuses: readonly string[]) => ({
  type: 'scenario',
  steps: statuses.map((status) => ({ result: { status } })),
});

/** A workspace in which everything passed: 2 tests in a package, 1 scenario, 3 repo tests. */
function greenWorkspace(): void {
  write('packages/alpha/package.json', { name: '@demo/alpha', scripts: { test: 'vitest run' } });
  write('packages/data/package.json', { name: '@demo/data' });
  write('packages/alpha/reports/vitest.json', vitestReport({ passed: 2 }));
  write('reports/cucumber.json', [{ elements: [scenario('passed', 'passed')] }]);
  write('reports/repo.json', vitestReport({ passed: 3 }));
}

function summary(...flags: readonly string[]) {
  const { stdout, status } = spawnSync(process.execPath, [script, ...flags], { cwd: root, encoding: 'utf8' });
  return { status, output: stdout, last: stdout.trimEnd().split('\n').at(-1) };
}

test('adds up packages, features and repo tests', () => {
  greenWorkspace();
  expect(summary()).toMatchObject({ status: 0, last: '6 passed, 0 failed' });
});

test('counts the deep tests only when asked to', () => {
  greenWorkspace();
  write('reports/deep.json', vitestReport({ passed: 4 }));
  expect(summary().last).toBe('6 passed, 0 failed');
  expect(summary('--deep')).toMatchObject({ status: 0, last: '10 passed, 0 failed' });
});

test('names skipped tests on the last line', () => {
  greenWorkspace();
  write('reports/repo.json', vitestReport({ passed: 1, skipped: 2 }));
  expect(summary()).toMatchObject({ status: 0, last: '4 passed, 0 failed, 2 skipped' });
});

test('a failed test makes the exit code 1', () => {
  greenWorkspace();
  write('reports/repo.json', vitestReport({ passed: 3, failed: 2 }));
  expect(summary()).toMatchObject({ status: 1, last: '6 passed, 2 failed' });
});

test.each(['packages/alpha/reports/vitest.json', 'reports/cucumber.json', 'reports/repo.json'])(
  'without %s one failure is counted and the file named',
  (path) => {
    greenWorkspace();
    rmSync(join(root, path));
    const { status, output, last } = summary();
    expect(status).toBe(1);
    expect(output).toContain(`${path} is missing`);
    expect(last).toMatch(/^\d+ passed, 1 failed$/);
  },
);

test('a missing deep report fails a deep run', () => {
  greenWorkspace();
  expect(summary('--deep')).toMatchObject({ status: 1, last: '6 passed, 1 failed' });
});

test('a report that is not JSON is a failure', () => {
  greenWorkspace();
  write('reports/repo.json', '{');
  const { status, output, last } = summary();
  expect({ status, last }).toEqual({ status: 1, last: '3 passed, 1 failed' });
  expect(output).toContain('repo: reports/repo.json cannot be read');
});

test('a test file that did not load is a failure', () => {
  greenWorkspace();
  const loaded = vitestReport({ passed: 3 });
  const broken = { status: 'failed', assertionResults: [] };
  write('reports/repo.json', { ...loaded, testResults: [...loaded.testResults, broken] });
  expect(summary()).toMatchObject({ status: 1, last: '6 passed, 1 failed' });
});

test('a suite in which nothing passed is a failure', () => {
  greenWorkspace();
  write('reports/cucumber.json', []);
  const { status, output, last } = summary();
  expect({ status, last }).toEqual({ status: 1, last: '5 passed, 1 failed' });
  expect(output).toContain('features: no test passed');
});

test.each([
  { statuses: ['passed', 'failed', 'skipped'], last: '5 passed, 1 failed', status: 1 },
  { statuses: ['passed', 'undefined'], last: '5 passed, 1 failed', status: 1 },
  { statuses: ['pending', 'skipped'], last: '5 passed, 1 failed', status: 1 },
  { statuses: ['ambiguous'], last: '5 passed, 1 failed', status: 1 },
])('a scenario with the steps $statuses counts as failed', ({ statuses, ...expected }) => {
  greenWorkspace();
  write('reports/cucumber.json', [{ elements: [scenario(...statuses)] }]);
  expect(summary()).toMatchObject(expected);
});

test('a skipped scenario and a background count as no pass', () => {
  greenWorkspace();
  const background = { type: 'background', steps: [] };
  write('reports/cucumber.json', [{ elements: [background, scenario('passed'), scenario('skipped')] }]);
  expect(summary()).toMatchObject({ status: 0, last: '6 passed, 0 failed, 1 skipped' });
});

test('a failed task without a failed test is named and counted', () => {
  greenWorkspace();
  const lint = { taskId: '//#lint', execution: { exitCode: 1 } };
  const repo = { taskId: '//#repo', execution: { exitCode: 0 } };
  write('.turbo/runs/1.json', { tasks: [lint, repo] });
  const { status, output, last } = summary();
  expect({ status, last }).toEqual({ status: 1, last: '6 passed, 1 failed' });
  expect(output).toContain('//#lint: failed with exit code 1');
});

test('a failed task with failed tests is not counted twice', () => {
  greenWorkspace();
  write('packages/alpha/reports/vitest.json', vitestReport({ passed: 2, failed: 1 }));
  write('.turbo/runs/1.json', { tasks: [{ taskId: '@demo/alpha#test', execution: { exitCode: 1 } }] });
  expect(summary()).toMatchObject({ status: 1, last: '6 passed, 1 failed' });
});
