import type { Offer, Texts } from '@marketsim/core';

/**
 * What an offer or a plan is called in a locale, whatever its capitals: as the world has it where it has no texts of
 * exactly that locale (PC 0.4 `X-Locale`).
 */
export function textsIn(
  { title, description, localized = {} }: Pick<Offer, 'localized' | keyof Texts>,
  locale = '',
): Texts {
  const wanted = locale.toLowerCase();
  const found = Object.entries(localized).find(([name]) => name.toLowerCase() === wanted);
  return found?.[1] ?? { title, description };
}
