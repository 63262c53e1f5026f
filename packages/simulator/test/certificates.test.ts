import { X509Certificate } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverCertificate, standardNames } from '../src/tls/server-certificate.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5);

async function inFolder(folder: string, { names = standardNames, nowMs = start } = {}) {
  const { server, caCertificate, caFile } = await serverCertificate({ folder, names, nowMs });
  return {
    caFile: caFile ?? '',
    ca: new X509Certificate(caCertificate),
    server: new X509Certificate(server.certificate),
  };
}

const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

describe('a certificate for the server', () => {
  test('is signed by a local authority, with the names of this machine and of Microsoft', async () => {
    const { server, caCertificate, caFile } = await serverCertificate({ names: standardNames, nowMs: start });
    expect(caFile).toBeUndefined();
    const [own, ca] = [new X509Certificate(server.certificate), new X509Certificate(caCertificate)];
    expect([ca.ca, ca.verify(ca.publicKey), ca.publicKey.asymmetricKeyDetails?.namedCurve]).toEqual([
      true,
      true,
      'prime256v1',
    ]);
    expect([own.ca, own.checkIssued(ca), own.verify(ca.publicKey)]).toEqual([false, true, true]);
    expect(own.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    for (const host of [
      'localhost',
      'api.partnercenter.microsoft.com',
      'marketplaceapi.microsoft.com',
      'login.microsoftonline.com',
    ]) {
      expect(own.checkHost(host)).toBe(host);
    }
    expect([own.checkIP('127.0.0.1'), own.checkIP('::1'), own.checkHost('other.example')]).toEqual([
      '127.0.0.1',
      '::1',
      undefined,
    ]);
    const days = (Date.parse(own.validTo) - Date.parse(own.validFrom)) / day;
    expect(days).toBeLessThan(398);
  });

  test('and its authority are kept in the folder, keys for the owner’s eyes only, and used again', async () => {
    const folder = join(await temporaryFolder(), 'made', 'here');
    const first = await inFolder(folder);
    expect(await readdir(folder)).toEqual([
      'marketsim-ca-key.pem',
      'marketsim-ca.pem',
      'marketsim-server.pem',
    ]);
    expect(first.caFile).toBe(join(folder, 'marketsim-ca.pem'));
    expect(new X509Certificate(await readFile(first.caFile)).fingerprint256).toBe(first.ca.fingerprint256);
    expect(await readFile(first.caFile, 'utf8')).not.toContain('PRIVATE KEY');
    expect(await modeOf(join(folder, 'marketsim-ca-key.pem'))).toBe(0o600);
    expect(await modeOf(join(folder, 'marketsim-server.pem'))).toBe(0o600);
    const written = await stat(first.caFile);
    const second = await inFolder(folder);
    expect((await stat(first.caFile)).ino).toBe(written.ino);
    expect(second.ca.fingerprint256).toBe(first.ca.fingerprint256);
    expect(second.server.fingerprint256).toBe(first.server.fingerprint256);
  });

  test('is renewed when a month is left, by the same authority', async () => {
    const folder = await temporaryFolder();
    const first = await inFolder(folder);
    const end = Date.parse(first.server.validTo);
    const kept = await inFolder(folder, { nowMs: end - 30 * day });
    expect(kept.server.fingerprint256).toBe(first.server.fingerprint256);
    const renewed = await inFolder(folder, { nowMs: end - 30 * day + 1000 });
    expect(renewed.server.fingerprint256).not.toBe(first.server.fingerprint256);
    expect(renewed.ca.fingerprint256).toBe(first.ca.fingerprint256);
    expect(renewed.server.verify(first.ca.publicKey)).toBe(true);
  });

  test('is renewed when a name is missing', async () => {
    const folder = await temporaryFolder();
    const first = await inFolder(folder);
    for (const name of ['sim.example', '192.0.2.7']) {
      const { server, ca } = await inFolder(folder, { names: [...standardNames, name] });
      expect(server.subjectAltName).toContain(name);
      expect(server.fingerprint256).not.toBe(first.server.fingerprint256);
      expect(ca.fingerprint256).toBe(first.ca.fingerprint256);
    }
  });

  test('is made anew when its file cannot be read, or is of another authority', async () => {
    const folder = await temporaryFolder();
    await inFolder(folder);
    const file = join(folder, 'marketsim-server.pem');
    await writeFile(file, 'damaged');
    expect((await inFolder(folder)).server.checkHost('localhost')).toBe('localhost');
    const elsewhere = await temporaryFolder();
    await inFolder(elsewhere);
    await writeFile(file, await readFile(join(elsewhere, 'marketsim-server.pem')));
    const { server, ca } = await inFolder(folder);
    expect(server.verify(ca.publicKey)).toBe(true);
  });
});

describe('the authority', () => {
  test('is replaced when it ends; a certificate of the server does not outlive it', async () => {
    const folder = await temporaryFolder();
    const first = await inFolder(folder);
    const end = Date.parse(first.ca.validTo);
    const late = await inFolder(folder, { nowMs: end - 31 * day });
    expect([late.ca.fingerprint256, Date.parse(late.server.validTo)]).toEqual([first.ca.fingerprint256, end]);
    const next = await inFolder(folder, { nowMs: end - 29 * day });
    expect(next.ca.fingerprint256).not.toBe(first.ca.fingerprint256);
    expect(next.ca.subject).not.toBe(first.ca.subject);
    expect(new X509Certificate(await readFile(next.caFile)).fingerprint256).toBe(next.ca.fingerprint256);
  });

  test('to be trusted is written again from its key’s file', async () => {
    const folder = await temporaryFolder();
    const first = await inFolder(folder);
    await writeFile(first.caFile, 'damaged');
    await inFolder(folder);
    expect(new X509Certificate(await readFile(first.caFile)).fingerprint256).toBe(first.ca.fingerprint256);
  });

  test.each([
    ['no PEM at all', () => 'damaged', 'there is no certificate in it'],
    [
      'no key',
      (pem: string) => pem.replace(/-+BEGIN PRIVATE.*END PRIVATE KEY-+\n/s, ''),
      'there is no private key',
    ],
    ['cut off', (pem: string) => pem.slice(0, -60), 'there is no certificate in it'],
    ['changed', (pem: string) => pem.replace(/(BEGIN CERTIFICATE-+\n)..../, '$1AAAA'), 'wrong tag'],
  ])('that is damaged is told with its file and the way out: %s', async (_, damage, reason) => {
    const folder = await temporaryFolder();
    await inFolder(folder);
    const file = join(folder, 'marketsim-ca-key.pem');
    await writeFile(file, damage(await readFile(file, 'utf8')));
    const told = inFolder(folder);
    await expect(told).rejects.toThrow(`${file} is damaged (`);
    await expect(told).rejects.toThrow(reason);
    await expect(told).rejects.toThrow('delete it and trust the authority that the next start makes');
  });

  test('whose key belongs to another certificate is damaged', async () => {
    const [folder, other] = [await temporaryFolder(), await temporaryFolder()];
    await Promise.all([inFolder(folder), inFolder(other)]);
    const file = join(folder, 'marketsim-ca-key.pem');
    const [key = ''] = (await readFile(join(other, 'marketsim-ca-key.pem'), 'utf8')).split('-----BEGIN CERT');
    await writeFile(file, key + (await readFile(join(folder, 'marketsim-ca.pem'), 'utf8')));
    await expect(inFolder(folder)).rejects.toThrow('key and certificate do not belong together');
  });

  test('needs a folder that can be written', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    const folder = join(file, 'folder');
    await expect(inFolder(folder)).rejects.toThrow(
      `the folder for certificates, ${folder}, cannot be used: ENOTDIR`,
    );
    await expect(inFolder(file)).rejects.toThrow(
      `the folder for certificates, ${file}, cannot be used: EEXIST`,
    );
  });
});
