import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf } from '@marketsim/http';
import { identityIn } from './inspect.ts';
import type { Identity } from './issue.ts';

/** Names of the files of a folder with certificates. */
const files = {
  /** The authority's certificate alone: what clients are told to trust. */
  trusted: 'marketsim-ca.pem',
  /** Certificate and key of the authority. */
  authority: 'marketsim-ca-key.pem',
  /** Certificate and key of the server. */
  server: 'marketsim-server.pem',
} as const;

/** Only its owner may read what holds a key. */
const keyMode = 0o600;

/** Certificates of a folder. Everything rejects in words when the folder cannot be used. */
export interface CertificateFolder {
  /** Path of the file that clients are told to trust. */
  readonly caFile: string;
  /** Nothing when there is none yet; rejects when the file is damaged. */
  readAuthority(): Promise<Identity | undefined>;
  writeAuthority(authority: Identity): Promise<void>;
  /** Writes the certificate that is to be trusted beside its key, unless it is there already. */
  trust(authority: Identity): Promise<void>;
  /** Nothing when there is none, or none that can be read: it can be made anew at any time. */
  readServer(): Promise<Identity | undefined>;
  writeServer(server: Identity): Promise<void>;
}

const pemOf = ({ certificate, privateKey }: Identity): string => `${privateKey}${certificate}`;

/** Opens a folder for certificates, and makes it when it is not there. */
export async function certificateFolder(path: string): Promise<CertificateFolder> {
  const folder = resolve(path);
  const at = (name: string): string => join(folder, name);
  const [trusted, authorityFile, serverFile] = [at(files.trusted), at(files.authority), at(files.server)];
  await inFolder(folder, () => mkdir(folder, { recursive: true }));
  const replace = (file: string, text: string, mode: number): Promise<void> =>
    inFolder(folder, async () => {
      const fresh = `${file}.${randomUUID()}`;
      await writeFile(fresh, text, { mode, flag: 'wx' });
      await rename(fresh, file);
    });
  const read = (file: string): Promise<string | undefined> => inFolder(folder, () => contentOf(file));
  return {
    caFile: trusted,
    readAuthority: async () => {
      const pem = await read(authorityFile);
      return pem === undefined ? undefined : authorityIn(pem, authorityFile);
    },
    writeAuthority: (authority) => replace(authorityFile, pemOf(authority), keyMode),
    trust: async ({ certificate }) => {
      if ((await read(trusted)) !== certificate) await replace(trusted, certificate, 0o644);
    },
    readServer: async () => readable(await read(serverFile)),
    writeServer: (server) => replace(serverFile, pemOf(server), keyMode),
  };
}

async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`the folder for certificates, ${folder}, cannot be used: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function authorityIn(pem: string, file: string): Identity {
  try {
    return identityIn(pem);
  } catch (error) {
    throw new Error(
      `${file} is damaged (${reasonOf(error)}): put it back, or delete it and trust the authority that the next start makes`,
      { cause: error },
    );
  }
}

function readable(pem: string | undefined): Identity | undefined {
  try {
    return pem === undefined ? undefined : identityIn(pem);
  } catch {
    return undefined;
  }
}
