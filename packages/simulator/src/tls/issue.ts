import 'reflect-metadata';
import { createPrivateKey, KeyObject, randomBytes, type webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key, both in PEM form. */
export interface Identity {
  readonly certificate: string;
  readonly privateKey: string;
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;
const authorityDays = 3650;
/** What clients take at most from a server is 398 days. */
const serverDays = 397;

const pemOf = (key: webcrypto.CryptoKey): string =>
  KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();

const keyPair = (): Promise<webcrypto.CryptoKeyPair> =>
  crypto.subtle.generateKey(curve, true, ['sign', 'verify']);

/** From an hour ago on: clocks of other machines may be slow. */
const validFrom = (nowMs: number): Date => new Date(nowMs - dayMs / 24);

/** A new certificate authority that is good for ten years and signs servers only. */
export async function issueAuthority(nowMs: number): Promise<Identity> {
  const keys = await keyPair();
  // Each has a name of its own: a client that trusts two of one name may try the wrong key alone.
  const name = `CN=marketsim local CA ${randomBytes(4).toString('hex')}`;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm,
    notBefore: validFrom(nowMs),
    notAfter: new Date(nowMs + authorityDays * dayMs),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, privateKey: pemOf(keys.privateKey) };
}

/** A new certificate of a server with these names, signed by the authority. */
export async function issueServer(
  authority: Identity,
  names: readonly string[],
  nowMs: number,
): Promise<Identity> {
  const keys = await keyPair();
  const issuer = new X509Certificate(authority.certificate);
  const signingKey = createPrivateKey(authority.privateKey).toCryptoKey(curve, false, ['sign']);
  const end = Math.min(nowMs + serverDays * dayMs, issuer.notAfter.getTime());
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=marketsim',
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm,
    notBefore: validFrom(nowMs),
    notAfter: new Date(end),
    extensions: [
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, privateKey: pemOf(keys.privateKey) };
}
