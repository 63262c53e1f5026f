import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** How a publisher replies to what it is told of a subscription: a status, and what it says to the operation then. */
export interface Answer {
  readonly status: number;
  readonly says?: 'Success' | 'Failure';
}

/** A publisher's webhook that answers each subscription in a way of its own, always the same; 200 until it begins. */
export interface Storm extends AsyncDisposable {
  readonly url: string;
  /** From now on calls are counted, and answered as they are to be. */
  begin(): void;
  /** Resolves when so many calls have come since. */
  came(count: number): Promise<void>;
  /** Where the simulator is now; whoever has something left to say there says it again. */
  moved(marketplace: string): void;
  /** Resolves when everything is said. */
  said(): Promise<void>;
}

interface Told {
  readonly id: string;
  readonly subscriptionId: string;
}

/** Answers as `answerOf` has it for a subscription. */
export async function startStorm(answerOf: (subscriptionId: string) => Answer): Promise<Storm> {
  let calls: number | undefined;
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const speaker = createSpeaker();
  const server = createServer(async (request, response) => {
    const told = (await json(request)) as Told;
    if (calls === undefined) return response.writeHead(200).end();
    calls += 1;
    for (const { count, resolve } of waiting) if (calls >= count) resolve();
    const { status, says } = answerOf(told.subscriptionId);
    if (says) response.once('close', () => speaker.say(told, says));
    return response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the webhook has no port');
  return {
    url: `http://127.0.0.1:${address.port}/webhook`,
    begin: () => {
      calls = 0;
    },
    came: (count) => new Promise((resolve) => void waiting.push({ count, resolve })),
    moved: speaker.moved,
    said: speaker.said,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Answers operations; what a simulator that is gone did not hear is said to the next one. */
function createSpeaker() {
  let marketplace = Promise.withResolvers<string>();
  const saying = new Set<Promise<void>>();
  const say = async ({ id, subscriptionId }: Told, status: string): Promise<void> => {
    for (;;) {
      const place = marketplace;
      const path = `/api/saas/subscriptions/${subscriptionId}/operations/${id}?api-version=2018-08-31`;
      const heard = await fetch((await place.promise) + path, {
        method: 'PATCH',
        headers: { authorization: 'Bearer dev-publisher', 'content-type': 'application/json' },
        body: JSON.stringify({ status }),
      }).then(
        () => true,
        () => false,
      );
      if (heard) return;
      if (place === marketplace) marketplace = Promise.withResolvers();
    }
  };
  return {
    say: (told: Told, status: string) => {
      const said = say(told, status).finally(() => saying.delete(said));
      saying.add(said);
    },
    moved: (base: string) => {
      // Those who wait hear of it, and so do those who ask later.
      marketplace.resolve(base);
      marketplace = Promise.withResolvers();
      marketplace.resolve(base);
    },
    said: async () => {
      while (saying.size > 0) await Promise.all(saying);
    },
  };
}
