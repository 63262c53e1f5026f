import type { Plan } from '../catalog/catalog.ts';

/** Most licences of one subscription of a sandbox account (PC 1.6). */
export const sandboxSeats = 25;

/** Whether a quantity is a whole number inside a plan's limits (PUR-11, QTY-03). */
export const fitsLimits = (
  { minimumQuantity, maximumQuantity }: Pick<Plan, 'minimumQuantity' | 'maximumQuantity'>,
  quantity: number,
): boolean =>
  Number.isSafeInteger(quantity) &&
  quantity >= minimumQuantity &&
  quantity <= (maximumQuantity ?? Number.MAX_SAFE_INTEGER);
