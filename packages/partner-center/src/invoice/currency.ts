import { z } from 'zod';

/** An ISO 4217 code in any case (PC 7.5 `currencycode`). */
export const currencyParameter = z
  .string()
  .regex(/^[a-z]{3}$/i, { error: 'a currency of three letters such as "USD"' })
  .transform((code) => code.toUpperCase());
