import { createServer, type RequestListener, type Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';

/** Where to listen; port 0 takes any free one. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Listens, and rejects in words when it cannot. */
export const listen = (listener: RequestListener, address: Address): Promise<Server> =>
  listening(createServer(listener), address);

/** Key and certificate of a server, in PEM form. */
export interface ServerIdentity {
  readonly privateKey: string;
  readonly certificate: string;
}

/** The same by HTTPS. */
export async function listenSecurely(
  listener: RequestListener,
  address: Address,
  { privateKey, certificate }: ServerIdentity,
): Promise<SecureServer> {
  const https = await import('node:https');
  return listening(https.createServer({ key: privateKey, cert: certificate }, listener), address);
}

function listening<S extends Server | SecureServer>(server: S, { host, port }: Address): Promise<S> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(reasonOf(error, { host, port }), { cause: error }));
    });
    server.listen(port, host, () => resolve(server));
  });
}

function reasonOf({ code, message }: NodeJS.ErrnoException, { host, port }: Address): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is taken: stop what listens there, or choose another port`;
    case 'EACCES':
      return `port ${port} of ${host} may not be used: choose one from 1024 on`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine`;
    default:
      return `cannot listen on port ${port} of ${host}: ${message}`;
  }
}

/** The port that a server listens on. */
export function portOf(server: Server | SecureServer): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address.port;
}

/** Stops listening and ends every connection, idle ones and those in use. */
export function closeServer(server: Server | SecureServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
