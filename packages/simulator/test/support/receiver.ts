import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach } from 'vitest';

/** A webhook call as it came. */
export interface Call {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly payload: Payload;
}

export interface Payload {
  readonly id: string;
  readonly subscriptionId: string;
  readonly action: string;
  readonly [member: string]: unknown;
}

type Answer = (call: Call, response: ServerResponse, number: number) => unknown;

export interface Receiver {
  readonly url: string;
  readonly calls: Call[];
  /** Actions in the order in which they came. */
  actions(): readonly string[];
  /** Resolves when that many calls have come. */
  came(count: number): Promise<void>;
  /** How calls are answered from now on; 200 at first. */
  answer: Answer;
  /** Keeps the answers to all calls from now on back, until the result is called. */
  answerLater(code?: number): () => void;
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

const ok: Answer = (_, response) => response.writeHead(200).end();

export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end(body);

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

/** A publisher's webhook: a real server of this test's own, which answers as it is told. */
export async function receiver(first: Answer = ok): Promise<Receiver> {
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const call = {
      url: request.url ?? '',
      headers: request.headers,
      payload: JSON.parse((await bodyOf(request)) || 'null'),
    };
    calls.push(call);
    for (const each of waiting) if (calls.length >= each.count) each.resolve();
    await made.answer(call, response, calls.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  open.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const made: Receiver = {
    url: `http://127.0.0.1:${address.port}/webhook`,
    calls,
    actions: () => calls.map(({ payload }) => payload.action),
    came: (count) =>
      calls.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.push({ count, resolve })),
    answer: first,
    answerLater: (code = 200) => {
      const { promise: go, resolve } = Promise.withResolvers<void>();
      made.answer = async (_, response) => {
        await go;
        response.writeHead(code).end();
      };
      return resolve;
    },
  };
  return made;
}
