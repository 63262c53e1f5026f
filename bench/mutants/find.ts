import { stripTypeScriptTypes } from 'node:module';
import { Instrumenter, type InstrumentResult } from '@stryker-mutator/instrumenter';
import { changeOf, type Mutant } from './mutant.ts';

/** A source that may be mutated. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

type Found = InstrumentResult['mutants'][number];

/** Mutators that are left out: they change what is declared or shown, or what TypeScript does not let anybody write. */
const excludedMutations = [
  'ArrayDeclaration',
  'ArrowFunction',
  'ObjectLiteral',
  'OptionalChaining',
  'Regex',
  'StringLiteral',
];

const silent = (): void => {};
const never = (): boolean => false;
const logger = {
  ...{ trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
  ...{ isTraceEnabled: never, isDebugEnabled: never, isInfoEnabled: never },
  ...{ isWarnEnabled: never, isErrorEnabled: never, isFatalEnabled: never },
};

function offsetOf(
  text: string,
  { line, column }: { readonly line: number; readonly column: number },
): number {
  const before = text.split('\n').slice(0, line);
  return before.reduce((sum, { length }) => sum + length + 1, column);
}

const statement = /^(?:[{;]|case\b|default\b|for\b)/;

/** What is put in place: an expression must not come apart among its neighbours. */
const fitting = (replacement: string): string =>
  statement.test(replacement) ? replacement : `(${replacement})`;

function planted({ file, text }: Source, { mutatorName: kind, location, replacement }: Found): Mutant {
  const [start, end] = [offsetOf(text, location.start), offsetOf(text, location.end)];
  const original = text.slice(start, end);
  const mutated = `${text.slice(0, start)}${fitting(replacement)}${text.slice(end)}`;
  stripTypeScriptTypes(mutated);
  return {
    id: `${file} ${kind}: ${changeOf({ original, replacement })}`,
    ...{ file, kind, original, replacement, text: mutated },
    ...{ line: location.start.line + 1, column: location.start.column + 1 },
  };
}

/** Tells those apart that do the same in different places of a file. */
function numbered(mutants: readonly Mutant[]): readonly Mutant[] {
  const times = new Map<string, number>();
  return mutants.map((mutant) => {
    const time = (times.get(mutant.id) ?? 0) + 1;
    times.set(mutant.id, time);
    return time === 1 ? mutant : { ...mutant, id: `${mutant.id} (${time})` };
  });
}

/** All mutants of a source, in the order of its text. Throws a SyntaxError for one that is no TypeScript. */
export async function mutantsOf(source: Source): Promise<readonly Mutant[]> {
  const { mutants } = await new Instrumenter(logger).instrument(
    [{ name: source.file, mutate: true, content: source.text }],
    { excludedMutations, ignorers: [], plugins: null },
  );
  const wanted = mutants.filter(({ status, replacement }) => status !== 'Ignored' && replacement !== '');
  return numbered(wanted.map((found) => planted(source, found)));
}
