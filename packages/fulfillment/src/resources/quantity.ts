import type { State } from '@marketsim/core';
import { z } from 'zod';

/** Seats on the wire: a number, or its text where the world writes it so (SF 9 C24). */
export const quantityResource = z.union([z.int(), z.string()]);

/** Seats as replies and webhooks have them (setting `quantity.asString`). */
export const wireQuantity = (
  quantity: number,
  { settings }: Pick<State, 'settings'>,
): z.output<typeof quantityResource> => (settings['quantity.asString'] ? String(quantity) : quantity);
