import type { Faker } from '@faker-js/faker';
import { defaultStart } from '@marketsim/core';
import { parseDefinition } from '../definition/parse.ts';
import type { WorldDefinition } from '../definition/schema.ts';
import { seedCustomers, seedPartners, seedPublishers } from './seed-accounts.ts';
import { seedOffers } from './seed-offers.ts';

/**
 * The world that one gets without describing any. Names and addresses follow from the seed; aliases, offers,
 * prices and who did what are the same for every seed, so that they can be relied on.
 */
export async function seedDefinition(seed: number): Promise<WorldDefinition> {
  const { faker } = await import('@faker-js/faker/locale/en');
  return borrowed(faker, seed, () => {
    const partners = seedPartners(faker);
    const customers = seedCustomers(faker);
    const publishers = seedPublishers(faker);
    const offers = seedOffers(() => faker.person.lastName());
    return parseDefinition({ version: 1, partners, customers, publishers, offers });
  });
}

/**
 * Runs with the seed given, and leaves the generator as good as found: a user's own tests may draw from the same
 * one in this process, with a seed of theirs.
 */
function borrowed<T>(faker: Faker, seed: number, use: () => T): T {
  const [resume, refDate] = [faker.number.int(), faker.defaultRefDate];
  faker.seed(seed);
  faker.setDefaultRefDate(defaultStart);
  try {
    return use();
  } finally {
    faker.seed(resume);
    faker.setDefaultRefDate(refDate);
  }
}
