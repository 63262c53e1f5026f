import {
  isPresetName,
  isProfileName,
  type PresetName,
  type ProfileName,
  presets,
  profiles,
} from '@marketsim/core';
import { type Simulator, type SimulatorOptions, startSimulator } from '@marketsim/simulator';
import { Command, InvalidArgumentError, Option } from 'commander';
import { banner } from '../banner.ts';
import { firstStory } from '../story/first-story.ts';
import { collectSetting } from './settings-option.ts';

const whole =
  (what: string, maximum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= maximum) return value;
    throw new InvalidArgumentError(`${what} is a whole number from 0 to ${maximum}.`);
  };

interface StartOptions
  extends Pick<SimulatorOptions, 'port' | 'host' | 'seed' | 'world' | 'settings' | 'auth' | 'controlToken'> {
  readonly profile?: string;
  readonly preset?: string;
  readonly at?: string;
  readonly checkReplies?: true;
  readonly story?: true;
}

/** `marketsim start`: serves until it is told to stop by a signal. */
export const startCommand = (): Command =>
  new Command('start')
    .description('Start the simulator.')
    .option('--port <number>', 'port to listen on', whole('A port', 65_535), 4600)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <number>', 'what ids and names are made from', whole('A seed', Number.MAX_SAFE_INTEGER))
    .option('--world <file>', 'YAML file with your own accounts and catalog')
    .addOption(
      new Option('--profile <name>', 'billing and cancellation policy').choices(Object.keys(profiles)),
    )
    .addOption(
      new Option('--preset <name>', 'how closely the wire follows production').choices(Object.keys(presets)),
    )
    .option('--set <id=value>', 'one setting; may be repeated', collectSetting, {})
    .option('--at <instant>', 'instant at which worlds begin, such as 2026-01-31T00:00:00Z')
    .addOption(
      new Option('--auth <mode>', 'strict refuses development tokens').choices(['development', 'strict']),
    )
    .option('--control-token <text>', 'opens /_sim to callers beyond this machine that send it')
    .option('--check-replies', 'hold every reply to its contract')
    .option('--story', 'tell a first story in a world of its own')
    .action(start);

const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

async function start(options: StartOptions & { readonly set?: SimulatorOptions['settings'] }): Promise<void> {
  const { profile, preset, at, story, set, ...same } = options;
  const simulator = await startSimulator(
    compact({
      ...same,
      settings: set,
      startsAt: at,
      profile: named(profile, isProfileName),
      preset: named(preset, isPresetName),
    } as SimulatorOptions),
  );
  stopOnSignal(simulator);
  console.log(banner(simulator.url));
  if (story) await firstStory(simulator.url, (line) => console.log(line));
}

const named = <N extends ProfileName | PresetName>(
  name: string | undefined,
  isName: (text: string) => text is N,
): N | undefined => (name !== undefined && isName(name) ? name : undefined);

function stopOnSignal(simulator: Simulator): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void simulator.close());
  }
}
