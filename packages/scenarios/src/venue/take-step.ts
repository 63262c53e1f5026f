import { refuse } from '@marketsim/http';
import {
  type ControlProblem,
  invalid,
  pathText,
  type SimulatedWorld,
  shapeFindings,
} from '@marketsim/simulator';
import { checkStep, knownIn } from '../format/check.ts';
import { type StoryStep, stepFormat } from '../format/schema.ts';
import { playStep } from '../play/step.ts';
import type { StepPlayed } from './venue.ts';

/** A step as it comes in, and the ids of what was bought before. */
interface AskedStep {
  readonly step: unknown;
  readonly names: Readonly<Record<string, string>>;
}

/** Does a step that came in; refuses what is none before anything happens. */
export async function takeStep(
  { step, names }: AskedStep,
  world: SimulatedWorld,
): Promise<StepPlayed & Pick<AskedStep, 'names'>> {
  const ids = new Map(Object.entries(names));
  const played = await playStep(readStep(step, ids, world), { world, engine: world.engine, ids });
  return { ...played, names: Object.fromEntries(ids) };
}

function readStep(given: unknown, ids: ReadonlyMap<string, string>, { recipe }: SimulatedWorld): StoryStep {
  const parsed = stepFormat.safeParse(given);
  const findings = parsed.success
    ? checkStep(parsed.data, knownIn(recipe.definition), new Set(ids.keys()))
    : shapeFindings(stepFormat, given, parsed.error);
  const [first] = findings;
  if (first === undefined && parsed.success) return parsed.data;
  const told = findings.map(({ path, message }) => `${pathText(['step', ...path])}: ${message}`);
  return refuse<ControlProblem>(invalid(pathText(['step', ...(first?.path ?? [])]), told.join('; ')));
}
