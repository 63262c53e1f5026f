import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** A publisher's webhook outside the simulator: it outlives each of its ends. */
export interface Publisher extends AsyncDisposable {
  readonly url: string;
  /** Operations that it was told of. */
  readonly heard: ReadonlySet<string>;
  /** Where the simulator is now. */
  marketplace: string;
}

interface Told {
  readonly id: string;
  readonly subscriptionId: string;
}

const version = 'api-version=2018-08-31';

/** Answers 200 after a while, and agrees to everything; `pauseMs` draws how long each answer takes. */
export async function startPublisher(pauseMs: () => number): Promise<Publisher> {
  const heard = new Set<string>();
  const server = createServer(async (request, response) => {
    const { id, subscriptionId } = (await json(request)) as Told;
    heard.add(id);
    await delay(pauseMs());
    response.writeHead(200).end();
    // A simulator that is gone hears nothing; it then goes by its deadline (QTY-08).
    await fetch(
      `${publisher.marketplace}/api/saas/subscriptions/${subscriptionId}/operations/${id}?${version}`,
      {
        method: 'PATCH',
        headers: { authorization: 'Bearer dev-publisher', 'content-type': 'application/json' },
        body: JSON.stringify({ status: 'Success' }),
      },
    ).catch(() => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the webhook has no port');
  const publisher: Publisher = {
    ...{ url: `http://127.0.0.1:${address.port}/webhook`, heard, marketplace: '' },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return publisher;
}
