import type { KnownEvent } from './payload.ts';

/** What is bought: flat plans have no quantity. */
export interface Bought {
  readonly planId?: string | undefined;
  readonly quantity?: number | undefined;
}

/** A change as its webhook tells it: the snapshot has the old values, the top of the body the new ones (SF 4.3). */
export interface Asked {
  readonly from: Bought;
  readonly to: Bought;
}

/** What is asked for: of plan and quantity, whichever the action is about; of a reinstatement, nothing. */
export function askedBy({ action, payload }: KnownEvent): Asked {
  const { planId, quantity, subscription } = payload;
  if (action === 'ChangePlan') return { from: { planId: subscription?.planId }, to: { planId } };
  if (action === 'ChangeQuantity') return { from: { quantity: subscription?.quantity }, to: { quantity } };
  return { from: {}, to: {} };
}
