import { activationLink, type Engine, offerOf } from '@marketsim/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createRedaction } from '../src/bundle/redaction.ts';
import { checkDefinition } from '../src/definition/parse.ts';
import type { WorldDefinitionInput } from '../src/index.ts';
import type { SimulatedWorld } from '../src/worlds/simulated-world.ts';
import { createWorlds, type Worlds } from '../src/worlds/worlds.ts';
import { buyActive, customerIn } from './support/purchase.ts';
import { until } from './support/until.ts';

/** What a redaction makes of a value. */
const redacted = (value: unknown, redact = createRedaction()): unknown =>
  JSON.parse(redact(JSON.stringify(value)));

describe('what opens a door is taken out of an address', () => {
  it.each([
    ['https://isv.example/hook', 'https://isv.example/hook'],
    ['https://isv.example', 'https://isv.example'],
    ['https://isv.example/hook?code=abc', 'https://isv.example/hook?code=redacted'],
    ['https://isv.example/hook?code=abc==&x=', 'https://isv.example/hook?code=redacted&redacted'],
    ['https://isv.example/hook?abc==&=abc&&', 'https://isv.example/hook?redacted&redacted&&'],
    ['https://isv.example/hook?', 'https://isv.example/hook?'],
    ['https://me:abc@isv.example/hook', 'https://redacted:redacted@isv.example/hook'],
    ['https://abc@isv.example?x=1', 'https://redacted@isv.example/?x=redacted'],
    ['https:me:abc@isv.example', 'https://redacted:redacted@isv.example/'],
    ['https://isv.example/hook#abc', 'https://isv.example/hook'],
    ['ftp://me:abc@isv.example', 'ftp://me:abc@isv.example'],
    ['see https://isv.example?x=1', 'see https://isv.example?x=1'],
  ])('%s becomes %s', (address, without) => {
    expect(redacted({ address })).toEqual({ address: without });
  });

  it('and out of longer texts in which it was met before, as it is or inside of JSON', () => {
    const redact = createRedaction();
    const [short, long] = ['https://isv.example/"?a=1', 'https://isv.example/"?a=12&b=2'];
    redacted([{ landingPageUrl: short }, { landingPageUrl: long }], redact);
    const text = JSON.stringify({ links: [`${long}&token=t`, `${short}&token=t`] });
    expect(JSON.parse(String(redacted(text, redact)))).toEqual({
      links: [
        'https://isv.example/%22?a=redacted&b=redacted&token=t',
        'https://isv.example/%22?a=redacted&token=t',
      ],
    });
  });

  it('client secrets are left out, wherever they are; nothing else changes', () => {
    const value = { a: [{ clientSecret: 'x', b: null, c: 1, d: false, e: 'http' }], f: {} };
    expect(redacted(value)).toEqual({ a: [{ b: null, c: 1, d: false, e: 'http' }], f: {} });
  });
});

const marker = 's3cr3t';
/** Where it stands in a text. */
const leaksIn = (text: string): readonly string[] => text.match(/.{0,30}s3cr3t.{0,10}/g) ?? [];

const noise = (characters: string) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 4 });
const secret = (characters: string) =>
  fc.tuple(noise(characters), noise(characters)).map(([before, after]) => `${before}${marker}${after}`);
const credentials = fc.tuple(secret('aZ09-_~.!$()*,;%"\'= +'), secret('aZ09-_~.!$()*,;:%"\'= +'));
/** A secret with a name before it, or one that stands for itself, padded or not. */
const part = fc
  .oneof(
    fc.tuple(fc.constantFrom('code=', 'sig.v=', '='), secret('aZ09-_~.!$()*,;:@/?%"\'= +')),
    fc.tuple(secret('aZ09-_~.!$()*,;:@/?%"\' +'), fc.constantFrom('', '=', '==')),
  )
  .map((pieces) => pieces.join(''));
const address = fc
  .record({
    scheme: fc.constantFrom('http://', 'HTTP://', 'http:', 'http:\\\\'),
    user: fc.option(credentials, { nil: undefined }),
    parts: fc.array(part, { maxLength: 3 }),
  })
  .map(({ scheme, user, parts }) => {
    const query = parts.length === 0 ? '' : `?${parts.join('&')}`;
    return `${scheme}${user ? `${user.join(':')}@` : ''}127.0.0.1:1/page${query}`;
  });

const plan = {
  planId: 'standard',
  title: 'Standard',
  markets: ['US'],
  prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: '20.00' }],
} as const;

/** A world whose publisher and offer have credentials wherever there is place for some. */
const definition = fc
  .record({
    secrets: fc.tuple(secret('aZ0"\\ '), secret('aZ0"\\ ')),
    publisher: fc.record({ landingPageUrl: address, webhookUrl: address }),
    offer: fc.record({ landingPageUrl: address, webhookUrl: address }, { requiredKeys: [] }),
  })
  .map(
    ({ secrets: [first, second], publisher, offer }): WorldDefinitionInput => ({
      version: 1,
      partners: [
        {
          ...{ alias: 'north', name: 'North', kind: 'directBill', mpnId: '1000001', country: 'US' },
          clientSecret: first,
        },
      ],
      customers: [
        {
          alias: 'acme',
          partner: 'north',
          companyName: 'Acme',
          domain: 'acme.onmicrosoft.com',
          country: 'US',
        },
      ],
      publishers: [
        { alias: 'maker', name: 'Maker', clientSecret: second, answersOperations: true, ...publisher },
      ],
      offers: [
        {
          offerId: 'tool',
          publisher: 'maker',
          title: 'Tool',
          pricingModel: 'perUser',
          plans: [plan],
          ...offer,
        },
      ],
    }),
  )
  .filter((value) => checkDefinition(value).ok);

/** A reading of the activation link. */
function linkOf(engine: Engine, subscriptionId: string): string {
  const outcome = engine.execute({
    type: 'ChangeSubscription',
    subscriptionId,
    changes: [{ type: 'GetActivationLink' }],
  });
  const [issued] = outcome.ok ? outcome.value : [];
  const subscription = engine.state.subscriptions.get(subscriptionId);
  const offer = subscription && offerOf(subscription, engine.state);
  if (issued?.type !== 'PurchaseTokenIssued' || !offer) throw new Error('no link');
  return activationLink(offer.landingPageUrl, issued.token);
}

/** A change that its publisher was told of in vain, and a kept answer with a link in it. */
async function traded(world: SimulatedWorld): Promise<void> {
  const { engine, receipts, outbox } = world;
  const wanted = { customerId: customerIn(world, 'acme'), planId: 'standard', quantity: 5 };
  const subscriptionId = buyActive(engine, wanted);
  const text = JSON.stringify({ link: { uri: linkOf(engine, subscriptionId) } });
  receipts.keep('POST /v1/orders 1', { requestHash: '', status: 201, headers: {}, text });
  engine.execute({
    type: 'ChangeSubscription',
    subscriptionId,
    changes: [{ type: 'SetQuantity', quantity: 7 }],
  });
  await until(() => [...outbox.parts.parcels.open()].some(({ tried }) => tried > 0));
}

const contentOf = ({ engine }: SimulatedWorld): unknown => JSON.parse(JSON.stringify(engine.checkpoint()));

let worlds: Worlds | undefined;
afterEach(() => worlds?.close());

it('no credential of a world is in what it exports, and what is imported is the same in everything else', async () => {
  await fc.assert(
    fc.asyncProperty(definition, async (given) => {
      worlds = createWorlds();
      const world = await worlds.create('planted', { definition: given });
      await traded(world);
      const file = Buffer.concat([...(await worlds.export('planted'))]);
      expect(leaksIn(JSON.stringify([world.recipe, world.log.entries()]))).not.toEqual([]);
      expect(leaksIn(file.toString())).toEqual([]);
      const again = await worlds.import(file, { name: 'again' });
      expect(contentOf(again)).toEqual(redacted(contentOf(world)));
      await worlds.close();
    }),
    { numRuns: 60 },
  );
});
