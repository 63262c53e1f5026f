import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { reasonOf } from '@marketsim/http';
import type { Scenario as Counterexample } from '@marketsim/laws';
import {
  checkDefinition,
  type DefinitionPath,
  type Finding,
  type Position,
  partsOf,
  pathText,
  readDefinitionFile,
  readDocument,
  seedDefinition,
  shapeFindings,
  type WorldDefinition,
  whyUnreadable,
} from '@marketsim/simulator';
import { checkStory } from './check.ts';
import { type Story, storyFormat } from './schema.ts';

/** Something wrong with a scenario file. */
export interface ScenarioProblem extends Partial<Position> {
  readonly file: string;
  /** Such as `steps[3].buy.plan`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A scenario that can be run, and where its parts are in its file. */
export type ReadScenario = {
  readonly file: string;
  readonly title: string;
  readonly positionOf: (path: DefinitionPath) => Position;
} & (
  | { readonly kind: 'story'; readonly story: Story; readonly definition: WorldDefinition }
  | { readonly kind: 'counterexample'; readonly counterexample: Counterexample }
);

/** A scenario, or everything that is wrong with its text. */
export type Reading =
  | { readonly ok: true; readonly scenario: ReadScenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

type Found =
  | { readonly ok: true; readonly definition: WorldDefinition }
  | { readonly ok: false; readonly findings: readonly Finding[] };

async function worldOf({ world }: Story, file: string): Promise<Found> {
  if (world.definition) {
    const checked = checkDefinition(world.definition);
    if (checked.ok) return checked;
    return {
      ok: false,
      findings: checked.findings.map(({ path, message }) => ({
        path: ['world', 'definition', ...path],
        message,
      })),
    };
  }
  if (world.file === undefined) return { ok: true, definition: await seedDefinition(world.seed ?? 1) };
  try {
    return { ok: true, definition: await readDefinitionFile(resolve(dirname(file), world.file)) };
  } catch (error) {
    return { ok: false, findings: [{ path: ['world', 'file'], message: reasonOf(error) }] };
  }
}

type Placed = Extract<Awaited<ReturnType<typeof readDocument>>, { ok: true }>;

const refusedAs = (findings: readonly Finding[], { positionOf }: Placed, file: string): Reading => ({
  ok: false,
  problems: findings.map(({ path, message }) => ({
    file,
    path: pathText(path),
    message,
    ...positionOf(path),
  })),
});

async function readStory(document: Placed, file: string): Promise<Reading> {
  const { value, positionOf } = document;
  const parsed = storyFormat.safeParse(value);
  if (!parsed.success) return refusedAs(shapeFindings(storyFormat, value, parsed.error), document, file);
  const story = parsed.data;
  const world = await worldOf(story, file);
  if (!world.ok) return refusedAs(world.findings, document, file);
  const { definition } = world;
  const findings = checkStory(story, definition);
  if (findings.length > 0) return refusedAs(findings, document, file);
  return { ok: true, scenario: { kind: 'story', file, title: story.title, positionOf, story, definition } };
}

/** The words of the laws name the place first. */
function findingOf(message: string): Finding {
  const [, place = '', rest = message] = /^([\w.[\]]+): (?:(?=.*expected)|)(.*)$/s.exec(message) ?? [];
  return { path: place === 'scenario' ? [] : partsOf(place), message: rest };
}

async function readCounterexample(text: string, document: Placed, file: string): Promise<Reading> {
  // Few runs need the laws: they are loaded here.
  const { readScenario, UnreadableScenario } = await import('@marketsim/laws');
  try {
    const counterexample = readScenario(text);
    const { title } = counterexample;
    const { positionOf } = document;
    return { ok: true, scenario: { kind: 'counterexample', file, title, positionOf, counterexample } };
  } catch (error) {
    if (!(error instanceof UnreadableScenario)) throw error;
    return refusedAs([findingOf(error.message)], document, file);
  }
}

const isCounterexample = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'world' in value && value.world === 'laws';

/** Reads a scenario; `file` is its name, from which the world file of a story is found. */
export async function readScenarioText(text: string, file: string): Promise<Reading> {
  const document = await readDocument(text);
  if (!document.ok)
    return { ok: false, problems: document.problems.map((problem) => ({ file, path: '', ...problem })) };
  return isCounterexample(document.value)
    ? readCounterexample(text, document, file)
    : readStory(document, file);
}

/** The same from a file; one that cannot be read is such a problem too. */
export async function readScenarioFile(file: string): Promise<Reading> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { ok: false, problems: [{ file, path: '', message: whyUnreadable(error) }] };
  }
  return readScenarioText(text, file);
}

/** A problem in one line, as compilers write them: `file:line:column: path: message`. */
export function problemText({ file, line, column, path, message }: ScenarioProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return path === '' ? `${place}: ${message}` : `${place}: ${path}: ${message}`;
}
