import { afterEach, expect, test } from 'vitest';
import {
  parseDefinition,
  type Simulator,
  seedDefinition,
  startSimulator,
  WorldDefinitionError,
} from '../src/index.ts';

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const swedish = { 'sv-SE': { title: 'Schemaläggaren', description: 'Scheman för hela laget' } };

/** The world of the seed, whose first offer and its first plan have texts in other languages. */
async function definitionWith(localized: object) {
  const { offers, ...others } = await seedDefinition(1);
  const [first, ...rest] = offers;
  if (!first) throw new Error('the seed sells nothing');
  const [plan, ...plans] = first.plans;
  return { ...others, offers: [{ ...first, localized, plans: [{ ...plan, localized }, ...plans] }, ...rest] };
}

test('PC 0.4: what a world file calls an offer and a plan in other languages is told to whoever asks for one', async () => {
  simulator = await startSimulator({ world: parseDefinition(await definitionWith(swedish)) });
  const { engine } = await simulator.worlds.require();
  const [offer] = engine.state.offers.values();
  const read = async (path: string, locale: string) => {
    const headers = { authorization: 'Bearer dev-admin-agent', 'x-locale': locale };
    const country = offer?.plans[0]?.markets[0];
    const answer = await fetch(
      `${simulator?.url}/v1/products/${offer?.productId}${path}?country=${country}`,
      {
        headers,
      },
    );
    return answer.json();
  };
  expect(await read('', 'sv-SE')).toMatchObject(swedish['sv-SE']);
  expect(await read('/skus/0001', 'sv-SE')).toMatchObject(swedish['sv-SE']);
  expect(await read('', 'en-US')).toMatchObject({ title: offer?.title });
});

test('a language that is none is refused with its place', async () => {
  const wrong = await definitionWith({ swedish: swedish['sv-SE'] });
  expect(() => parseDefinition(wrong)).toThrow(WorldDefinitionError);
  expect(() => parseDefinition(wrong)).toThrow(/localized\.swedish/);
});
