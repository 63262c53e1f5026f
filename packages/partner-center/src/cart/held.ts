import { type Cart, durationMs, type Engine } from '@marketsim/core';
import type { Reply } from '@marketsim/http';
import type { PartnerContext } from '../context.ts';
import { commerceFault, refuseWith } from '../problem.ts';

/** The carts of each world that a checkout has in hand. */
const held = new WeakMap<Engine, Set<string>>();

/** Ends the request while a checkout has the cart in hand (PC 0.10). */
export function refuseHeld({ engine }: PartnerContext, { id }: Cart): void {
  if (held.get(engine)?.has(id)) {
    refuseWith(commerceFault(409, 800064, `Cart ${id} is being processed by another request.`));
  }
}

/**
 * Checks a cart out, which takes as long as `checkout.realDuration` says: nobody else can have it meanwhile. Where it
 * takes no time there is no meanwhile.
 */
export function whileHeld(ctx: PartnerContext, cart: Cart, act: () => Reply): Reply | Promise<Reply> {
  refuseHeld(ctx, cart);
  const { engine } = ctx;
  const ms = durationMs(engine.state.settings['checkout.realDuration']);
  return ms === 0 ? act() : slowly(ctx, cart, { ms, act });
}

async function slowly(
  { engine, world, pause }: PartnerContext,
  { id }: Cart,
  { ms, act }: { readonly ms: number; readonly act: () => Reply },
): Promise<Reply> {
  const carts = held.get(engine) ?? new Set<string>();
  held.set(engine, carts.add(id));
  try {
    await pause(ms);
    await world.enter('settled');
    return act();
  } finally {
    carts.delete(id);
  }
}
