let regionNames: Intl.DisplayNames | undefined;

/** Codes that have a name, but are of no country: groups of them, unknown ones and those for tests of software. */
const others: ReadonlySet<string> = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Whether two capital letters are the code of a country (ISO 3166-1). */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || others.has(code)) return false;
  // The names of the world's regions take milliseconds to load: a start does without them.
  regionNames ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return regionNames.of(code) !== undefined;
}
