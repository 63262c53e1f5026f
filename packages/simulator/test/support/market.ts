import { expect } from 'vitest';
import { readDefinition } from '../../src/index.ts';
import { type Caller, started } from './running.ts';

const price = (term: string, billingCycle: string, amount: string) => ({
  term,
  billingCycle,
  currency: 'USD',
  price: amount,
});

const plan = (planId: string, rest: object = {}) => ({
  planId,
  title: `Plan ${planId}`,
  minimumQuantity: 2,
  maximumQuantity: 50,
  markets: ['US'],
  prices: [price('P1M', 'monthly', '20.00'), price('P1Y', 'annual', '200.00')],
  ...rest,
});

const offer = (offerId: string, publisher: string, plans: readonly object[], rest: object = {}) => ({
  offerId,
  publisher,
  title: offerId,
  pricingModel: 'perUser',
  plans,
  ...rest,
});

const customer = (alias: string, rest: object = {}) => ({
  alias,
  companyName: alias,
  domain: `${alias}.onmicrosoft.com`,
  country: 'US',
  ...rest,
});

/**
 * A world with a customer that has a partner, one that has none, and one abroad. `maker` answers operations, `twin`
 * does not and has an offer of the same id.
 */
const marketDefinition = () =>
  readDefinition(
    JSON.stringify({
      version: 1,
      partners: [{ alias: 'north', name: 'North', kind: 'directBill', mpnId: '1000001', country: 'US' }],
      customers: [
        customer('acme', { partner: 'north' }),
        customer('solo'),
        customer('abroad', { country: 'DE', tenantId: 'AAAAAAAA-1111-4222-8333-444444444444' }),
      ],
      publishers: ['maker', 'twin'].map((alias) => ({
        alias,
        name: alias,
        landingPageUrl: `https://${alias}.example/land?from=market`,
        reportsLicenseAssignment: false,
        answersOperations: alias === 'maker',
      })),
      offers: [
        offer('tool', 'maker', [
          plan('basic'),
          plan('better'),
          plan('small', { maximumQuantity: 3 }),
          plan('swift', { autoActivation: true }),
          plan('secret', { privateFor: ['acme'] }),
          plan('old', { isStopSell: true }),
          plan('shut', { blocksChanges: true }),
        ]),
        offer('kit', 'maker', [plan('flat', { minimumQuantity: 1 })], { pricingModel: 'flat' }),
        offer('box', 'maker', [plan('one')]),
        offer('box', 'twin', [plan('one')]),
      ],
    }),
    'market',
  );

/** A purchase of the customer without a partner. */
export const basic = { customer: 'solo', offerId: 'tool', planId: 'basic' };

/** A simulator of that world, with the calls of portal and publisher. */
export async function market() {
  const caller = await started({ world: await marketDefinition() });
  const world = await caller.simulator.worlds.require();
  const { engine } = world;
  const purchase = (body: object) => caller.post('/_sim/portal/purchases', body);
  const patch = (id: string, body: unknown) =>
    caller.call('PATCH', `/_sim/portal/subscriptions/${id}`, { body });
  const asPublisher = (method: string, path: string, body?: unknown, token = 'dev-publisher.maker') =>
    caller.call(method, `/api/saas/subscriptions${path}?api-version=2018-08-31`, {
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    });
  const bought = async (body: object = basic): Promise<string> => (await purchase(body)).body.id;
  const active = async (body: object = basic): Promise<string> => {
    const id = await bought(body);
    expect((await asPublisher('POST', `/${id}/activate`)).status).toBe(200);
    return id;
  };
  return { ...caller, world, engine, purchase, patch, asPublisher, bought, active };
}

/** The purchase token in a link. */
export const tokenIn = (link: string): string => new URL(link).searchParams.get('token') ?? '';

/** The publisher opens a link. */
export const resolve = ({ call }: Pick<Caller, 'call'>, link: string) =>
  call('POST', '/api/saas/subscriptions/resolve?api-version=2018-08-31', {
    headers: { authorization: 'Bearer dev-publisher.maker', 'x-ms-marketplace-token': tokenIn(link) },
  });

/** Runs something and makes sure that the world's history did not grow by it. */
export async function changingNothing<T>(
  { engine }: { readonly engine: { seq(): number } },
  act: () => Promise<T>,
): Promise<T> {
  const before = engine.seq();
  const answer = await act();
  expect(engine.seq()).toBe(before);
  return answer;
}
