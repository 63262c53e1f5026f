/** Where something is inside a definition: member names and list positions. */
export type DefinitionPath = readonly (string | number)[];

/** Something wrong inside a definition. */
export interface Finding {
  readonly path: DefinitionPath;
  readonly message: string;
}

/** The same for people. */
export interface DefinitionProblem {
  /** Such as `customers[1].partner`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** Line in the file, from 1; absent when there is no file. */
  readonly line?: number;
}

/** A path as people write it: `offers[0].plans[1].prices`. */
export const pathText = (path: DefinitionPath): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );

const lineOf = (source: string, { path, message, line }: DefinitionProblem): string => {
  const place = line === undefined ? source : `${source}:${line}`;
  return path === '' ? `${place}: ${message}` : `${place}: ${path}: ${message}`;
};

/** A definition that cannot become a world, with everything that is wrong with it. */
export class WorldDefinitionError extends Error {
  readonly problems: readonly DefinitionProblem[];

  /** `source` names the file, or says what it was. */
  constructor(source: string, problems: readonly DefinitionProblem[]) {
    super(problems.map((problem) => lineOf(source, problem)).join('\n'));
    this.name = 'WorldDefinitionError';
    this.problems = problems;
  }
}
