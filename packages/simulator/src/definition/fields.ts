import { exchangeRate, percent, price, wholePercent } from '@marketsim/core';
import { z } from 'zod';

/** A name inside a world file by which its other parts, and development tokens, refer to something. */
export const aliasField = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,49}$/)
  .meta({ description: 'Lower-case letters, digits, - and _; at most 50.', examples: ['contoso-eu'] });

/** Offer and plan ids, as publishers spell them. */
export const catalogName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,49}$/)
  .meta({ examples: ['team-plus'] });

export const guidField = z.guid().toLowerCase();

export const countryField = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ description: 'ISO 3166 code of two capital letters.', examples: ['SE'] });

/** Of a tenant; the host's letters, in any case. */
export const domainField = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i)
  .meta({ examples: ['lakeshore.onmicrosoft.com'] });

export const currencyField = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'ISO 4217 code of three capital letters.', examples: ['USD'] });

export const localeField = z
  .string()
  .regex(/^[a-z]{2,3}-[A-Z]{2}$/)
  .meta({ description: 'A language and a country.', examples: ['sv-SE'] });

export const mpnIdField = z
  .string()
  .regex(/^\d{1,10}$/)
  .meta({ description: 'Digits, as text: quote it in YAML.', examples: ['4567890'] });

export const momentField = z.iso.datetime({ offset: true });

/** A UTC date, `YYYY-MM-DD`. */
export const dateField = z.iso.date();

/** A calendar month, `YYYY-MM`. */
export const monthField = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'A month, YYYY-MM.', examples: ['2026-01'] });

type Decimal = string | number;

/** A decimal number, as text or as a number, that a reader of such takes and finds in range. */
const decimal = (read: (value: Decimal) => number, isInRange: (value: number) => boolean) => {
  const fits = (value: Decimal): boolean => {
    try {
      return isInRange(read(value));
    } catch {
      return false;
    }
  };
  return (error: string) => z.union([z.string(), z.number()]).refine(fits, { error });
};

/** Decimal amount of the currency's major unit. */
export const priceField = decimal(
  price,
  (value) => value >= 0,
)('expected a decimal price with at most six decimals, such as "20.00"').describe(
  'Decimal amount with at most six decimals, such as "20.00".',
);

/** Tax on what somebody pays for (BIL-18). */
export const taxRateField = decimal(
  percent,
  (value) => value >= 0 && value <= wholePercent,
)('expected a percentage from 0 to 100 with at most two decimals').describe(
  'Percent of tax on every line, with at most two decimals; the setting tax.rate unless given.',
);

/** What is taken off a list price (PUR-20). */
export const marginField = decimal(
  percent,
  (value) => value > 0 && value <= wholePercent,
)('expected a percentage above 0, up to 100, with at most two decimals').describe(
  'Percent off the list price, with at most two decimals.',
);

/** What a unit of one currency is in another (BIL-17). */
export const rateField = decimal(
  exchangeRate,
  (value) => value > 0,
)('expected a rate above 0 with at most nine decimals').describe(
  'Units of the other currency, with at most nine decimals.',
);

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
