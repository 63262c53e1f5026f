import type { DefinitionPath, Finding } from './problem.ts';

/** A value that must be unique, and where it stands. */
export interface Claim {
  readonly value: string | undefined;
  readonly path: DefinitionPath;
}

/** Every claim whose value an earlier one has; absent values claim nothing. */
export function duplicates(claims: readonly Claim[]): readonly Finding[] {
  const taken = new Set<string>();
  return claims.flatMap(({ value, path }) => {
    if (value === undefined) return [];
    const repeated = taken.has(value);
    taken.add(value);
    return repeated ? [{ path, message: `"${value}" is there already` }] : [];
  });
}

/** A reference to something by alias, and where it stands. */
export interface Reference {
  readonly alias: string;
  readonly path: DefinitionPath;
}

/** Every reference that leads nowhere. `kind` says what it should be, for people. */
export const unknownReferences = (
  kind: string,
  references: readonly Reference[],
  known: ReadonlySet<string>,
): readonly Finding[] =>
  references
    .filter(({ alias }) => !known.has(alias))
    .map(({ alias, path }) => ({
      path,
      message: `there is no ${kind} "${alias}"; there is ${[...known].join(', ') || 'none'}`,
    }));
