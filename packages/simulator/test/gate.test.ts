import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createGate } from '../src/tokens/gate.ts';
import { issueToken } from '../src/tokens/issue-token.ts';
import { signingKeys } from '../src/tokens/signing-keys.ts';
import { createWorlds } from '../src/worlds/worlds.ts';

const partnerCenter = 'https://api.partnercenter.microsoft.com';
const marketplace = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 5);

async function setUp({ auth }: { readonly auth?: 'strict' } = {}) {
  const worlds = createWorlds();
  const world = await worlds.require();
  const other = await worlds.create('other');
  const clock = { now: start };
  const gate = createGate(worlds, { ...(auth && { auth }), wallClock: () => clock.now });
  const knock = (authorization?: string, worldHeader?: string) => {
    const headers = new Map(Object.entries({ authorization, 'x-marketsim-world': worldHeader }));
    const request = {
      method: 'GET',
      url: '/',
      path: '/',
      rawQuery: '',
      query: {},
      base: '',
      body: '',
      requestId: 'r',
      correlationId: 'c',
      header: (name: string) => headers.get(name.toLowerCase()),
    };
    return gate(request);
  };
  const application = world.directory.partner();
  if (!application) throw new Error('no partner');
  const jwt = (version: 1 | 2 = 1) =>
    issueToken({ version, application, audience: partnerCenter, world: 'default', issuedAt: start / 1000 });
  return { worlds, world, other, clock, knock, jwt, application };
}

describe('bearer', () => {
  test.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['Basic abc', 'notBearer'],
    ['Bearer', 'notBearer'],
    ['Bearer two words', 'notBearer'],
    ['Bearer garbage', 'malformed'],
    ['Bearer a.b.c', 'malformed'],
    ['Bearer dev-nobody', 'malformed'],
    ['Bearer dev-admin-agent.nobody', 'malformed'],
    ['Bearer dev-admin-agent@nowhere', 'unknownWorld'],
  ])('%s is refused as %s', async (authorization, fault) => {
    const { knock } = await setUp();
    expect(await knock(authorization)).toMatchObject({ admitted: false, fault, detail: expect.any(String) });
  });

  test.each([1, 2] as const)(
    'a token of version %i is admitted, and again without a new look',
    async (version) => {
      const { knock, jwt, world, application } = await setUp();
      const token = await jwt(version);
      const first = await knock(`Bearer ${token}`);
      expect(first).toMatchObject({
        admitted: true,
        token: {
          kind: 'app',
          tenantId: application.tenantId,
          applicationId: application.applicationId,
          objectId: application.objectId,
          audience: partnerCenter,
          roles: [],
        },
      });
      expect(first.admitted && first.world === world).toBe(true);
      const again = knock(`bearer ${token}`);
      expect(again).not.toBeInstanceOf(Promise);
      expect(again).toEqual(first);
    },
  );

  test('an expired token is refused, one that was admitted before too', async () => {
    const { knock, jwt, clock } = await setUp();
    const token = await jwt();
    expect(await knock(`Bearer ${token}`)).toMatchObject({ admitted: true });
    clock.now = start + hour;
    expect(await knock(`Bearer ${token}`)).toMatchObject({ admitted: false, fault: 'expired' });
    clock.now = start - hour;
    expect(await knock(`Bearer ${await jwt(2)}`)).toMatchObject({ admitted: false, fault: 'malformed' });
  });

  test('a changed payload, a foreign issuer and missing claims are refused', async () => {
    const { knock, jwt, application } = await setUp();
    const [header, payload = '', signature] = (await jwt()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, tid: crypto.randomUUID() })).toString('base64url');
    const { privateKey } = await signingKeys();
    const signed = (body: Record<string, unknown>) =>
      new SignJWT({ aud: partnerCenter, exp: start / 1000 + 60, ...body })
        .setProtectedHeader({ alg: 'RS256' })
        .sign(privateKey);
    const foreign = await signed({ tid: application.tenantId, iss: 'https://sts.example/' });
    const nameless = await signed({ iss: 'https://sts.example/' });
    expect(await knock(`Bearer ${header}.${forged}.${signature}`)).toMatchObject({ fault: 'badSignature' });
    expect(await knock(`Bearer ${header}.${payload}.${signature}`)).toMatchObject({ admitted: true });
    expect(await knock(`Bearer ${header}.${forged}.${signature}`)).toMatchObject({ fault: 'badSignature' });
    expect(await knock(`Bearer ${foreign}`)).toMatchObject({ fault: 'badSignature' });
    expect(await knock(`Bearer ${nameless}`)).toMatchObject({ fault: 'malformed' });
  });

  test('a user token keeps its roles; without a world in it the tenant tells', async () => {
    const { knock, other } = await setUp();
    const { tenantId, applicationId } = other.directory.partner() ?? {};
    const { privateKey } = await signingKeys();
    const token = await new SignJWT({
      tid: tenantId,
      appid: applicationId,
      oid: 'user-1',
      upn: 'u@x.example',
      roles: ['SalesAgent'],
      scp: 'user_impersonation',
      aud: partnerCenter,
      exp: start / 1000 + 60,
      iss: `https://sts.windows.net/${tenantId}/`,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(privateKey);
    const admitted = await knock(`Bearer ${token}`);
    expect(admitted).toMatchObject({
      admitted: true,
      token: { kind: 'user', roles: ['SalesAgent'], userName: 'u@x.example', objectId: 'user-1' },
    });
    expect(admitted.admitted && admitted.world === other).toBe(true);
  });

  test('a header that contradicts the token is refused, one that agrees is not', async () => {
    const { knock, jwt } = await setUp();
    const token = await jwt();
    expect(await knock(`Bearer ${token}`, 'other')).toMatchObject({ fault: 'contradictedWorld' });
    expect(await knock('Bearer dev-app@default', 'other')).toMatchObject({ fault: 'contradictedWorld' });
    expect(await knock(`Bearer ${token}`, 'default')).toMatchObject({ admitted: true });
    expect(await knock('Bearer dev-app', 'nowhere')).toMatchObject({ fault: 'unknownWorld' });
  });
});

describe('development tokens', () => {
  test.each([
    ['dev-admin-agent', 'user', ['AdminAgent']],
    ['dev-global-admin', 'user', ['GlobalAdmin']],
    ['dev-sales-agent', 'user', ['SalesAgent']],
    ['dev-helpdesk-agent', 'user', ['HelpdeskAgent']],
    ['dev-billing-admin', 'user', ['BillingAdmin']],
    ['dev-app', 'app', []],
  ])('%s stands for the first direct-bill partner', async (text, kind, roles) => {
    const { knock, application } = await setUp();
    expect(await knock(`Bearer ${text}`)).toMatchObject({
      admitted: true,
      token: { kind, roles, tenantId: application.tenantId, audience: partnerCenter },
    });
  });

  test('an alias names somebody else, a world another world, in any case', async () => {
    const { knock, other } = await setUp();
    const admitted = await knock('Bearer DEV-Admin-Agent.Provider@OTHER');
    expect(admitted).toMatchObject({
      admitted: true,
      token: { tenantId: other.directory.partner('provider')?.tenantId, roles: ['AdminAgent'] },
    });
    expect(admitted.admitted && admitted.world === other).toBe(true);
    expect(await knock('Bearer dev-publisher', 'other')).toMatchObject({
      token: { tenantId: other.directory.publisher()?.tenantId, audience: marketplace, kind: 'app' },
    });
    expect(await knock('Bearer dev-publisher.publisher-2')).toMatchObject({
      token: { audience: marketplace },
    });
    expect(await knock('Bearer dev-publisher.provider')).toMatchObject({
      fault: 'malformed',
      detail: expect.stringContaining('publisher-1, publisher-2'),
    });
  });

  test('strict refuses them, and takes real ones', async () => {
    const { knock, jwt } = await setUp({ auth: 'strict' });
    expect(await knock('Bearer dev-admin-agent')).toMatchObject({ admitted: false, fault: 'malformed' });
    expect(await knock(`Bearer ${await jwt()}`)).toMatchObject({ admitted: true });
  });
});
