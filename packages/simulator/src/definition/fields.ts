import { price } from '@marketsim/core';
import { z } from 'zod';

/** A name inside a world file by which its other parts, and development tokens, refer to something. */
export const aliasField = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,49}$/)
  .describe('Lower-case letters, digits, - and _; at most 50.');

/** Offer and plan ids, as publishers spell them. */
export const catalogName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,49}$/);

export const guidField = z.guid().toLowerCase();

export const countryField = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe('ISO 3166 code of two capital letters.');

export const currencyField = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217 code of three capital letters.');

export const mpnIdField = z
  .string()
  .regex(/^\d{1,10}$/)
  .describe('Digits, as text: quote it in YAML.');

export const momentField = z.iso.datetime({ offset: true });

function isPrice(value: string | number): boolean {
  try {
    return price(value) >= 0;
  } catch {
    return false;
  }
}

/** Decimal amount of the currency's major unit. */
export const priceField = z
  .union([z.string(), z.number()])
  .refine(isPrice, { error: 'expected a decimal price with at most six decimals, such as "20.00"' })
  .describe('Decimal amount with at most six decimals, such as "20.00".');

function isLandingPage(text: string): boolean {
  const url = URL.parse(text);
  return (url?.protocol === 'http:' || url?.protocol === 'https:') && !text.includes('#');
}

/** Where activation links lead (ACT-03). */
export const landingPageField = z
  .string()
  .refine(isLandingPage, { error: "expected an absolute http or https address without '#'" })
  .describe("Absolute http or https address without '#'.");

/** Where webhooks go: any absolute http or https address, its query kept (SF 4.1). */
export const webhookField = z.url({ protocol: /^https?$/ });

export const clientSecretField = z
  .string()
  .min(1)
  .describe('When given, the token endpoint takes this secret only; otherwise any.');
