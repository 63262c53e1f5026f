import { createServer, type RequestListener, type Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { type Attendance, attend } from './attendance.ts';
import type { Messages } from './messages.ts';

/** Where to listen; port 0 takes any free one. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A server that listens. */
export interface Listening extends Attendance {
  readonly port: number;
}

/** Listens, and rejects in words when it cannot. */
export const listen = (
  serve: RequestListener,
  address: Address,
  messages: Messages = {},
): Promise<Listening> => listening(createServer(messages), serve, address);

/** Key and certificate of a server, in PEM form. */
export interface ServerIdentity {
  readonly privateKey: string;
  readonly certificate: string;
}

/** The same by HTTPS. */
export async function listenSecurely(
  serve: RequestListener,
  address: Address,
  { privateKey, certificate, ...messages }: ServerIdentity & Messages,
): Promise<Listening> {
  const https = await import('node:https');
  const server = https.createServer({ key: privateKey, cert: certificate, ...messages });
  return listening(server, serve, address);
}

function listening(
  server: Server | SecureServer,
  serve: RequestListener,
  { host, port }: Address,
): Promise<Listening> {
  const attendance = attend(server, serve);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(reasonOf(error, { host, port }), { cause: error }));
    });
    server.listen(port, host, () => resolve({ ...attendance, port: portOf(server) }));
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

function portOf(server: Server | SecureServer): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address.port;
}
