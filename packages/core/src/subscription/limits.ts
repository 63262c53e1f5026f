import type { OfferedPlan, Plan } from '../catalog/catalog.ts';
import type { ErrorOf } from '../errors.ts';

/** Most characters of a nickname (ACT-19). */
export const nicknameMaximum = 256;

/** Whether a text can be a nickname: 1 to 256 characters, each counted once (ACT-19). */
export const isNickname = (text: string): boolean => {
  const { length } = [...text];
  return length >= 1 && length <= nicknameMaximum;
};

/** Most seats of any plan (SF 2.8). */
export const seatsAtMost = 1_000_000;

/** Most licences of one subscription of a sandbox account (PC 1.6). */
export const sandboxSeats = 25;

type Limits = Pick<Plan, 'minimumQuantity' | 'maximumQuantity'>;

/** Whether a quantity is a whole number inside a plan's limits (PUR-11, QTY-03). */
export const fitsLimits = ({ minimumQuantity, maximumQuantity }: Limits, quantity: number): boolean =>
  Number.isSafeInteger(quantity) &&
  quantity >= minimumQuantity &&
  quantity <= Math.min(maximumQuantity ?? seatsAtMost, seatsAtMost);

/** Why a quantity does not fit a plan's limits, or nothing when it does (PUR-11, QTY-03). */
export function limitsRefusal(limits: Limits, quantity: number): ErrorOf<'quantityOutOfRange'> | undefined {
  if (fitsLimits(limits, quantity)) return undefined;
  const { minimumQuantity: minimum, maximumQuantity: maximum } = limits;
  return { code: 'quantityOutOfRange', minimum, ...(maximum !== undefined && { maximum }) };
}

/** The limits of a plan; a flat rate is bought once, whatever its plan names (PUR-11). */
export const limitsOf = ({ offer, plan }: OfferedPlan): Limits =>
  offer.pricingModel === 'flat' ? { minimumQuantity: 1, maximumQuantity: 1 } : plan;
