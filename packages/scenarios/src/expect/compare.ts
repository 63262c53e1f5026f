import type { DefinitionPath } from '@marketsim/simulator';

/** Something that is not as it was to be, and where the file says how it was to be. */
export interface Mismatch {
  readonly path: DefinitionPath;
  readonly expected: string;
  readonly actual: string;
}

/** What is written, or what is seen: members that people read. */
type Shown = Readonly<Record<string, unknown>>;

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);

/** Amounts are the same however many zeros they are written with. */
function isSame(expected: unknown, actual: unknown): boolean {
  if (expected === actual) return true;
  const isAmount = (value: unknown): boolean =>
    typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(String(value));
  return isAmount(expected) && isAmount(actual) && Number(expected) === Number(actual);
}

/** Compares the members that are written with those that are seen. */
export function compareMembers(
  path: DefinitionPath,
  expected: Shown,
  actual: Shown | undefined,
): readonly Mismatch[] {
  return Object.entries(expected)
    .filter(([name, value]) => value !== undefined && !isSame(value, actual?.[name]))
    .map(([name, value]) => ({
      path: [...path, name],
      expected: `${name} ${shown(value)}`,
      actual: actual === undefined ? 'nothing' : shown(actual[name]),
    }));
}

const rowText = (row: Shown, members: readonly string[]): string =>
  members.map((name) => shown(row[name])).join(' ');

/** Compares a list whole; what is seen is told by the members that are written anywhere in it. */
export function compareLists(
  path: DefinitionPath,
  expected: readonly Shown[],
  { actual, always }: { readonly actual: readonly Shown[]; readonly always: readonly string[] },
): readonly Mismatch[] {
  if (expected.length === actual.length)
    return expected.flatMap((row, i) => compareMembers([...path, i], row, actual[i]));
  const written = expected.flatMap((row) => Object.keys(row));
  const members = [...new Set([...always, ...written])];
  return [
    {
      path,
      expected: `${expected.length} in the list`,
      actual: `${actual.length}${actual.map((row) => `\n  ${rowText(row, members)}`).join('')}`,
    },
  ];
}
