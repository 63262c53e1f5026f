import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** A publisher's webhook that answers each subscription in a way of its own, always the same. */
export interface Storm extends AsyncDisposable {
  readonly url: string;
  /** Resolves when so many calls have come. */
  came(count: number): Promise<void>;
}

/** Answers with the status that `statusOf` has for a subscription. */
export async function startStorm(statusOf: (subscriptionId: string) => number): Promise<Storm> {
  let calls = 0;
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer(async (request, response) => {
    const { subscriptionId } = (await json(request)) as { readonly subscriptionId: string };
    calls += 1;
    for (const { count, resolve } of waiting) if (calls >= count) resolve();
    response.writeHead(statusOf(subscriptionId)).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the webhook has no port');
  return {
    url: `http://127.0.0.1:${address.port}/webhook`,
    came: (count) => new Promise((resolve) => void waiting.push({ count, resolve })),
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
