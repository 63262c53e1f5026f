import { readFile } from 'node:fs/promises';
import type { Document, LineCounter } from 'yaml';
import { checkDefinition } from './parse.ts';
import { type DefinitionPath, pathText, WorldDefinitionError } from './problem.ts';
import type { WorldDefinition } from './schema.ts';

/**
 * The definition in YAML or JSON text. Rejects with a `WorldDefinitionError` whose problems have the line in the
 * text; `source` is the name of the file, for people.
 */
export async function readDefinition(text: string, source: string): Promise<WorldDefinition> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      path: '',
      message: message.split('\n', 1)[0] ?? message,
      line: lines.linePos(pos[0]).line,
    }));
    throw new WorldDefinitionError(source, problems);
  }
  const parsed = checkDefinition(plainValueOf(document, source));
  if (parsed.ok) return parsed.definition;
  const problems = parsed.findings.map(({ path, message }) => ({
    path: pathText(path),
    message,
    line: lineOf(path, document, lines),
  }));
  throw new WorldDefinitionError(source, problems);
}

/** The same from a file; a file that cannot be read is such an error too. */
export async function readDefinitionFile(file: string): Promise<WorldDefinition> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new WorldDefinitionError(file, [{ path: '', message }]);
  }
  return readDefinition(text, file);
}

/** The document's value; an alias without its anchor has none. */
function plainValueOf(document: Document, source: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new WorldDefinitionError(source, [{ path: '', message }]);
  }
}

/** Line of what stands at a path, or of the closest thing around it when it is missing. */
function lineOf(path: DefinitionPath, document: Document, lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const offset = startOf(node);
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : undefined;
}
