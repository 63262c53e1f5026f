import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Identity } from './issue.ts';

/** A certificate with less time than this left is replaced. */
const renewedBeforeMs = 30 * 86_400_000;

const lastsAt = (certificate: X509Certificate, nowMs: number): boolean =>
  Date.parse(certificate.validTo) - nowMs >= renewedBeforeMs;

const hasName = (certificate: X509Certificate, name: string): boolean =>
  isIP(name) === 0
    ? certificate.checkHost(name, { subject: 'never' }) !== undefined
    : certificate.checkIP(name) !== undefined;

const block = (label: string): RegExp => new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----\n?`);

/** The certificate and the key in a text of PEM; throws when one is missing, cannot be read, or is not the other's. */
export function identityIn(pem: string): Identity {
  const certificate = block('CERTIFICATE').exec(pem)?.[0];
  const privateKey = block('PRIVATE KEY').exec(pem)?.[0];
  if (certificate === undefined) throw new Error('there is no certificate in it');
  if (privateKey === undefined) throw new Error('there is no private key in it');
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey))) {
    throw new Error('key and certificate do not belong together');
  }
  return { certificate, privateKey };
}

/** Whether an authority can go on to sign, at a moment in milliseconds since 1970: it is good for a month more. */
export const authorityLasts = ({ certificate }: Identity, nowMs: number): boolean =>
  lastsAt(new X509Certificate(certificate), nowMs);

/** Whether a server can go on with its certificate: signed by the authority, good for a month more, with all names. */
export function serverLasts(
  { certificate }: Identity,
  authority: Identity,
  { names, nowMs }: { readonly names: readonly string[]; readonly nowMs: number },
): boolean {
  const own = new X509Certificate(certificate);
  const issuer = new X509Certificate(authority.certificate);
  const signed = own.checkIssued(issuer) && own.verify(issuer.publicKey);
  return signed && lastsAt(own, nowMs) && names.every((name) => hasName(own, name));
}
