import { once } from 'node:events';
import { createServer } from 'node:http';
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
  /** Ends open connections, hanging ones too. */
  readonly close: () => Promise<void>;
}

/** Starts a publisher; rejects when the port is taken or an account is bad. */
export async function startPublisher(options: StartOptions = {}): Promise<StartedPublisher> {
  const { port = 0, host = '127.0.0.1', accounts = [] } = options;
  const { app, register, remove } = createPublisher(options);
  accounts.forEach(register);
  const server = createServer(app);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${taken}`,
    port: taken,
    register,
    remove,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
