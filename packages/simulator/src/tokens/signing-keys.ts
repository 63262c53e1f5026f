import type { CryptoKey } from 'jose';
import { privateDevelopmentKey, publicDevelopmentKey } from './development-key.ts';

type KeyPair = { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };

let imported: Promise<KeyPair> | undefined;

/** The development key, ready for use; read once per process. */
export const signingKeys = (): Promise<KeyPair> => {
  imported ??= importKeys();
  return imported;
};

async function importKeys(): Promise<KeyPair> {
  const { importJWK } = await import('jose');
  const [privateKey, publicKey] = await Promise.all([
    importJWK({ ...privateDevelopmentKey }, 'RS256'),
    importJWK({ ...publicDevelopmentKey }, 'RS256'),
  ]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) {
    throw new Error('the development key is no RSA key');
  }
  return { privateKey, publicKey };
}
