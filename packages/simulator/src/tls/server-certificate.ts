import { certificateFolder } from './folder.ts';
import { authorityLasts, serverLasts } from './inspect.ts';
import type { Identity } from './issue.ts';

/** What an HTTPS server needs, and what its clients have to trust. */
export interface ServerCertificate {
  readonly server: Identity;
  /** The authority's certificate in PEM form. */
  readonly caCertificate: string;
  /** File with the same; absent when there is no folder. */
  readonly caFile?: string;
}

/** What a certificate shall be for. */
export interface CertificateRequest {
  /** Where authority and certificate are kept; in memory without one. */
  readonly folder?: string;
  /** Host names and addresses that the server is called by. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** Names by which the simulator can be called: this machine's, and Microsoft's for those who redirect them here. */
export const standardNames: readonly string[] = [
  'localhost',
  '127.0.0.1',
  '::1',
  'api.partnercenter.microsoft.com',
  'marketplaceapi.microsoft.com',
  'login.microsoftonline.com',
];

/**
 * A certificate by a local authority. What a folder holds is used again: each until a month before its end, the
 * server's also until it lacks a name or another authority signs. Rejects in words when the folder cannot be used or
 * the authority's file is damaged.
 */
export async function serverCertificate(request: CertificateRequest): Promise<ServerCertificate> {
  return request.folder === undefined ? inMemory(request) : inFolder(request.folder, request);
}

async function inMemory({ names, nowMs }: CertificateRequest): Promise<ServerCertificate> {
  const { issueAuthority, issueServer } = await import('./issue.ts');
  const authority = await issueAuthority(nowMs);
  return { server: await issueServer(authority, names, nowMs), caCertificate: authority.certificate };
}

async function inFolder(path: string, { names, nowMs }: CertificateRequest): Promise<ServerCertificate> {
  const folder = await certificateFolder(path);
  const kept = await folder.readAuthority();
  const authority = kept && authorityLasts(kept, nowMs) ? kept : await newAuthority(nowMs);
  if (authority !== kept) await folder.writeAuthority(authority);
  await folder.trust(authority);
  const { caFile } = folder;
  const found = { caCertificate: authority.certificate, caFile };
  const known = await folder.readServer();
  if (known && serverLasts(known, authority, { names, nowMs })) return { server: known, ...found };
  const { issueServer } = await import('./issue.ts');
  const server = await issueServer(authority, names, nowMs);
  await folder.writeServer(server);
  return { server, ...found };
}

const newAuthority = async (nowMs: number): Promise<Identity> => {
  const { issueAuthority } = await import('./issue.ts');
  return issueAuthority(nowMs);
};
