import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  answerIn,
  authorizeQuery,
  partnerCenter,
  redirectUri,
  type SignInCaller,
  withAccounts,
} from './support/sign-in.ts';

const pathOf = (
  { partner }: SignInCaller,
  change: Readonly<Record<string, string | undefined>> = {},
): string => `/${partner.tenantId}/oauth2/v2.0/authorize?${authorizeQuery(partner, change)}`;

/** Values of the inputs of a page, by name. */
const inputsOf = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
      name,
      value
        ?.replaceAll('&amp;', '&')
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>'),
    ]),
  );

describe('the page', () => {
  test('lists a user for every role of PC 1.4, and choosing one goes back with a code and the state', async () => {
    const caller = await withAccounts();
    const { get, call } = caller;
    const page = await get(pathOf(caller, { login_hint: undefined, state: '"<x>&' }));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const users = [...page.text.matchAll(/name="login_hint" value="([^"]+)"/g)].map(([, user]) => user);
    const domain = `${caller.partner.alias}.example`;
    const roles = ['admin-agent', 'global-admin', 'sales-agent', 'helpdesk-agent', 'billing-admin'];
    expect(users).toEqual(roles.map((role) => `${role}@${domain}`));
    expect(page.text).not.toContain('"<x>&');

    const form = { ...inputsOf(page.text), login_hint: `sales-agent@${domain}` };
    const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const chosen = await call('POST', action, { form });
    expect(chosen.status).toBe(302);
    const answer = answerIn(chosen.headers.get('location'));
    expect(answer.get('state')).toBe('"<x>&');
    expect(answer.get('code')).toEqual(expect.any(String));
  });

  test('goes to the host that shows it, also from an authority that ends with a slash', async () => {
    const caller = await withAccounts();
    const page = await caller.get(`/${pathOf(caller, { login_hint: undefined })}`);
    expect(page.text).toContain(
      `<form method="post" action="/${caller.partner.tenantId}/oauth2/v2.0/authorize">`,
    );
  });

  test('can be cancelled', async () => {
    const caller = await withAccounts();
    const page = await caller.get(pathOf(caller, { login_hint: undefined }));
    const form = { ...inputsOf(page.text), cancel: 'yes' };
    const { headers } = await caller.call('POST', `/${caller.partner.tenantId}/oauth2/v2.0/authorize`, {
      form,
    });
    const answer = answerIn(headers.get('location'));
    expect([answer.get('error'), answer.get('state')]).toEqual(['access_denied', 'state & more']);
    expect(answer.get('error_description')).toMatch(/^AADSTS65004: /);
  });

  test('says so when the login_hint names nobody', async () => {
    const caller = await withAccounts();
    const page = await caller.get(pathOf(caller, { login_hint: 'nobody@<b>.example' }));
    expect(page.status).toBe(200);
    expect(page.text).toContain('There is no user nobody@&lt;b&gt;.example in this tenant');
    expect(inputsOf(page.text)).not.toHaveProperty('login_hint');
  });
});

describe('without the page', () => {
  test.each(['admin-agent', 'ADMIN-AGENT@DIRECT.example'])('login_hint %s signs in at once', async (hint) => {
    const caller = await withAccounts();
    expect(caller.partner.alias).toBe('direct');
    const { status, headers } = await caller.get(pathOf(caller, { login_hint: hint, prompt: 'none' }));
    expect(status).toBe(302);
    expect(answerIn(headers.get('location')).get('code')).toEqual(expect.any(String));
  });

  test.each([undefined, 'nobody'])('prompt=none with login_hint %s refuses: login_required', async (hint) => {
    const caller = await withAccounts();
    const { headers } = await caller.get(pathOf(caller, { login_hint: hint, prompt: 'none' }));
    const answer = answerIn(headers.get('location'));
    expect([answer.get('error'), answer.get('state')]).toEqual(['login_required', 'state & more']);
    expect(answer.get('error_description')).toMatch(/^AADSTS50058: /);
    expect(answer.has('code')).toBe(false);
  });

  test.each(['common', 'organizations'])('/%s finds the tenant by the application', async (tenant) => {
    const caller = await withAccounts();
    const query = authorizeQuery(caller.partner);
    const { headers } = await caller.get(`/${tenant}/oauth2/v2.0/authorize?${query}`);
    expect(answerIn(headers.get('location')).get('code')).toEqual(expect.any(String));
  });

  test('tells MSAL whose account it is', async () => {
    const caller = await withAccounts();
    const { headers } = await caller.get(pathOf(caller, { client_info: '1' }));
    const info = answerIn(headers.get('location')).get('client_info') ?? '';
    expect(JSON.parse(Buffer.from(info, 'base64url').toString())).toEqual({
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      utid: caller.partner.tenantId,
    });
    const plain = await caller.get(pathOf(caller));
    expect(answerIn(plain.headers.get('location')).has('client_info')).toBe(false);
  });

  test('the query of the redirect address stays', async () => {
    const caller = await withAccounts();
    const { headers } = await caller.get(pathOf(caller, { redirect_uri: `${redirectUri}?a=b` }));
    const answer = answerIn(headers.get('location'));
    expect([answer.get('a'), answer.get('code')]).toEqual(['b', expect.any(String)]);
  });

  test('a publisher’s tenant has no users', async () => {
    const { get, publisher } = await withAccounts();
    const { headers } = await get(
      `/${publisher.tenantId}/oauth2/v2.0/authorize?${authorizeQuery(publisher)}`,
    );
    const answer = answerIn(headers.get('location'));
    expect(answer.get('error')).toBe('access_denied');
    expect(answer.get('error_description')).toContain('tenants of partners only');
  });
});

describe('response modes', () => {
  const hybrid = { response_type: 'code id_token', nonce: 'n-1' };

  test('fragment, which is the default of code id_token; the id token vouches for the code', async () => {
    const caller = await withAccounts();
    const { headers } = await caller.get(pathOf(caller, hybrid));
    const url = new URL(headers.get('location') ?? '');
    expect(url.search).toBe('');
    const answer = new URLSearchParams(url.hash.slice(1));
    const keys = (await caller.get('/common/discovery/v2.0/keys')).body;
    const { payload } = await jwtVerify(answer.get('id_token') ?? '', createLocalJWKSet(keys), {
      audience: caller.partner.applicationId,
      issuer: `https://login.microsoftonline.com/${caller.partner.tenantId}/v2.0`,
    });
    const half = createHash('sha256')
      .update(answer.get('code') ?? '')
      .digest()
      .subarray(0, 16);
    expect(payload).toMatchObject({
      nonce: 'n-1',
      c_hash: half.toString('base64url'),
      preferred_username: 'admin-agent@direct.example',
      tid: caller.partner.tenantId,
    });
  });

  test('form_post: a page that posts itself, and works without scripts (PC 1.2)', async () => {
    const caller = await withAccounts();
    const page = await caller.get(
      pathOf(caller, { ...hybrid, response_mode: 'form_post', state: '"><script>' }),
    );
    expect(page.status).toBe(200);
    expect(page.text).toContain(`<form method="post" action="${redirectUri}">`);
    expect(page.text).toContain('<button type="submit">');
    const inputs = inputsOf(page.text);
    expect(inputs).toMatchObject({
      code: expect.any(String),
      id_token: expect.any(String),
      state: '"><script>',
    });
    const script = /<script>(.*)<\/script>/.exec(page.text)?.[1] ?? '';
    const digest = createHash('sha256').update(script).digest('base64');
    expect(page.headers.get('content-security-policy')).toContain(`script-src 'sha256-${digest}'`);
    expect(page.text.match(/<script>/g)).toHaveLength(1);
  });
});

describe('errors that go back to the application', () => {
  const challenge = 'c'.repeat(43);
  test.each([
    ['no response_type', { response_type: undefined }, 'invalid_request', 900144],
    ['an implicit token', { response_type: 'token' }, 'unsupported_response_type', 70005],
    ['an unknown response_mode', { response_mode: 'web_message' }, 'invalid_request', 70007],
    ['no scope', { scope: undefined }, 'invalid_request', 900144],
    ['a resource in the v2 form', { resource: partnerCenter }, 'invalid_request', 901002],
    ['a scope of an unknown resource', { scope: 'https://nowhere.example/read' }, 'invalid_resource', 500011],
    ['a scope that the resource has not', { scope: `${partnerCenter}/read` }, 'invalid_scope', 70011],
    ['an unknown prompt', { prompt: 'always' }, 'invalid_request', 90023],
    ['prompt none beside another', { prompt: 'none login' }, 'invalid_request', 90023],
    ['a challenge that is too short', { code_challenge: 'short' }, 'invalid_request', 501491],
    [
      'an unknown challenge method',
      { code_challenge: challenge, code_challenge_method: 'S512' },
      ...(['invalid_request', 50149] as const),
    ],
    ['a challenge method alone', { code_challenge_method: 'S256' }, 'invalid_request', 50147],
  ])('%s', async (_, change, error, code) => {
    const caller = await withAccounts();
    const { status, headers } = await caller.get(pathOf(caller, change));
    expect(status).toBe(302);
    const answer = answerIn(headers.get('location'));
    expect([answer.get('error'), answer.get('state')]).toEqual([error, 'state & more']);
    expect(answer.get('error_description')).toMatch(new RegExp(`^AADSTS${code}: .* Trace ID: `));
    expect(answer.has('code')).toBe(false);
  });

  test.each([
    ['in the query', { response_mode: 'query', nonce: 'n' }, 'invalid_request', 70007],
    ['alone', { response_type: 'id_token', nonce: 'n' }, 'unsupported_response_type', 70005],
    ['without a nonce', {}, 'invalid_request', 900144],
    [
      'without openid',
      { nonce: 'n', scope: `${partnerCenter}/.default` },
      'unsupported_response_type',
      70005,
    ],
  ])('an id token %s, told in the fragment', async (_, change, error, code) => {
    const caller = await withAccounts();
    const { headers } = await caller.get(pathOf(caller, { response_type: 'code id_token', ...change }));
    const answer = new URLSearchParams(new URL(headers.get('location') ?? '').hash.slice(1));
    expect(answer.get('error')).toBe(error);
    expect(answer.get('error_description')).toMatch(new RegExp(`^AADSTS${code}: `));
  });

  test('v1: an unknown resource', async () => {
    const { get, partner } = await withAccounts();
    const query = authorizeQuery(partner, { resource: 'https://nowhere.example', scope: 'openid' });
    const { headers } = await get(`/${partner.tenantId}/oauth2/authorize?${query}`);
    expect(answerIn(headers.get('location')).get('error')).toBe('invalid_resource');
  });
});

describe('errors that nobody but the visitor can be told', () => {
  test.each([
    ['no application', { client_id: undefined }, 900144],
    ['an unknown application', { client_id: 'nobody' }, 700016],
    ['no redirect address', { redirect_uri: undefined }, 900971],
    ['a relative redirect address', { redirect_uri: '/signed-in' }, 90102],
    ['a redirect address that is a script', { redirect_uri: 'javascript:alert(1)' }, 90102],
    ['a redirect address with a fragment', { redirect_uri: `${redirectUri}#x` }, 90102],
    ['a redirect address with a line break', { redirect_uri: `${redirectUri}\r\nx` }, 90102],
    ['a redirect address with unencoded letters', { redirect_uri: `${redirectUri}/\u0142` }, 90102],
  ])('%s', async (_, change, code) => {
    const caller = await withAccounts();
    const page = await caller.get(pathOf(caller, change));
    expect(page.status).toBe(400);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('location')).toBeNull();
    expect(page.text).toContain(`AADSTS${code}: `);
  });

  test('an unknown tenant, and another method', async () => {
    const caller = await withAccounts();
    const path = `/11111111-2222-4333-8444-555555555555/oauth2/authorize?${authorizeQuery(caller.partner)}`;
    const tenant = await caller.get(path);
    expect([tenant.status, tenant.text.includes('AADSTS90002: ')]).toEqual([400, true]);
    const put = await caller.call('PUT', pathOf(caller));
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect(put.headers.get('content-type')).toMatch(/^text\/html/);
  });
});
