import { distance } from 'fastest-levenshtein';

/** How many letters of a name may be wrong; two that have changed places are two. */
const mistakesIn = (word: string): number =>
  word.length < 4 ? 1 : Math.min(3, Math.round(word.length * 0.4));

/** The known name for which a misspelt one most likely stands; nothing when none is close. Capitals do not matter. */
export function resembling(word: string, known: readonly string[]): string | undefined {
  const written = word.toLowerCase();
  const [closest] = known
    .map((name) => ({ name, mistakes: distance(written, name.toLowerCase()) }))
    .toSorted((a, b) => a.mistakes - b.mistakes);
  return closest !== undefined && closest.mistakes <= mistakesIn(word) ? closest.name : undefined;
}

/** What goes behind the refusal of a name: `; did you mean invoice.day?`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const name = resembling(word, known);
  return name === undefined ? '' : `; did you mean ${name}?`;
}
