import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** An app of a publisher's own that has nothing but a webhook. */
export interface OwnApp {
  readonly webhookUrl: string;
  /** How it answers from now on: with a status, or by dropping the connection. */
  answer: number | 'drop';
  /** How often it was called. */
  readonly calls: () => number;
  readonly close: () => Promise<void>;
}

function respond(response: ServerResponse, answer: OwnApp['answer']): void {
  if (answer === 'drop') response.destroy();
  else response.writeHead(answer, answer >= 300 && answer < 400 ? { location: '/elsewhere' } : {}).end();
}

/** Starts such an app on this machine. It counts what it is sent and looks at nothing of it. */
export async function startOwnApp(): Promise<OwnApp> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    request.resume();
    respond(response, app.answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const app: OwnApp = {
    webhookUrl: `http://127.0.0.1:${port}/webhook`,
    answer: 200,
    calls: () => count,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return app;
}
