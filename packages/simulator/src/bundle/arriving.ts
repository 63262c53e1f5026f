import type { LogEntry } from '@marketsim/core';
import { hostedAddress } from '../publishers/hosted-address.ts';
import type { Bundle } from './bundle.ts';

/** What becomes of a world that is imported. */
export interface Arrival {
  /** Its name from now on; the one that it had without. */
  readonly name?: string | undefined;
  /** `mock` puts the mock publisher in the place of all its publishers, so that nobody else is called. */
  readonly publishers?: 'mock' | undefined;
}

/** A bundle as it shall arrive. */
export function arriving(bundle: Bundle, { name, publishers }: Arrival): Bundle {
  const { recipe, ...rest } = publishers === 'mock' ? mocked(bundle) : bundle;
  return { ...rest, recipe: { ...recipe, name: name ?? recipe.name } };
}

/** The mock publisher's pages. Who was told of nothing is told of nothing now. */
const hosted = (publisherId: string, { webhookUrl }: { readonly webhookUrl?: string | undefined }) => ({
  landingPageUrl: hostedAddress(publisherId, 'landing'),
  ...(webhookUrl !== undefined && { webhookUrl: hostedAddress(publisherId, 'webhook') }),
});

function mocked({ recipe, entries, standing }: Bundle): Bundle {
  const { definition } = recipe;
  const publishers = definition.publishers.map((each) => ({ ...each, ...hosted(each.alias, each) }));
  const offers = definition.offers.map((each) => ({ ...each, ...hosted(each.publisher, each) }));
  return {
    recipe: { ...recipe, definition: { ...definition, publishers, offers } },
    entries: entries.map(mockedEntry),
    standing,
  };
}

const mockedEntry = (entry: LogEntry): LogEntry =>
  entry.type === 'OfferPublished'
    ? { ...entry, offer: { ...entry.offer, ...hosted(entry.offer.publisherId, entry.offer) } }
    : entry;
