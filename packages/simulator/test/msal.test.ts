import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { claimsOf, partnerCenter, redirectUri, type SignInCaller, withAccounts } from './support/sign-in.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./support/msal-client.ts', import.meta.url));

/** Runs an application with MSAL in a process of its own, which trusts what `caFile` says. */
async function msal({ simulator, partner }: SignInCaller, tenant: string, caFile: string | undefined) {
  const told = {
    authority: `https://localhost:${simulator.tls?.port}/${tenant}`,
    clientId: partner.applicationId,
    redirectUri,
    loginHint: 'sales-agent@direct.example',
    resource: partnerCenter,
  };
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const { stdout } = await run(process.execPath, [program, JSON.stringify(told)], {
    env: { ...env, ...(caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: caFile }) },
  });
  return JSON.parse(stdout);
}

describe('MSAL, trusting the authority’s file alone', () => {
  test.each(['microsoft', 'own'])('gets and refreshes tokens, auth.issuer=%s', async (issuer) => {
    const tls = { folder: await temporaryFolder() };
    const caller = await withAccounts({ tls, settings: { 'auth.issuer': issuer } });
    const { tenantId, applicationId } = caller.partner;
    const got = await msal(caller, tenantId, caller.simulator.tls?.caFile);
    const host =
      issuer === 'own'
        ? `https://localhost:${caller.simulator.tls?.port}`
        : 'https://login.microsoftonline.com';
    const common = { aud: partnerCenter, azp: applicationId, iss: `${host}/${tenantId}/v2.0` };
    expect(claimsOf(got.application)).toMatchObject({ ...common, idtyp: 'app' });
    const user = claimsOf(got.user);
    expect(user).toMatchObject({ ...common, scp: 'user_impersonation', roles: ['SalesAgent'] });
    expect(got.state).toBe('s-1');
    expect(got.account).toEqual({
      username: 'sales-agent@direct.example',
      tenantId,
      id: `${user['oid']}.${tenantId}`,
    });
    expect(got.kept).toEqual({ token: got.user, fromCache: true });
    expect(got.refreshed.fromCache).toBe(false);
    for (const token of [got.application, got.user, got.refreshed.token]) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await caller.get('/v1/customers', { headers })).status).toBe(200);
    }
  });

  test('gets nothing without it', async () => {
    const caller = await withAccounts({ tls: true });
    await expect(msal(caller, caller.partner.tenantId, undefined)).rejects.toThrow();
  });
});
