import { distance } from 'fastest-levenshtein';
import { z } from 'zod';

/** Of a name as long as this and longer so many letters may be wrong. */
const mistakesIn = ({ length }: string): number => (length < 4 ? 1 : Math.min(3, Math.round(length * 0.4)));

/** The known name that comes closest to a misspelt one, when one is close. Capitals do not matter. */
function resembling(word: string, known: readonly string[]): string | undefined {
  const [closest] = known
    .map((name) => ({ name, mistakes: distance(word.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.mistakes - b.mistakes);
  return closest && closest.mistakes <= mistakesIn(word) ? closest.name : undefined;
}

/** What to say after an unknown word: the one that it resembles, if any. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = resembling(word, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

const unknownMember = (name: string, known: readonly string[]): string =>
  `${name} is not a known member${didYouMean(name, known)}`;

/** An object with these members and no others; one that is not known is told with the name that it resembles. */
export const strictly = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, inst, ...issue }) => {
      if (code !== 'unrecognized_keys' || !(inst instanceof z.ZodObject)) return undefined;
      const known = Object.keys(inst.shape);
      return (issue.keys as readonly string[]).map((name) => unknownMember(name, known)).join(', ');
    },
  });
