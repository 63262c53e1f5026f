/** Share of their words that two texts have in common from which one may be meant by the other. */
const enoughAlike = 0.5;

/** The words of a step, what may stand for a value all the same: `3`, `"x"`, `{int}`. */
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll(/"[^"]*"|\{\w+\}|-?\d[\d.]*/g, '{}')
    .replaceAll(/[()]/g, '')
    .split(/\s+/);

function alike(text: string, other: string): number {
  const [words, others] = [new Set(wordsOf(text)), new Set(wordsOf(other))];
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared / new Set([...words, ...others]).size;
}

/** What to tell of a step that nobody has defined: the one that may be meant, and where all are. */
export function undefinedStepHint(text: string, known: readonly string[]): string {
  const [nearest] = known
    .map((other) => ({ other, share: alike(text, other) }))
    .toSorted((a, b) => b.share - a.share);
  const isNear = nearest !== undefined && nearest.share >= enoughAlike;
  const meant = isNear ? `; did you mean: ${nearest.other}` : '';
  return `there is no step: ${text}${meant}; all steps are in docs/steps.md`;
}
