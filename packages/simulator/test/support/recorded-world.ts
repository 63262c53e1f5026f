import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogEntry } from '@marketsim/core';
import type { WorldDefinitionInput } from '../../src/index.ts';
import type { Recipe } from '../../src/worlds/recipe.ts';
import type { SimulatedWorld } from '../../src/worlds/simulated-world.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { agent, type Told, told } from './told.ts';

/** A world that has ended, and what it has left behind. */
export interface RecordedWorld {
  readonly recipe: Recipe;
  /** Its journal: a line for each turn of the event loop that wrote something. */
  readonly journal: Buffer;
  readonly entries: readonly LogEntry[];
  /** What its engine and its receipts knew, as JSON, when its history had so many entries. */
  readonly states: ReadonlyMap<number, string>;
}

/** As little as can be bought: each byte of its history is tried on its own. */
const market: WorldDefinitionInput = {
  version: 1,
  partners: [{ alias: 'partner', name: 'Partner', kind: 'directBill', mpnId: '4000001', country: 'US' }],
  customers: [
    {
      alias: 'customer-1',
      partner: 'partner',
      companyName: 'Customer',
      domain: 'customer.onmicrosoft.com',
      country: 'US',
    },
  ],
  publishers: [{ alias: 'publisher', name: 'Publisher', reportsLicenseAssignment: true }],
  offers: [
    {
      offerId: 'offer',
      publisher: 'publisher',
      title: 'Offer',
      pricingModel: 'perUser',
      plans: [
        {
          planId: 'standard',
          title: 'Standard',
          markets: ['US'],
          prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: '20.00' }],
        },
      ],
    },
  ],
};

/** What a world knows, as JSON. */
export const stateOf = ({ engine, receipts }: Pick<SimulatedWorld, 'engine' | 'receipts'>): string =>
  JSON.stringify({ ...engine.checkpoint(), receipts });

/**
 * A world with purchases, changes that its publisher is told of, answers that are kept for repeated calls, and a month
 * of renewals with its invoice.
 */
export async function recordedWorld(): Promise<RecordedWorld> {
  const dataFolder = await temporaryFolder();
  const at = await told({ dataFolder, world: market });
  const { world } = at;
  const states = new Map<number, string>();
  const note = async (): Promise<void> => {
    await world.durable();
    states.set(world.log.length, stateOf(world));
  };
  await note();
  const trade = async (quantity: number): Promise<void> => {
    const id = at.buyActive({ quantity });
    await note();
    await askForMore(at, id);
    await note();
  };
  await trade(1);
  await at.advance('P40D');
  await note();
  await trade(2);
  const entries = world.log.entries();
  await at.simulator.close();
  const journal = await readFile(join(dataFolder, 'worlds', world.name, 'journal.jsonl'));
  return { recipe: world.recipe, journal, entries, states };
}

/** A partner asks twice in the same words, and gets the same answer. */
async function askForMore(at: Told, id: string): Promise<void> {
  const path = `/v1/customers/${at.subscription(id).customerId}/subscriptions/${id}`;
  const headers = { ...agent, 'MS-RequestId': `00000000-0000-4000-8000-${id.slice(-12)}` };
  for (let n = 0; n < 2; n += 1) await at.call('PATCH', path, { headers, body: { quantity: 12 } });
}
