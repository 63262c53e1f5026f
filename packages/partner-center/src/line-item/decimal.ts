import { z } from 'zod';

/** A number; as text where `lineItems.numbersAsText` is on (PC 7.5, 12). */
export const decimalSchema = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?(e-?\d+)?$/)]);
