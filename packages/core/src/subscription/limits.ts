import type { OfferedPlan, Plan } from '../catalog/catalog.ts';

/** Most characters of a nickname (ACT-19). */
export const nicknameMaximum = 256;

/** Most seats of any plan (SF 2.8). */
const seatsAtMost = 1_000_000;

/** Most licences of one subscription of a sandbox account (PC 1.6). */
export const sandboxSeats = 25;

/** Whether a quantity is a whole number inside a plan's limits (PUR-11, QTY-03). */
export const fitsLimits = (
  { minimumQuantity, maximumQuantity }: Pick<Plan, 'minimumQuantity' | 'maximumQuantity'>,
  quantity: number,
): boolean =>
  Number.isSafeInteger(quantity) &&
  quantity >= minimumQuantity &&
  quantity <= Math.min(maximumQuantity ?? seatsAtMost, seatsAtMost);

/** The limits of a plan; a flat rate is bought once, whatever its plan names (PUR-11). */
export const limitsOf = ({ offer, plan }: OfferedPlan): Pick<Plan, 'minimumQuantity' | 'maximumQuantity'> =>
  offer.pricingModel === 'flat' ? { minimumQuantity: 1, maximumQuantity: 1 } : plan;
