import { describe, expect, it, test } from 'vitest';
import { ids } from './support/fixtures.ts';
import { buy, carts, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

describe('who may call at all', () => {
  test.each([
    ['garbage', 'garbage', 401, 400],
    ['a forged token', 'forged', 401, 400],
    ['an expired token', 'old', 401, 400],
    ['a token of an unknown world', 'elsewhere', 401, 400],
    ['a token that the world header contradicts', 'contradiction', 401, 400],
    ['a tenant that is no partner', 'admin@nobody', 401, 800001],
    ['a token for another API', 'admin@direct/fulfillment', 401, 800001],
    ['a token for the retired Graph audience', 'admin@direct/graph', 401, 900420],
  ])('%s is refused with the realm to sign in to', async (_, bearer, status, code) => {
    const res = await simulation()
      .as(bearer)
      .get('/v1/customers')
      .set('MS-CorrelationId', 'c-1')
      .expect(status);
    expect(res.body).toEqual({ ...envelope(code), source: 'PartnerFD' });
    expect(res.headers['www-authenticate']).toBe('OAuth realm=urn:cpsvc:cpid:c-1');
  });

  test.each([
    ['no header', undefined],
    ['another scheme', 'Basic YTpi'],
  ])('%s is refused', async (_, header) => {
    const call = simulation().bare.get('/v1/customers');
    const res = await (header ? call.set('Authorization', header) : call).expect(401);
    expect(res.body).toMatchObject({ code: 400, description: expect.stringMatching(/^Access denied/) });
    expect(res.headers['www-authenticate']).toMatch(/^OAuth realm=urn:cpsvc:cpid:.+/);
  });

  it('says what is wrong with a token', async () => {
    const { body } = await simulation().as('contradiction').get('/v1/customers').expect(401);
    expect(body.description).toContain('contradictedWorld');
  });

  it('PUR-01: an indirect reseller has no access', async () => {
    const { body } = await simulation().as('admin@reseller').get('/v1/customers').expect(403);
    expect(body).toEqual(envelope(2032));
  });

  test.each(['admin@direct', 'admin@direct/appid', 'app@direct'])('%s is admitted', async (bearer) => {
    await simulation().as(bearer).get('/v1/customers').expect(200);
  });

  it('is found out before the route, the path and the body are looked at', async () => {
    await simulation().as('garbage').post(carts('nonsense')).send('{').expect(401);
  });
});

const customer = `/v1/customers/${ids.customer}`;
const order = `${customer}/orders/nothing`;
const subscription = `${customer}/subscriptions/nothing`;

describe('app-only tokens', () => {
  test.each([
    ['get', '/v1/agreements'],
    ['get', `${customer}/agreements`],
    ['post', `${customer}/agreements`],
    ['get', `${customer}/directSignedMicrosoftCustomerAgreementStatus`],
    ['get', '/v1/relationships'],
    ['get', '/v1/profiles/mpn'],
    ['get', `${order}/provisioningstatus`],
    ['get', `${subscription}/provisioningstatus`],
  ] as const)('are refused by %s %s', async (method, path) => {
    const { body } = await simulation().as('app@direct')[method](path).expect(403);
    expect(body).toEqual(envelope(900329));
  });

  it('buy and change everything else', async () => {
    const sim = simulation();
    const { subscription: bought } = await buy(sim, { who: 'app@direct' });
    await sim.as('app@direct').patch(bought).send({ status: 'deleted' }).expect(200);
    await sim
      .as('app@direct')
      .get(`${carts(ids.customer)}/nothing`)
      .expect(404);
  });

  it('are named by their application in a cart', async () => {
    const sim = simulation();
    const cart = await fillCart(sim, { who: 'app@direct' });
    const { body } = await sim.as().get(`${carts(ids.customer)}/${cart}`);
    expect(body.lastModifiedUser).toBe(ids.application);
  });
});

const calls = {
  list: ['get', '/v1/customers'],
  create: ['post', '/v1/customers'],
  confirm: ['post', `${customer}/agreements`],
  fill: ['post', `${customer}/carts`],
  replace: ['put', `${customer}/carts/nothing`],
  checkout: ['post', `${customer}/carts/nothing/checkout`],
  provisioning: ['get', `${order}/provisioningstatus`],
  update: ['patch', subscription],
} as const;

/** The status that each role gets; anything but 403 means that the role was let through. */
const table = {
  list: { global: 200, admin: 200, sales: 200, helpdesk: 200, billing: 900150, nothing: 900150 },
  create: { global: 400, admin: 400, sales: 900150, helpdesk: 900308, billing: 900150, nothing: 900150 },
  confirm: { global: 400, admin: 400, sales: 900150, helpdesk: 900308, billing: 900150, nothing: 900150 },
  fill: { global: 400, admin: 400, sales: 400, helpdesk: 900308, billing: 900150, nothing: 900150 },
  replace: { global: 404, admin: 404, sales: 404, helpdesk: 900308, billing: 900150, nothing: 900150 },
  checkout: { global: 404, admin: 404, sales: 404, helpdesk: 900308, billing: 900150, nothing: 900150 },
  provisioning: {
    global: 404,
    admin: 404,
    sales: 900150,
    helpdesk: 900308,
    billing: 900150,
    nothing: 900150,
  },
  update: { global: 404, admin: 404, sales: 404, helpdesk: 900308, billing: 900150, nothing: 900150 },
} as const;

const rows = Object.entries(table).flatMap(([call, roles]) =>
  Object.entries(roles).map(([role, answer]) => ({ call, role, answer })),
);
const isCall = (name: string): name is keyof typeof calls => name in calls;

describe('GEN-11, PC 1.4: roles', () => {
  it.each(rows)('$role may $call: $answer', async ({ call, role, answer }) => {
    if (!isCall(call)) throw new Error(call);
    const [method, path] = calls[call];
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const res = await sim.as(`${role}@direct`)[method](path);
      if (answer > 1000) expect([res.status, res.body.code]).toEqual([403, answer]);
      else expect(res.status).toBe(answer);
    });
  });

  it('one role that has the right is enough', async () => {
    await simulation().as('salesAndAdmin@direct').get(`${order}/provisioningstatus`).expect(404);
  });

  test.each([
    [
      'admin',
      '/v1/invoices',
      'to read invoices and their lines; BillingAdmin or GlobalAdmin may; roles of the caller: AdminAgent.',
    ],
    [
      'nothing',
      customer,
      'to read what customers have; HelpdeskAgent or SalesAgent or AdminAgent or GlobalAdmin may; roles of the caller: none.',
    ],
  ])('a refusal says which roles have the right: %s at %s', async (role, path, text) => {
    const { body } = await simulation().as(`${role}@direct`).get(path).expect(403);
    expect(body.description).toBe(`The role lacks the right ${text}`);
  });

  it('GEN-10: the role is looked at before the customer', async () => {
    const { body } = await simulation().as('helpdesk@direct').post(carts('nonsense')).expect(403);
    expect(body.code).toBe(900308);
  });
});

describe('a Sales agent', () => {
  test.each([
    ['quantity', { quantity: 11 }],
    ['status', { status: 'deleted' }],
    ['billing cycle', { billingCycle: 'annual' }],
    ['nickname and quantity', { friendlyName: 'New', quantity: 11 }],
  ])('cannot change the %s', async (_, body) => {
    const sim = simulation();
    const { subscription: bought } = await buy(sim);
    await expectNoEvents(sim, async () => {
      const res = await sim.as('sales@direct').patch(bought).send(body).expect(403);
      expect(res.body).toEqual(envelope(900150));
    });
  });

  it('buys, and changes the nickname with the rest sent back as it was read', async () => {
    const sim = simulation();
    const { subscription: bought } = await buy(sim, { who: 'sales@direct', lines: [line()] });
    const agent = sim.as('sales@direct');
    const { body } = await agent.get(bought).expect(200);
    const res = await agent
      .patch(bought)
      .send({ ...body, friendlyName: 'Warehouse' })
      .expect(200);
    expect(res.body.friendlyName).toBe('Warehouse');
  });
});
