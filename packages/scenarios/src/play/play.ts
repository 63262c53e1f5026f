import { instant } from '@marketsim/core';
import { type DefinitionPath, pathText, type Simulator } from '@marketsim/simulator';
import type { Mismatch } from '../expect/compare.ts';
import { unmet } from '../expect/expect.ts';
import type { ReadScenario } from '../format/read.ts';
import type { StoryStep } from '../format/schema.ts';
import type { Failure, Result, Told } from '../result.ts';
import { toldOf } from '../tell/fact.ts';
import { stepText } from '../tell/step.ts';
import { act } from './act.ts';
import { type Came, moveTo, type Stage, settle, stageIn } from './stage.ts';

type StoryScenario = Extract<ReadScenario, { readonly kind: 'story' }>;

/** What was played, but for what is the same of every scenario. */
export type Played = Pick<Result, 'rules' | 'told' | 'booked' | 'failures'>;

/** A mismatch where the file says it. */
export const failureAt = (
  { file, positionOf }: Pick<ReadScenario, 'file' | 'positionOf'>,
  { path, expected, actual }: Mismatch,
): Failure => ({ file, ...positionOf(path), path: pathText(path), expected, actual });

const cameText = (came: Came): string => (came.ok ? 'done' : `refused: ${came.codes.join(', ')}`);

/** What an action was to come to, against what it came to. */
function surprise({ refused }: StoryStep, came: Came): readonly Mismatch[] {
  const isSo = refused === undefined ? came.ok : !came.ok && came.codes.includes(refused);
  if (isSo) return [];
  return [
    {
      path: refused === undefined ? [] : ['refused'],
      expected: refused === undefined ? 'done' : `refused: ${refused}`,
      actual: cameText(came),
    },
  ];
}

interface StepPlayed {
  readonly told: readonly Told[];
  readonly mismatches: readonly Mismatch[];
}

async function moved({ at }: StoryStep, stage: Stage): Promise<readonly Mismatch[]> {
  if (at === undefined) return [];
  const came = await moveTo(stage, instant(at));
  return came.ok ? [] : [{ path: ['at'], expected: `the clock at ${at}`, actual: cameText(came) }];
}

/** Does a step: time first, then the action, then what publishers make of it; then looks at what was to be. */
async function playStep(step: StoryStep, stage: Stage): Promise<StepPlayed> {
  const { engine } = stage;
  const since = engine.seq();
  const late = await moved(step, stage);
  if (late.length > 0) return { told: [], mismatches: late };
  const began = engine.seq();
  const at = engine.now();
  const came = await act(step, stage);
  await settle(stage, began);
  const facts = engine.events(since);
  const before = facts.filter(({ seq }) => seq <= began);
  const after = facts.filter(({ seq }) => seq > began);
  const tell = (some: typeof facts): readonly Told[] => some.flatMap((fact) => toldOf(fact, stage));
  return {
    told: [...tell(before), { at, text: stepText(step), by: 'step' }, ...tell(after)],
    mismatches: [...surprise(step, came), ...unmet(step, facts, stage)],
  };
}

/** Plays a story in a world of its own, until something is not as it says. */
export async function playStory(
  scenario: StoryScenario,
  name: string,
  simulator: Simulator,
): Promise<Played> {
  const { story, definition } = scenario;
  const { profile, preset, settings, startsAt, world: given } = story;
  const world = await simulator.worlds.create(name, {
    ...{ definition, settings, seed: given.seed ?? 1 },
    ...(profile && { profile }),
    ...(preset && { preset }),
    ...(startsAt !== undefined && { startsAt }),
  });
  const stage = stageIn(world, simulator);
  const told: Told[] = [];
  let failures: readonly Failure[] = [];
  for (const [i, step] of story.steps.entries()) {
    const played = await playStep(step, stage);
    told.push(...played.told);
    failures = played.mismatches.map((mismatch) => {
      const path: DefinitionPath = ['steps', i, ...mismatch.path];
      return failureAt(scenario, { ...mismatch, path });
    });
    if (failures.length > 0) break;
  }
  const booked = stage.engine.state.ledger.charges.map(({ createdAt, amount, currency }) => ({
    at: createdAt,
    minor: amount,
    currency,
  }));
  await simulator.worlds.delete(name);
  return { rules: story.rules, told, booked, failures };
}
