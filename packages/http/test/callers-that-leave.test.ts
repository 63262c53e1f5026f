import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type SampleOptions, sample } from './sample/sample.ts';

/** A connection to a sample API of its own. */
async function connected(options: SampleOptions = {}) {
  const made = sample(options);
  const server = createServer(made.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  const socket: Socket = connect(address.port, '127.0.0.1');
  const [served] = await once(server, 'connection');
  const left = new Promise((done) => void served.once('close', done));
  return { ...made, socket, left };
}

const head = 'POST /v1/customers/c1/boxes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer c1\r\n';
const patience = { timeout: 20_000, interval: 5 };

test('a caller who leaves before its body is complete is in the journal, without an answer', async () => {
  const { socket, records } = await connected();
  socket.end(`${head}Content-Length: 100\r\n\r\n{"label":`);
  await vi.waitUntil(() => records.length > 0, patience);
  expect(records).toMatchObject([{ contractId: 'BOX-3', status: 0, callerLeft: true, sent: undefined }]);
});

test('a caller who leaves before the answer is in the journal with the answer that nobody got', async () => {
  const came = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const intercept: SampleOptions['intercept'] = async () => {
    came.resolve();
    await go.promise;
    return undefined;
  };
  const { socket, records, left } = await connected({ intercept });
  socket.write(`${head}Content-Length: 2\r\n\r\n{}`);
  await came.promise;
  socket.destroy();
  await left;
  go.resolve();
  await vi.waitUntil(() => records.length > 0, patience);
  expect(records).toMatchObject([{ status: 201, callerLeft: true }]);
});
