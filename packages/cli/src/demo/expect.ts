import { isDeepStrictEqual } from 'node:util';

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Ends the story when something did not turn out as it says, with what was expected and what was seen. */
export function expectThat(what: string, seen: unknown, expected: unknown): void {
  if (isDeepStrictEqual(seen, expected)) return;
  throw new Error(`the story stops: ${what}: expected ${shown(expected)}, saw ${shown(seen)}`);
}

/** What must be there; ends the story when it is not. */
export function needed<T>(what: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new Error(`the story stops: ${what}: expected one, saw none`);
}
