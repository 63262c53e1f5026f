import type { Express } from 'express';
import { compact } from '../compact.ts';
import type { Attendance } from './attendance.ts';
import { listenSecurely } from './listen.ts';
import { messagesOf } from './messages.ts';
import { reachable } from './reachable.ts';

/** How the HTTPS listener runs. */
export interface TlsOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /**
   * Folder where the local certificate authority is kept, so that it has to be trusted once; it is made when it is
   * not there. Without one there is a new authority at every start, in memory alone.
   */
  readonly folder?: string;
}

/** How the simulator is reached by HTTPS. */
export interface TlsAddress {
  /** Such as `https://127.0.0.1:4643`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Certificate of the local authority in PEM form: what clients have to trust. */
  readonly caCertificate: string;
  /** File with the same, for `NODE_EXTRA_CA_CERTS` and the like; absent when no folder was given. */
  readonly caFile?: string;
}

/** An HTTPS listener. */
export interface SecureListener extends Attendance {
  readonly address: TlsAddress;
}

/** Serves the same by HTTPS. Rejects when it cannot listen, or when the folder cannot be used. */
export async function secureListener(
  app: Express,
  host: string,
  { port = 0, folder }: TlsOptions,
): Promise<SecureListener> {
  const { serverCertificate, standardNames } = await import('../tls/server-certificate.ts');
  const names = [...new Set([...standardNames, reachable(host).replace(/^\[|\]$/g, '')])];
  const certificate = await serverCertificate({ ...compact({ folder }), names, nowMs: Date.now() });
  const { server: identity, ...trusted } = certificate;
  const served = { ...identity, ...messagesOf(app) };
  const { port: actualPort, ...attendance } = await listenSecurely(app, { host, port }, served);
  const url = `https://${reachable(host)}:${actualPort}`;
  return { ...attendance, address: { url, port: actualPort, ...trusted } };
}
