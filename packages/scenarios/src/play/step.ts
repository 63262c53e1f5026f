import { type DomainEvent, instant, isErrorCode } from '@marketsim/core';
import type { Mismatch } from '../expect/compare.ts';
import { unmet } from '../expect/expect.ts';
import type { StoryStep } from '../format/schema.ts';
import type { Booked, Told } from '../result.ts';
import { toldOf } from '../tell/fact.ts';
import { stepText } from '../tell/step.ts';
import type { StepPlayed } from '../venue/venue.ts';
import { act } from './act.ts';
import { type Came, moveTo, type Stage, settle } from './stage.ts';

function cameText(came: Came): string {
  if (came.ok) return 'done';
  const text = `refused: ${came.codes.join(', ')}`;
  return came.why === undefined ? text : `${text}\n${came.why}`;
}

/**
 * What an action was to come to, against what it came to. What the step expects besides then follows from that, and is not
 * looked at.
 */
function surprise({ refused }: StoryStep, came: Came): readonly Mismatch[] {
  const isSo = refused === undefined ? came.ok : !came.ok && came.codes.includes(refused);
  if (isSo) return [];
  if (refused !== undefined)
    return [{ path: ['refused'], expected: `refused: ${refused}`, actual: cameText(came) }];
  const [code = ''] = came.ok ? [] : came.codes;
  const isCode = isErrorCode(code) || code === 'clockBackwards';
  const way = isCode ? `\nwrite \`refused: ${code}\` in the step if that is meant` : '';
  return [{ path: [], expected: 'done', actual: `${cameText(came)}${way}` }];
}

async function moved({ at }: StoryStep, stage: Stage): Promise<readonly Mismatch[]> {
  if (at === undefined) return [];
  const came = await moveTo(stage, instant(at));
  return came.ok ? [] : [{ path: ['at'], expected: `the clock at ${at}`, actual: cameText(came) }];
}

const bookedIn = (facts: readonly DomainEvent[]): readonly Booked[] =>
  facts.flatMap((fact) =>
    fact.type === 'Charged'
      ? fact.charges.map(({ createdAt: at, amount: minor, currency }) => ({ at, minor, currency }))
      : [],
  );

/** Does a step: time first, then the action, then what publishers make of it; then looks at what was to be. */
export async function playStep(step: StoryStep, stage: Stage): Promise<StepPlayed> {
  const { engine } = stage;
  const since = engine.seq();
  const late = await moved(step, stage);
  if (late.length > 0) return { told: [], booked: bookedIn(engine.events(since)), mismatches: late };
  const began = engine.seq();
  const at = engine.now();
  const came = await act(step, stage);
  await settle(stage, began);
  const facts = engine.events(since);
  const surprises = surprise(step, came);
  const tell = (some: readonly DomainEvent[]): readonly Told[] => some.flatMap((fact) => toldOf(fact, stage));
  return {
    told: [
      ...tell(facts.filter(({ seq }) => seq <= began)),
      { at, text: stepText(step, !came.ok), by: 'step' },
      ...tell(facts.filter(({ seq }) => seq > began)),
    ],
    booked: bookedIn(facts),
    mismatches: surprises.length > 0 ? surprises : unmet(step, facts, stage),
  };
}
