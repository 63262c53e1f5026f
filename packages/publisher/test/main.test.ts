import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { accountAt, startDouble, webhookToken } from './double.ts';
import { event, operationId, sendJson } from './stage.ts';
import { until } from './waits.ts';

const main = fileURLToPath(import.meta.resolve('@marketsim/publisher/main'));

interface Forked {
  readonly child: ChildProcess;
  readonly written: { out: string; err: string };
  /** Resolves to the exit code, `null` when a signal killed it. */
  readonly ended: Promise<number | null>;
}

function urlOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function forked(...args: readonly string[]): Forked {
  const child = fork(main, [...args], { silent: true, execArgv: [] });
  started.push(child);
  const written = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    written.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    written.err += chunk;
  });
  // Not `close`: that does not come for a child whose channel was closed from here.
  const whole = [
    once(child, 'exit'),
    ...[child.stdout, child.stderr].map((stream) => stream && once(stream, 'end')),
  ];
  return { child, written, ended: Promise.all(whole).then(([exit]) => exit?.[0] ?? null) };
}

/** A publisher that listens on a free port. */
async function listening(...args: readonly string[]) {
  const one = forked('--port', '0', ...args);
  const [message] = await once(one.child, 'message');
  return { ...one, message, url: `http://127.0.0.1:${message.port}` };
}

test('it says where it listens, on the channel and in one line, and serves accounts that come over HTTP', async () => {
  const { message, written, url } = await listening();
  expect(message).toEqual({ type: 'listening', port: expect.any(Number) });
  await until(() => written.out.includes('\n'));
  expect(written.out).toBe(`marketsim publisher: listening on ${url}\n`);
  const double = await startDouble();
  try {
    const { key: _key, ...settings } = double.account();
    expect((await sendJson('PUT', `${url}/accounts/default/publisher-1`, settings)).status).toBe(201);
    expect((await fetch(`${url}/default/publisher-1/landing`)).status).toBe(200);
    const unsigned = await fetch(`${url}/default/publisher-1/webhook`, { method: 'POST' });
    expect(unsigned.status).toBe(401);
    await until(() => written.err.includes('refused with 401'));
    expect(written.err).not.toContain(settings.clientSecret);
  } finally {
    await double.close();
  }
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s ends it with exit code 0', async (signal) => {
  const { child, ended, url, written } = await listening();
  // A connection that is kept alive must not hold it up.
  await fetch(url);
  child.kill(signal);
  expect(await ended).toBe(0);
  expect(written.err).toBe('');
});

test('it ends when the channel is closed', async () => {
  const { child, ended } = await listening();
  child.disconnect();
  expect(await ended).toBe(0);
});

test('a call that is under way is answered before it ends', async () => {
  const { child, ended, url } = await listening('--grace', '600000');
  const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
  const authority = createServer((_req, res) => resolve(res)).listen(0, '127.0.0.1');
  await once(authority, 'listening');
  const { key: _key, ...settings } = accountAt(urlOf(authority))();
  await sendJson('PUT', `${url}/accounts/default/publisher-1`, settings);
  const landing = fetch(`${url}/default/publisher-1/landing?token=x`);
  const token = await asked;
  child.kill('SIGTERM');
  await until(() =>
    fetch(url).then(
      () => false,
      () => true,
    ),
  );
  token.statusCode = 500;
  token.end();
  expect((await landing).status).toBe(502);
  expect(await ended).toBe(0);
  authority.close();
});

test('a call that never ends does not hold it up for long', async () => {
  const { child, ended, url } = await listening('--grace', '0');
  const authority = createServer(() => {}).listen(0, '127.0.0.1');
  await once(authority, 'listening');
  const { key: _key, ...settings } = accountAt(urlOf(authority))();
  await sendJson('PUT', `${url}/accounts/default/publisher-1`, settings);
  const asked = once(authority, 'request');
  const landing = expect(fetch(`${url}/default/publisher-1/landing?token=x`)).rejects.toThrow();
  await asked;
  child.kill('SIGTERM');
  await landing;
  expect(await ended).toBe(0);
  authority.close();
});

test('an answer that is to follow a reply is given before it ends', async () => {
  const { child, ended, url } = await listening('--grace', '600000');
  const double = await startDouble();
  try {
    const behaviour = { behaviour: 'acknowledgeLate', answerAfter: 'PT0.3S' };
    const { key, ...settings } = double.account({ behaviour });
    await sendJson('PUT', `${url}/accounts/${key}`, settings);
    double.operations.set(operationId, event());
    const headers = { authorization: `Bearer ${await webhookToken()}` };
    const body = JSON.stringify(event());
    expect((await fetch(`${url}/${key}/webhook`, { method: 'POST', headers, body })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(double.journal).toContain(`PATCH ${operationId} Success`);
  } finally {
    await double.close();
  }
});

test('a port that is taken is told in words, with exit code 1', async () => {
  const { message } = await listening();
  const second = forked('--port', String(message.port));
  expect(await second.ended).toBe(1);
  expect(second.written.err).toBe(
    `marketsim publisher: port ${message.port} is taken on 127.0.0.1; choose another with --port\n`,
  );
  expect(second.written.out).toBe('');
});

test.each([
  [['--port', 'many'], '--port is a whole number from 0 to 65535, not many'],
  [['--port', '65536'], '--port is a whole number from 0 to 65535, not 65536'],
  [['--grace', '-1'], "'--grace' argument is ambiguous"],
  [['--grace=-1'], '--grace is a whole number from 0 to 600000, not -1'],
  [['--colour', 'red'], "Unknown option '--colour'"],
  [['--port', '0', '--host', '192.0.2.1'], '192.0.2.1 is no address of this machine'],
])('%j is refused in words, with exit code 1', async (args, words) => {
  const { ended, written } = forked(...args);
  expect(await ended).toBe(1);
  expect(written.err).toContain(words);
});

test('--help says how it is called', async () => {
  const { ended, written } = forked('--help');
  expect(await ended).toBe(0);
  expect(written.out).toContain('--port <number>');
});
