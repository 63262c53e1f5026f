import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import { privateDevelopmentKey, publicDevelopmentKey } from '../tokens/development-key.ts';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** The certificate of the development key, in PEM form, the same always: what signs partners' webhooks (PC 8.2). No root vouches for it. */
export async function webhookCertificate(): Promise<string> {
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', { ...privateDevelopmentKey }, algorithm, false, ['sign']),
    crypto.subtle.importKey('jwk', { ...publicDevelopmentKey, key_ops: ['verify'] }, algorithm, true, [
      'verify',
    ]),
  ]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=marketsim webhooks, O=Microsoft Corporation',
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2049-12-31T00:00:00Z'),
    keys: { privateKey, publicKey },
    signingAlgorithm: algorithm,
  });
  return `${certificate.toString('pem')}\n`;
}
