import type { Offer, Plan } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import type { WorldContext } from './control-api.ts';
import { planUnknown } from './portal-wish.ts';
import { type ControlProblem, domainProblem } from './problem.ts';

/** Path of everything that is done to one offer. */
export const offerParams = z.object({
  productId: z.string().describe('Id of the product in Partner Center, as `/_sim/catalog` shows it.'),
});

export const offerUnknown = { status: 404, code: 'productNotFound', when: 'there is no such offer' } as const;

/** The offer that a path names; ends the request when there is none. */
export const offerAt = (
  { world: { engine } }: WorldContext,
  { productId }: z.output<typeof offerParams>,
): Offer =>
  engine.state.offers.get(productId.toUpperCase()) ??
  refuse<ControlProblem>(domainProblem({ code: 'productNotFound', productId }));

/** The plan of an offer with this id; ends the request when it has none. */
export const planNamed = (planId: string, offer: Offer): Plan =>
  offer.plans.find((plan) => plan.planId === planId) ?? refuse<ControlProblem>(planUnknown(planId, offer));
