import { type Channel, type Instant, instant, type ProfileName } from '@marketsim/core';
import fc from 'fast-check';
import { doings } from '../doings/all.ts';
import { arrears } from '../doings/arrears.ts';
import { buying } from '../doings/buy.ts';
import type { Intent } from '../doings/doing.ts';
import { fate } from '../doings/fates.ts';
import { metering } from '../doings/metering.ts';
import { buyingOnce } from '../doings/once.ts';
import { earlyMargins } from '../doings/prices.ts';
import { noRenewals } from '../doings/settings.ts';
import { takingBack } from '../doings/withdraw.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Beginning } from '../world/world.ts';
import { perform } from './perform.ts';
import { inWords, type Problems } from './performed.ts';
import { anyPayers, settings, slowPayers } from './settings.ts';
import { createStage, type Stage } from './stage.ts';

/** A corner of what can be searched: one policy, and who sells. */
export interface Place {
  readonly profile: ProfileName;
  readonly channel: Channel;
}

/** What is to be done in one run. */
export interface Run {
  readonly beginning: Beginning;
  /** Purchases, and what became of each at once. */
  readonly opening: readonly Intent[];
  readonly commands: Iterable<fc.Command<Stage, Stage>>;
  /** A stretch of time for whoever needs one, in milliseconds. */
  readonly gap: number;
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

/** A step that broke a law or went otherwise than foretold. */
export class Wrong extends Error {
  override readonly name = 'Wrong';
  readonly problems: Problems;

  constructor(problems: Problems) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Does what an intent comes to. */
function act(intent: Intent, stage: Stage): void {
  const step = intent.step(stage);
  const problems = step ? perform(step, stage) : [];
  if (problems.length > 0) throw new Wrong(problems);
}

const commandFor = (intent: Intent): fc.Command<Stage, Stage> => ({
  check: (stage) => intent.step(stage) !== undefined,
  run: (stage) => act(intent, stage),
  toString: () => String(intent),
});

const anyOf = (channel: Channel): fc.Arbitrary<Intent> =>
  fc.oneof(...doings(channel).map(({ weight, intents }) => ({ weight, arbitrary: intents })));

/** Now and then margins for everybody, or no renewals; then purchases, and what became of each at once. */
const opening = (channel: Channel): fc.Arbitrary<readonly Intent[]> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 8, arbitrary: fc.constant([]) },
        { weight: 2, arbitrary: earlyMargins },
        { weight: 1, arbitrary: fc.constant([noRenewals]) },
      ),
      fc.array(fc.tuple(buying(channel).intents, fate), { minLength: 1, maxLength: 3 }),
    )
    .map(([first, purchases]) => [...first, ...purchases.flatMap(([bought, next]) => [bought, ...next])]);

/** Settings, and an opening that can come about under them. */
const circumstances = (channel: Channel) =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ settings: settings(anyPayers), opening: opening(channel) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ settings: settings(slowPayers), opening: arrears(channel) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ settings: settings(anyPayers), opening: metering(channel) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ settings: settings(anyPayers), opening: buyingOnce(channel) }),
    },
    {
      weight: channel === 'csp' ? 2 : 0,
      arbitrary: fc.record({ settings: settings(anyPayers), opening: takingBack }),
    },
  );

const hour = 3_600_000;

/** Runs in one corner. */
export const runsAt = ({ profile, channel }: Place): fc.Arbitrary<Run> =>
  fc
    .record({
      startsAt: fc.constantFrom(...starts),
      circumstances: circumstances(channel),
      commands: fc.commands([anyOf(channel).map(commandFor)], { maxCommands: 60, size: 'max' }),
      gap: fc.oneof(fc.constantFrom(0, 1, hour), fc.integer({ min: 0, max: 72 * hour })),
    })
    .map(({ startsAt, circumstances: { settings, opening }, commands, gap }) => ({
      beginning: { profile, startsAt, settings },
      ...{ opening, commands, gap },
    }));

/** A run that does what a scenario tells, all of it as its opening. */
export const runOf = ({ beginning, steps }: Scenario): Run => ({
  ...{ beginning, commands: [], gap: hour },
  opening: steps.map((step) => ({ name: 'step', step: () => step })),
});

/** Plays the opening of a run. Throws what is wrong. */
export function playOpening({ beginning, opening: intents }: Run, stage = createStage(beginning)): Stage {
  for (const intent of intents) act(intent, stage);
  return stage;
}

/** Plays a run to its end, and judges the whole. Throws what is wrong. */
export function playRun(run: Run, stage = createStage(run.beginning)): Stage {
  playOpening(run, stage);
  fc.modelRun(() => ({ model: stage, real: stage }), run.commands);
  const broken = stage.witness.review().map(inWords);
  if (broken.length > 0) throw new Wrong(broken);
  return stage;
}
