import type { Plan } from '../catalog/catalog.ts';

/** Whether a quantity is a whole number inside a plan's limits (PUR-11, QTY-03). */
export const fitsLimits = (
  { minimumQuantity, maximumQuantity }: Pick<Plan, 'minimumQuantity' | 'maximumQuantity'>,
  quantity: number,
): boolean =>
  Number.isSafeInteger(quantity) &&
  quantity >= minimumQuantity &&
  quantity <= (maximumQuantity ?? Number.MAX_SAFE_INTEGER);
