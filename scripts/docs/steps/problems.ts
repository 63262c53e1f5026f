import type { StepDefinition } from './definitions.ts';
import type { Shown } from './examples.ts';
import { bracesOf, expressionOf } from './expressions.ts';

interface Vocabulary {
  readonly definitions: readonly StepDefinition[];
  readonly shown: ReadonlyMap<StepDefinition, Shown>;
}

/** What is wrong with the vocabulary: steps that are not told of, not shown, or whose two texts do not fit. */
export function stepProblems({ definitions, shown }: Vocabulary): readonly string[] {
  const expressions = definitions.flatMap(({ en, sv }) => [expressionOf(en), expressionOf(sv)]);
  return definitions.flatMap((definition) => {
    const { en, sv, about, takesTable, table } = definition;
    const example = shown.get(definition);
    const readers = expressions.filter((one) => one.match(example?.swedish ?? '') !== null);
    return [
      ...(about === '' ? ['has no doc comment'] : []),
      ...(takesTable && table === undefined ? ['does not say what its table holds'] : []),
      ...(sv === '' ? ['has no Swedish text'] : []),
      ...(bracesOf(en).join() === bracesOf(sv).join() ? [] : ['has other parameters in Swedish']),
      ...(example ? [] : ['is in no feature']),
      ...(example && readers.length !== 1 ? [`is read ${readers.length} times: ${example.swedish}`] : []),
    ].map((problem) => `${en}: ${problem}`);
  });
}
