import autocannon from 'autocannon';
import type { Script } from './scripts.ts';

/** Requests that each of several connections makes one after another, again and again. */
export interface Load {
  /** What answers them. */
  readonly server: Pick<Script<unknown>, 'processorSeconds'>;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** The requests of a connection, in their order, where they are more than a GET. */
  readonly requestsOf?: (connection: number) => autocannon.Request[];
}

/** Milliseconds between two looks at whether the time is over. */
const lookEveryMs = 50;

/** How fast requests are answered. */
export interface Rate {
  /** Answers per second. */
  readonly real: number;
  /** Answers per second that the processors spend on the server; what else the machine has to do does not count. */
  readonly processor: number;
}

/** Puts a server under load. Throws when something is answered with another status than 2xx, or not at all. */
export async function rateOf(load: Load): Promise<Rate> {
  const { server, url, headers = {}, connections, seconds, requestsOf } = load;
  let connection = 0;
  const before = await server.processorSeconds();
  const result = await autocannon({
    ...{ url, headers, connections, duration: seconds },
    sampleInt: lookEveryMs,
    setupClient: (client) => {
      if (requestsOf) client.setRequests(requestsOf(connection));
      connection += 1;
    },
  });
  const used = (await server.processorSeconds()) - before;
  const { errors, timeouts, non2xx, duration, requests } = result;
  if (errors + timeouts + non2xx > 0) {
    throw new Error(`${url}: ${non2xx} refused, ${errors} failed, ${timeouts} not answered in time`);
  }
  return { real: requests.total / duration, processor: requests.total / used };
}
