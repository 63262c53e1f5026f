import { createIds } from '../ids.ts';
import type { Settings } from '../settings/registry.ts';
import type { State } from '../state/state.ts';
import { durationMs, epochMs, type Instant } from '../time.ts';
import type { OfferedPlan, Plan } from './catalog.ts';
import { planOf } from './plan-of.ts';

/** When the catalog is read, and in which world. */
interface Reading {
  readonly now: Instant;
  readonly state: Pick<State, 'settings' | 'offers' | 'planByCatalogItem'>;
}

const turning = 4;

/**
 * The id that an availability has at an instant. Ids change over time (PC 3.4): where `catalog.availabilityTtl` says so
 * another takes the place of each one each time that it has passed, counted from 1970.
 */
export function availabilityIdAt(
  { availabilityId }: Pick<Plan, 'availabilityId'>,
  now: Instant,
  settings: Pick<Settings, 'catalog.availabilityTtl'>,
): string {
  const ttl = durationMs(settings['catalog.availabilityTtl']);
  if (ttl === 0) return availabilityId;
  const turn = Math.floor(epochMs(now) / ttl);
  return `${availabilityId.slice(0, -turning)}${createIds(turn, availabilityId).code(turning)}`;
}

/** A plan with the id by which its availability can be bought at an instant. */
export const asOffered = ({ offer, plan }: OfferedPlan, { now, state }: Reading): OfferedPlan => ({
  offer,
  plan: { ...plan, availabilityId: availabilityIdAt(plan, now, state.settings) },
});

/** What a catalog item id is made of (PC 3.4). */
export interface CatalogItemParts {
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
}

/** Takes a catalog item id apart; what is missing in it is empty. */
export function catalogItemParts(catalogItemId: string): CatalogItemParts {
  const [productId = '', skuId = '', availabilityId = ''] = catalogItemId.split(':');
  return { productId, skuId, availabilityId };
}

/** The plan that a catalog item id names at an instant; nothing for one that never was, or is no longer current. */
export function itemNamed(catalogItemId: string, reading: Reading): OfferedPlan | undefined {
  const { state } = reading;
  if (durationMs(state.settings['catalog.availabilityTtl']) === 0) {
    return state.planByCatalogItem.get(catalogItemId);
  }
  const { productId, skuId, availabilityId } = catalogItemParts(catalogItemId);
  const offer = state.offers.get(productId);
  const plan = planOf({ productId, skuId }, state);
  const item = offer && plan && asOffered({ offer, plan }, reading);
  return item?.plan.availabilityId === availabilityId ? item : undefined;
}
