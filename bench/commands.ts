import type { Command, Engine, SubscriptionChange } from '@marketsim/core';
import { createWitness } from '@marketsim/laws';
import { startCrowd } from './lib/crowd.ts';
import { type Figure, spreadOf } from './lib/figures.ts';
import { collectGarbage } from './lib/heap.ts';
import { timed } from './lib/measure.ts';

/** How much is measured. */
export interface CommandsOptions {
  readonly subscriptions: number;
  /** Commands of one measurement without the laws. */
  readonly commands: number;
  readonly samples: number;
}

/** With the laws so many times fewer commands are enough. */
const fewer = 5;

/** Each subscription meets each kind once in three rounds, and each time something that changes it. */
function changeIn(round: number, at: number): SubscriptionChange {
  const turn = Math.floor(round / 3);
  const isFirst = turn % 2 === 0;
  switch ((round + at) % 3) {
    case 0:
      return { type: 'SetQuantity', quantity: isFirst ? 11 : 10 };
    case 1:
      return { type: 'SetAutoRenew', autoRenew: !isFirst };
    default:
      return { type: 'SetNickname', friendlyName: `Name ${turn}` };
  }
}

/** Changes of all subscriptions in turn, a third of each kind. */
function* commandsOn(ids: readonly string[]): Generator<Command, never> {
  for (let round = 0; ; round++) {
    for (const [at, subscriptionId] of ids.entries()) {
      yield { type: 'ChangeSubscription', subscriptionId, changes: [changeIn(round, at)] };
    }
  }
}

/** Runs commands that must be accepted; tells how many a second of the processor is enough for. */
async function rateOf(
  commands: Iterator<Command, never>,
  count: number,
  run: (command: Command) => ReturnType<Engine['execute']>,
): Promise<number> {
  const all = Array.from({ length: count }, () => commands.next().value);
  collectGarbage();
  const { processor } = await timed(async () => {
    for (const command of all) {
      const outcome = run(command);
      if (!outcome.ok) throw new Error(`${JSON.stringify(command)}: ${JSON.stringify(outcome.error)}`);
    }
  });
  return count / processor;
}

interface Rates {
  readonly alone: number;
  readonly judged: number;
}

/** A world of its own each time, so that no measurement pays for the history of the one before it. */
async function measure({ subscriptions, commands }: CommandsOptions): Promise<Rates> {
  await using crowd = await startCrowd({ subscriptions, days: 1 });
  const { engine } = crowd.world;
  const source = commandsOn([...engine.state.subscriptions.keys()]);
  const alone = await rateOf(source, commands, engine.execute);
  const witness = createWitness(engine);
  const judged = (command: Command) => {
    const { outcome, violations } = witness.execute(command);
    if (violations.length > 0) throw new Error(JSON.stringify(violations));
    return outcome;
  };
  // With its first command it sees all that was before.
  judged(source.next().value);
  return { alone, judged: await rateOf(source, Math.ceil(commands / fewer), judged) };
}

/** How many changes of quantity, renewal and name an engine takes, alone and with every law judged after each. */
export async function commands(options: CommandsOptions): Promise<readonly Figure[]> {
  await measure(options);
  const taken: Rates[] = [];
  for (let n = 0; n < options.samples; n++) taken.push(await measure(options));
  const what = `commands, ${options.subscriptions.toLocaleString('en-US')} subscriptions`;
  return [
    {
      what,
      unit: '/s',
      spread: spreadOf(taken.map(({ alone }) => alone)),
      wanted: { atLeast: 100_000 },
    },
    {
      what: `${what}: with all laws ÷ alone`,
      unit: '',
      spread: spreadOf(taken.map(({ alone, judged }) => judged / alone)),
      wanted: { atLeast: 0.15 },
    },
  ];
}
