import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Account, AccountInput } from './account.ts';
import type { PublisherOptions } from './options.ts';
import { createPublisher } from './publisher.ts';

/** Where to listen, and with which accounts to begin. */
export interface StartOptions extends PublisherOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** 127.0.0.1 unless set. */
  readonly host?: string;
  readonly accounts?: readonly AccountInput[];
}

/** A publisher that listens. */
export interface StartedPublisher {
  readonly url: string;
  readonly port: number;
  readonly register: (account: AccountInput) => Account;
  readonly remove: (key: string) => boolean;
  /**
   * Takes no more calls, gives those under way and the answers that follow them `graceMs` real milliseconds
   * (0 when unset), then ends what is still open, hanging connections too.
   */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** Connections that may wait to be taken: a jump in time may deliver a thousand webhooks at once. */
const backlog = 4096;

const idleCheckMs = 20;

async function closeServer(server: Server, settled: () => Promise<void>, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const deadline = setTimeout(resolve, graceMs);
  // A connection that is kept alive after its last reply is idle only then.
  const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  await Promise.race([Promise.all([closed, settled()]), over]);
  clearTimeout(deadline);
  clearInterval(idle);
  server.closeAllConnections();
  await closed;
}

/** Starts a publisher; rejects when the port is taken or an account is bad. */
export async function startPublisher(options: StartOptions = {}): Promise<StartedPublisher> {
  const { port = 0, host = '127.0.0.1', accounts = [] } = options;
  const { app, register, remove, settled, end } = createPublisher(options);
  accounts.forEach(register);
  const server = createServer(app);
  server.listen({ port, host, backlog });
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${taken}`,
    port: taken,
    register,
    remove,
    close: (graceMs = 0) => closeServer(server, settled, graceMs).finally(end),
  };
}
