import { repeatLaw } from '@marketsim/laws';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ids } from './support/fixtures.ts';
import { buyActive, carts, fillCart, line } from './support/purchase.ts';
import { type Simulation, simulation } from './support/simulation.ts';

/** Where writes go to: something of everything that can be written. */
type Places = { readonly cart: string; readonly subscription: string };

/** A write, before it has an id. */
type Write = { readonly method: 'post' | 'put' | 'patch'; readonly path: string; readonly body?: object };

const customer = (name: string) => ({
  companyProfile: { domain: `${name}.onmicrosoft.com` },
  billingProfile: {
    email: `ap@${name}.example`,
    culture: 'en-US',
    language: 'en',
    companyName: name,
    defaultAddress: {
      ...{ firstName: 'Per', lastName: 'Lund', addressLine1: '1 Quay', city: 'Seattle' },
      ...{ postalCode: '98101', country: 'US' },
    },
  },
});

const agreement = {
  primaryContact: { firstName: 'Eva', lastName: 'Roth', email: 'eva@hilltop.example' },
  templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
  dateAgreed: '2026-01-05T09:00:00Z',
  type: 'MicrosoftCustomerAgreement',
};

const patches = fc.record(
  {
    quantity: fc.integer({ min: 0, max: 12 }),
    friendlyName: fc.constantFrom('North', 'South'),
    autoRenewEnabled: fc.boolean(),
    status: fc.constantFrom('active', 'suspended', 'deleted'),
  },
  { requiredKeys: [] },
);

/** A write, for the places that a world has; some are refused. */
const writes: fc.Arbitrary<(places: Places) => Write> = fc.oneof(
  patches.map((body) => (places: Places) => ({ method: 'patch', path: places.subscription, body }) as const),
  fc.constantFrom('one', 'two').map((name) => () => {
    return { method: 'post', path: '/v1/customers', body: customer(name) } as const;
  }),
  fc.integer({ min: 0, max: 20 }).map((quantity) => () => {
    return { method: 'post', path: carts(ids.customer), body: { lineItems: [line({ quantity })] } } as const;
  }),
  fc.integer({ min: 1, max: 20 }).map((quantity) => ({ cart }: Places) => {
    return { method: 'put', path: cart, body: { id: cart, lineItems: [line({ quantity })] } } as const;
  }),
  fc.constant(({ cart }: Places) => ({ method: 'post', path: `${cart}/checkout` }) as const),
  fc.constant(
    () => ({ method: 'post', path: `/v1/customers/${ids.other}/agreements`, body: agreement }) as const,
  ),
);

async function sent(sim: Simulation, { method, path, body }: Write, id: string) {
  const request = sim.as()[method](path).set('MS-RequestId', id);
  const { status, text } = await (body === undefined ? request : request.send(body));
  return { status, text };
}

/** What is wrong with a write that is sent again. */
async function again(sim: Simulation, write: Write, id: string, first: { status: number; text: string }) {
  const before = sim.engine.seq();
  const second = await sent(sim, write, id);
  const facts = sim.engine.events(before);
  return repeatLaw.compare({ subject: `${write.method} ${write.path}`, first, second, facts });
}

test('INV-59, GEN-09: whatever is written, sent again at once or after everything else it changes nothing', async () => {
  const accepted = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { minLength: 1, maxLength: 8 }), async (makers) => {
      const sim = simulation();
      const { subscription } = await buyActive(sim);
      const places = { cart: `${carts(ids.customer)}/${await fillCart(sim)}`, subscription };
      const all = makers.map((make, n) => ({ write: make(places), id: `r-${n}` }));
      const firsts = [];
      for (const { write, id } of all) {
        const first = await sent(sim, write, id);
        if (first.status < 300)
          accepted.add(`${write.method} ${write.path.replaceAll(/[0-9a-f-]{36}/g, '')}`);
        expect(await again(sim, write, id, first)).toEqual([]);
        firsts.push(() => again(sim, write, id, first));
      }
      sim.advance('2026-01-12T09:00:00Z');
      for (const repeat of firsts) expect(await repeat()).toEqual([]);
    }),
    { numRuns: 40, seed: 20_260_105 },
  );
  expect(accepted.size).toBe(6);
});
