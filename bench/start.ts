import { type Figure, spreadOf } from './lib/figures.ts';
import { builtCommand, type FirstAnswer, sourceCommand, startUp } from './lib/start-up.ts';
import { newFolder, storeCrowd } from './lib/stored-crowd.ts';

/** How much is measured. */
export interface StartOptions {
  /** Subscriptions that are stored. */
  readonly stored: number;
  readonly samples: number;
}

interface Sample {
  readonly nothing: FirstAnswer;
  readonly stored: FirstAnswer;
  /** Of the command that runs from its source, with nothing stored. */
  readonly source: FirstAnswer;
}

async function startOnNothing(command: string, cacheFolder: string): Promise<FirstAnswer> {
  await using folder = await newFolder();
  return await startUp({ command, cacheFolder, dataFolder: folder.path });
}

const bytesPerMegabyte = 1_000_000;

function figuresOf(first: FirstAnswer, taken: readonly Sample[], stored: number): readonly Figure[] {
  const subscriptions = `${stored.toLocaleString('en-US')} subscriptions stored`;
  const figure = (what: string, unit: string, of: (sample: Sample) => number): Figure => ({
    what: `start, ${what}`,
    unit,
    spread: spreadOf(taken.map(of)),
  });
  const ratio = (sample: Sample): number => sample.stored.processorMs / sample.nothing.processorMs;
  return [
    {
      ...figure('nothing stored', 'ms', ({ nothing }) => nothing.processorMs),
      wanted: { atMost: 500 },
    },
    {
      what: 'start, nothing stored, nothing compiled yet',
      unit: 'ms',
      spread: spreadOf([first.processorMs]),
    },
    { ...figure(`${subscriptions} ÷ nothing stored`, '', ratio), wanted: { atMost: 3 } },
    figure(subscriptions, 'ms', (sample) => sample.stored.processorMs),
    figure(`${subscriptions}: memory`, 'MB', (sample) => sample.stored.residentBytes / bytesPerMegabyte),
    figure('nothing stored: memory', 'MB', ({ nothing }) => nothing.residentBytes / bytesPerMegabyte),
    figure('nothing stored, from source', 'ms', ({ source }) => source.processorMs),
  ];
}

/** Time of the processors from the start of `marketsim start` to its first answer. */
export async function startToFirstAnswer({ stored, samples }: StartOptions): Promise<readonly Figure[]> {
  const command = builtCommand();
  await using crowd = await storeCrowd({ subscriptions: stored, days: 1 });
  await using cache = await newFolder();
  const nothing = (what: string) => startOnNothing(what, cache.path);
  const first = await nothing(command);
  await nothing(sourceCommand);
  const taken: Sample[] = [];
  for (let n = 0; n < samples; n++) {
    taken.push({
      nothing: await nothing(command),
      stored: await startUp({ command, dataFolder: crowd.path, cacheFolder: cache.path }),
      source: await nothing(sourceCommand),
    });
  }
  return figuresOf(first, taken, stored);
}
