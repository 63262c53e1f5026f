import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { get as getSecurely, type RequestOptions } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../src/index.ts';
import { started } from './support/running.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const run = promisify(execFile);
const bearer = { authorization: 'Bearer dev-admin-agent' };

interface Answer {
  readonly status: number | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are whatever came over the wire
  readonly body: any;
}

/** Reads by HTTPS with only the simulator's authority trusted. */
function read({ tls }: Simulator, path: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { caCertificate = '', url = '' } = tls ?? {};
    getSecurely(`${url}${path}`, { ca: caCertificate, agent: false, ...options }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) });
    }).on('error', reject);
  });
}

describe('HTTPS beside HTTP', () => {
  test('is not there, and nothing of it is loaded, unless asked for', async () => {
    // The certificates' library needs a polyfill, which shows whether it was loaded.
    const { simulator } = await started();
    expect(simulator).not.toHaveProperty('tls');
    expect(Reflect).not.toHaveProperty('getMetadata');
    await started({ tls: true });
    expect(Reflect).toHaveProperty('getMetadata');
  });

  test('serves the same, and links have the scheme by which the caller came', async () => {
    const { simulator, get } = await started({ tls: true, settings: { 'auth.issuer': 'own' } });
    expect(simulator.tls?.url).toBe(`https://127.0.0.1:${simulator.tls?.port}`);
    expect(new X509Certificate(simulator.tls?.caCertificate ?? '').ca).toBe(true);
    expect(simulator.tls).not.toHaveProperty('caFile');
    const path = '/common/v2.0/.well-known/openid-configuration';
    const [secure, plain] = [await read(simulator, path), await get(path)];
    expect(secure.body.token_endpoint).toBe(`${simulator.tls?.url}/common/oauth2/v2.0/token`);
    expect(secure.body.issuer).toBe(`${simulator.tls?.url}/{tenantid}/v2.0`);
    expect(plain.body.token_endpoint).toBe(`${simulator.url}/common/oauth2/v2.0/token`);
    const document = await read(simulator, '/openapi/partner-center.json');
    expect(document.body.servers).toEqual([{ url: simulator.tls?.url }]);
    const customers = await read(simulator, '/v1/customers', { headers: bearer });
    expect([customers.status, customers.body.items.length]).toEqual([200, 2]);
  });

  test.each(['localhost', 'api.partnercenter.microsoft.com', 'login.microsoftonline.com'])(
    'as %s, for a client that was told to come here for it',
    async (servername) => {
      const { simulator } = await started({ tls: true });
      const headers = { ...bearer, host: servername };
      const { status } = await read(simulator, '/v1/customers', { servername, headers });
      expect(status).toBe(200);
      const stranger = read(simulator, '/v1/customers', { servername: 'other.example', headers });
      await expect(stranger).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    },
  );

  test('is trusted with the authority’s certificate alone', async () => {
    const { simulator } = await started({ tls: true });
    const { simulator: other } = await started({ tls: true });
    const { caCertificate: ca = '' } = other.tls ?? {};
    const code = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
    await expect(read(simulator, '/_sim/health', { ca })).rejects.toMatchObject({ code });
  });

  test('a folder keeps the authority: what was trusted once stays good', async () => {
    const folder = await temporaryFolder();
    const first = await started({ tls: { folder } });
    expect(first.simulator.tls?.caFile).toBe(join(folder, 'marketsim-ca.pem'));
    const { caCertificate: ca = '' } = first.simulator.tls ?? {};
    await first.simulator.close();
    const second = await started({ tls: { folder } });
    expect((await read(second.simulator, '/_sim/health', { ca })).status).toBe(200);
  });

  test('a start that fails leaves no listener behind', async () => {
    const taken = await started({ tls: true });
    const { port = 0 } = taken.simulator.tls ?? {};
    await expect(startSimulator({ tls: { port } })).rejects.toThrow(`port ${port} of 127.0.0.1 is taken`);
    // A process with a listener left would not end.
    const index = new URL('../src/index.ts', import.meta.url);
    const program = `const { startSimulator } = await import('${index}');
      await startSimulator({ port: ${taken.simulator.port}, tls: true }).catch(({ message }) => console.log(message));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
    expect(stdout).toContain(`port ${taken.simulator.port} of 127.0.0.1 is taken`);
  });

  test('close ends both', async () => {
    const simulator = await startSimulator({ tls: true });
    expect((await read(simulator, '/_sim/health')).status).toBe(200);
    await simulator.close();
    await expect(read(simulator, '/_sim/health')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
