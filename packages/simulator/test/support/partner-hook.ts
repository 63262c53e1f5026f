import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { afterEach, expect } from 'vitest';
import { agent, type Told } from './told.ts';

export const registration = '/webhooks/v1/registration';

/** A call of a partner's webhook. */
export interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A partner's webhook: a server of this test's own. */
export async function partnerHook(answer: (response: ServerResponse) => unknown) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    heard.push({ headers: request.headers, text });
    await answer(response);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { heard, url: `http://127.0.0.1:${port}/hook` };
}

/** The partner registers for everything that it can be told. */
export const register = async (at: Told, url: string, rest: object = {}): Promise<void> => {
  const body = {
    WebhookUrl: url,
    WebhookEvents: ['subscription-updated', 'invoice-ready', 'test-created'],
    ...rest,
  };
  expect((await at.post(registration, body, { headers: agent })).status).toBe(200);
};

export const good = (response: ServerResponse) => response.writeHead(200).end();
