import type { Channel, Instant, ProfileName, SettingOverrides } from '@marketsim/core';
import { instant } from '@marketsim/core';
import fc from 'fast-check';
import { doings } from '../doings/all.ts';
import type { Intent } from '../doings/doing.ts';
import type { Visit } from '../model/visit.ts';
import type { Beginning } from '../world/world.ts';
import { inWords, type Problems, perform } from './perform.ts';
import { createStage, type Stage } from './stage.ts';

/** Where a search looks, and for how long. */
export interface Search {
  readonly profile: ProfileName;
  readonly channel: Channel;
  readonly runs: number;
  readonly seed: number;
}

/** A run that breaks a law, or goes otherwise than foretold. */
export interface Counterexample {
  readonly problems: Problems;
  readonly stage: Stage;
}

export interface Found {
  readonly visits: readonly Visit[];
  readonly steps: number;
  /** The smallest that was found. */
  readonly counterexample?: Counterexample;
}

/** Days that month arithmetic bites on, and a plain one (RB 15). */
const starts: readonly Instant[] = [
  '2020-07-14T10:00:00.000Z',
  '2020-01-28T00:00:00.000Z',
  '2021-01-29T23:59:59.999Z',
  '2019-01-30T12:00:00.000Z',
  '2020-01-31T00:00:00.000Z',
  '2020-02-29T09:00:00.000Z',
  '2020-12-31T23:59:59.999Z',
  '2021-02-28T23:00:00.000Z',
].map(instant);

const settings: fc.Arbitrary<SettingOverrides> = fc.record(
  {
    'reinstate.ack': fc.constantFrom('on' as const),
    'trial.duration': fc.constantFrom('P30D' as const, 'P60D' as const),
    'order.completesAt': fc.constantFrom('checkout' as const),
  },
  { requiredKeys: [] },
);

class Failed extends Error {
  readonly problems: Problems;
  constructor(problems: Problems) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Does what an intent comes to; throws what was wrong with it. */
function act(intent: Intent, stage: Stage): void {
  const step = intent.step(stage);
  if (!step) return;
  const problems = perform(step, stage);
  if (problems.length > 0) throw new Failed(problems);
}

const commandFor = (intent: Intent): fc.Command<Stage, Stage> => ({
  check: (stage) => intent.step(stage as Stage) !== undefined,
  run: (stage) => act(intent, stage),
  toString: () => String(intent),
});

const intents = (channel: Channel): fc.Arbitrary<Intent> =>
  fc.oneof(...doings(channel).map(({ weight, intents: arbitrary }) => ({ weight, arbitrary })));

/** Two purchases at least begin a run, and most of them are activated. */
const opening = (channel: Channel): fc.Arbitrary<readonly Intent[]> => {
  const [buying, ...rest] = doings(channel);
  const others = rest.filter(
    ({ name }) => name.startsWith('assign') || name.startsWith('confirm') || name.startsWith('do a'),
  );
  return fc
    .tuple(
      fc.array(buying?.intents ?? fc.constant(never), { minLength: 1, maxLength: 3 }),
      fc.array(fc.oneof(...others.map(({ intents: one }) => one)), { maxLength: 8 }),
    )
    .map(([first, second]) => [...first, ...second]);
};

const never: Intent = { name: 'nothing', step: () => undefined };

interface Run {
  readonly beginning: Beginning;
  readonly opening: readonly Intent[];
  readonly commands: Iterable<fc.Command<Stage, Stage>>;
}

const runs = ({ profile, channel }: Search): fc.Arbitrary<Run> =>
  fc.record({
    beginning: fc.record({
      profile: fc.constant(profile),
      startsAt: fc.constantFrom(...starts),
      settings,
    }),
    opening: opening(channel),
    commands: fc.commands([intents(channel).map(commandFor)], { maxCommands: 60, size: 'max' }),
  });

/** Plays a run to its end; throws at the first thing that is wrong. */
function play(run: Run, stage: Stage): void {
  for (const intent of run.opening) act(intent, stage);
  fc.modelRun(() => ({ model: stage, real: stage }), run.commands);
  const broken = stage.witness.review();
  if (broken.length > 0) throw new Failed(broken.map(inWords));
}

/** Every profile and channel has runs of its own. */
const seedOf = ({ profile, channel, seed }: Search): number =>
  [...`${profile} ${channel}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, seed);

/** Looks for a run in which a law breaks, and makes it small. */
export function search(where: Search): Found {
  const visits: Visit[] = [];
  let steps = 0;
  let last: Counterexample | undefined;
  const property = fc.property(runs(where), (run) => {
    const stage = createStage(run.beginning);
    try {
      play(run, stage);
    } catch (error) {
      last = { problems: [error instanceof Error ? error.message : String(error)], stage };
      throw error;
    } finally {
      visits.push(...stage.model.visits);
      steps += stage.steps.length;
    }
  });
  const details = fc.check(property, { numRuns: where.runs, seed: seedOf(where) });
  return { visits, steps, ...(details.failed && last && { counterexample: last }) };
}
