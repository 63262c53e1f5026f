import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { webhookCertificate } from '../src/tls/webhook-certificate.ts';
import { privateDevelopmentKey } from '../src/tokens/development-key.ts';
import { marketplace, withAccounts } from './support/sign-in.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./support/azure-identity-client.ts', import.meta.url));
const key = createPrivateKey({ key: { ...privateDevelopmentKey }, format: 'jwk' });

/** A certificate with its key, as a file. */
async function certificateIn(folder: string): Promise<string> {
  const path = join(folder, 'publisher.pem');
  await writeFile(path, `${await webhookCertificate()}${key.export({ type: 'pkcs8', format: 'pem' })}`);
  return path;
}

test('a publisher with @azure/identity signs in by secret and by certificate, and resolves (SF 1.4, 2.3)', async () => {
  const folder = await temporaryFolder();
  const { simulator, publisher, post, get } = await withAccounts({ tls: { folder } });
  const bought = { customer: 'customer-1', offerId: 'teamwork', planId: 'standard', quantity: 10 };
  const { id } = (await post('/_sim/portal/purchases', bought)).body;
  const { link } = (await get(`/_sim/portal/subscriptions/${id}/link`)).body;
  const told = {
    base: `https://localhost:${simulator.tls?.port}`,
    tenantId: publisher.tenantId,
    clientId: publisher.applicationId,
    certificatePath: await certificateIn(folder),
    purchaseToken: new URL(link).searchParams.get('token'),
  };
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: simulator.tls?.caFile };
  const { stdout } = await run(process.execPath, [program, JSON.stringify(told)], { env });
  const resolved = {
    status: 200,
    body: { id, subscription: { saasSubscriptionStatus: 'PendingFulfillmentStart' } },
  };
  expect(JSON.parse(stdout)).toMatchObject({ secret: resolved, certificate: resolved });
});

describe('an assertion in the place of a secret (SF 1.4)', () => {
  const hour = 3600;
  const signIn = async (
    claims: { readonly iss?: string; readonly sub?: string; readonly exp?: number },
    world = {},
  ) => {
    const { call, publisher } = await withAccounts(world);
    const { tenantId, applicationId } = publisher;
    const seconds = Math.floor(Date.now() / 1000);
    const assertion = await new SignJWT({
      iss: applicationId,
      sub: applicationId,
      exp: seconds + hour,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(key);
    const form = { grant_type: 'client_credentials', client_id: applicationId, client_assertion: assertion };
    const { status, body } = await call('POST', `/${tenantId}/oauth2/v2.0/token`, {
      form: { ...form, scope: `${marketplace}/.default` },
    });
    return [status, body.error_codes];
  };

  test('is taken when it is the application’s own, and in time', async () => {
    expect(await signIn({})).toEqual([200, undefined]);
  });

  test.each([
    ['of another application', { iss: 'another', sub: 'another' }, 700021],
    ['about another application', { sub: 'another' }, 700021],
    ['that is over', { exp: 1 }, 700024],
  ])('is refused when it is one %s', async (_, claims, code) => {
    expect(await signIn(claims)).toEqual([401, [code]]);
  });

  test('is refused where a secret is registered: no certificate is', async () => {
    const publishers = [{ alias: 'harbor', name: 'Harbor', clientSecret: 'known' }];
    const partners = [
      { alias: 'direct', name: 'Direct', kind: 'directBill' as const, mpnId: '1234567', country: 'DE' },
    ];
    expect(await signIn({}, { world: { version: 1, publishers, partners } })).toEqual([401, [700027]]);
  });
});
