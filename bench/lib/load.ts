import autocannon from 'autocannon';

/** Requests that each of several connections makes one after another, again and again. */
export interface Load {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** The requests of a connection, in their order, where they are more than a GET. */
  readonly requestsOf?: (connection: number) => autocannon.Request[];
}

/** Milliseconds between two looks at whether the time is over. */
const lookEveryMs = 50;

/** Answers per second. Throws when something is answered with another status than 2xx, or not at all. */
export async function answersPerSecond(load: Load): Promise<number> {
  const { url, headers = {}, connections, seconds, requestsOf } = load;
  let connection = 0;
  const result = await autocannon({
    ...{ url, headers, connections, duration: seconds },
    sampleInt: lookEveryMs,
    setupClient: (client) => {
      if (requestsOf) client.setRequests(requestsOf(connection));
      connection += 1;
    },
  });
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0) {
    throw new Error(`${url}: ${non2xx} refused, ${errors} failed, ${timeouts} not answered in time`);
  }
  return result.requests.total / result.duration;
}
