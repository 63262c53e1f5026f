import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buy, customerIn } from './support/purchase.ts';
import { codeOf, marketplace, partnerCenter, redeem, redirectUri, withAccounts } from './support/sign-in.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const ownSecret = 'a-secret-of-my-own';
const north = { alias: 'north', name: 'North', kind: 'directBill', mpnId: '1000001', country: 'US' };
const definition = {
  version: 1,
  partners: [{ ...north, clientSecret: ownSecret }],
  customers: [],
  publishers: [],
  offers: [],
};

test('no credential of a sign-in, of a purchase or of the control API gets into the journal', async () => {
  const folder = await temporaryFolder();
  const controlToken = 'open-sesame-control';
  const caller = await withAccounts({ requests: { folder }, controlToken });
  const { get, post, call, simulator, partner, publisher } = caller;
  const secrets = new Set<string>([ownSecret, controlToken, 'wrong-control-token', 'a-client-secret']);

  // Somebody signs in, and the application refreshes and exchanges what it got.
  const code = await codeOf(caller);
  const first = await redeem(caller, {
    grant_type: 'authorization_code',
    client_secret: 'a-client-secret',
    redirect_uri: redirectUri,
    code,
  });
  const second = await redeem(caller, {
    grant_type: 'refresh_token',
    refresh_token: first.body.refresh_token,
  });
  const page = await get(
    `/${partner.tenantId}/oauth2/v2.0/authorize?client_id=${partner.applicationId}&response_type=code` +
      `&redirect_uri=${encodeURIComponent(redirectUri)}&response_mode=form_post&login_hint=admin-agent` +
      `&scope=${encodeURIComponent(`openid ${partnerCenter}/user_impersonation`)}`,
  );
  const posted = /name="code" value="([^"]+)"/.exec(page.text)?.[1];
  const bearer = { authorization: `Bearer ${second.body.access_token}` };
  const exchanged = await call('POST', '/generatetoken', {
    headers: bearer,
    form: { grant_type: 'jwt_token' },
  });
  for (const { body } of [first, second, exchanged]) {
    for (const name of ['access_token', 'refresh_token', 'id_token']) if (body[name]) secrets.add(body[name]);
  }
  secrets.add(code).add(posted ?? '');
  expect(secrets.size).toBeGreaterThan(10);

  // A publisher signs in as JSON, and is refused with a wrong code.
  const asJson = { grant_type: 'authorization_code', code: 'a-wrong-code', client_secret: 'a-client-secret' };
  secrets.add('a-wrong-code');
  await post(`/${publisher.tenantId}/oauth2/token`, { ...asJson, client_id: publisher.applicationId });
  const app = { grant_type: 'client_credentials', client_id: publisher.applicationId, resource: marketplace };
  const credentials = Buffer.from(`${publisher.applicationId}:a-client-secret`).toString('base64');
  secrets.add(credentials);
  await call('POST', `/${publisher.tenantId}/oauth2/token`, {
    headers: { authorization: `Basic ${credentials}` },
    form: app,
  });

  // The activation link, and what the publisher does with the token in it.
  const world = await simulator.worlds.require();
  const subscriptionId = buy(world.engine, {
    customerId: customerIn(world, 'customer-1'),
    planId: 'standard',
    quantity: 10,
  });
  const { customerId, orderId } = world.engine.state.subscriptions.get(subscriptionId) ?? {};
  const links = await get(`/v1/customers/${customerId}/orders/${orderId}/activationlinks`, {
    headers: bearer,
  });
  const token = new URL(links.body.items[0].link.uri).searchParams.get('token') ?? '';
  secrets.add(token).add(encodeURIComponent(token));
  const resolve = '/api/saas/subscriptions/resolve?api-version=2018-08-31';
  for (const sent of [token, `${token}x`, encodeURIComponent(token)]) {
    await call('POST', resolve, {
      headers: { authorization: 'Bearer dev-publisher', 'x-ms-marketplace-token': sent },
    });
  }
  const events = await get('/_sim/events?type=PurchaseTokenIssued');
  expect(events.text).toContain(token);

  // What the control API is sent, and shows.
  await post('/_sim/worlds', { name: 'own', definition });
  expect((await get('/_sim/accounts?world=own')).text).toContain(ownSecret);
  for (const given of [controlToken, 'wrong-control-token']) {
    await get('/_sim/health', { headers: { 'x-marketsim-control-token': given } });
  }
  await post('/nowhere', `client_secret=${ownSecret}`);

  await simulator.requests.flush();
  const { requests } = (await get('/_sim/requests?limit=1000')).body;
  const shown = await Promise.all(
    requests.map(
      async ({ number }: { readonly number: number }) => (await get(`/_sim/requests/${number}`)).text,
    ),
  );
  const kept = [await readFile(join(folder, 'requests.jsonl'), 'utf8'), ...shown];
  const told = [...secrets].filter((secret) => kept.some((text) => text.includes(secret)));
  expect(told).toEqual([]);

  const resolved = requests.filter(({ path }: { readonly path: string }) => path === resolve);
  const [{ request }] = await Promise.all(
    resolved.map(
      async ({ number }: { readonly number: number }) => (await get(`/_sim/requests/${number}`)).body,
    ),
  );
  expect(request.headers['x-ms-marketplace-token']).toBe(`***${token.slice(-6)}`);
  expect(shown.filter((text) => text.includes(`***${token.slice(-6)}`)).length).toBeGreaterThanOrEqual(3);
});
