import { reasonOf } from '@marketsim/http';
import type { DefinitionPath } from './problem.ts';

/** Where something is in a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Why a text has no value, and where. */
interface DocumentProblem extends Partial<Position> {
  readonly message: string;
}

/** The value of a YAML or JSON text, and where its parts are. */
export type PlacedDocument =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Position of what stands at a path, or of the closest thing around it when it is missing. */
      readonly positionOf: (path: DefinitionPath) => Position;
    }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** Reads a YAML or JSON text; an alias without its anchor has no value. */
export async function readDocument(text: string): Promise<PlacedDocument> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      message: withoutPlace(message),
      ...positionAt(pos[0]),
    }));
    return { ok: false, problems };
  }
  const positionOf = (path: DefinitionPath): Position => {
    for (let length = path.length; length > 0; length--) {
      const offset = startOf(document.getIn(path.slice(0, length), true));
      if (offset !== undefined) return positionAt(offset);
    }
    return { line: 1, column: 1 };
  };
  try {
    return { ok: true, value: document.toJS(), positionOf };
  } catch (error) {
    return { ok: false, problems: [{ message: reasonOf(error) }] };
  }
}

/** Where it is, and the lines around, are told beside it. */
const withoutPlace = (message: string): string =>
  (message.split('\n', 1)[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : undefined;
}
