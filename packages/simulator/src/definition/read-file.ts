import { readFile } from 'node:fs/promises';
import { readDocument } from './document.ts';
import { checkDefinition } from './parse.ts';
import { pathText, WorldDefinitionError } from './problem.ts';
import type { WorldDefinition } from './schema.ts';
import { whyUnreadable } from './unreadable.ts';

/**
 * The definition in YAML or JSON text. Rejects with a `WorldDefinitionError` whose problems have the line in the
 * text; `source` is the name of the file, for people.
 */
export async function readDefinition(text: string, source: string): Promise<WorldDefinition> {
  const document = await readDocument(text);
  if (!document.ok) {
    const problems = document.problems.map(({ message, line }) => ({
      path: '',
      message,
      ...(line !== undefined && { line }),
    }));
    throw new WorldDefinitionError(source, problems);
  }
  const parsed = checkDefinition(document.value);
  if (parsed.ok) return parsed.definition;
  const problems = parsed.findings.map(({ path, message }) => ({
    path: pathText(path),
    message,
    line: document.positionOf(path).line,
  }));
  throw new WorldDefinitionError(source, problems);
}

/** The same from a file; a file that cannot be read is such an error too. */
export async function readDefinitionFile(file: string): Promise<WorldDefinition> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new WorldDefinitionError(file, [{ path: '', message: whyUnreadable(error) }]);
  }
  return readDefinition(text, file);
}
