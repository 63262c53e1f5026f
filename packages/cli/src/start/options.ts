import { join } from 'node:path';
import {
  type PresetName,
  type ProfileName,
  presets,
  presetWords,
  profiles,
  profileWords,
} from '@marketsim/core';
import type { SimulatorOptions } from '@marketsim/simulator';
import { type Command, Option } from 'commander';
import { landingAddress, webAddress } from '../options/address.ts';
import { port, whole } from '../options/number.ts';
import { collectSetting } from '../options/setting.ts';

/** The command line of `marketsim start`. */
export interface StartOptions
  extends Pick<SimulatorOptions, 'seed' | 'auth' | 'controlToken' | 'checkReplies'> {
  /** Real milliseconds for what is under way when it is told to stop. */
  readonly grace?: number;
  readonly port: number;
  readonly host: string;
  readonly clock?: 'frozen' | 'live';
  /** Folder in which worlds are kept. */
  readonly data?: string;
  readonly memory?: true;
  readonly catchUp?: true;
  /** File with a world definition. */
  readonly world?: string;
  readonly profile?: ProfileName;
  readonly preset?: PresetName;
  readonly set?: NonNullable<SimulatorOptions['settings']>;
  readonly at?: string;
  readonly story?: true;
  readonly tls?: true;
  readonly tlsPort?: number;
  readonly tlsFolder: string;
  readonly mockPublisher: boolean;
  readonly publisherPort?: number;
  readonly publisherLanding?: string;
  readonly publisherWebhook?: string;
  readonly publisherAlias?: string;
}

const choice = (flags: string, description: string, names: readonly string[]): Option =>
  new Option(flags, description).choices(names);

const worldOptions = (command: Command): Command =>
  command
    .option('--seed <number>', 'what ids and names are made from', whole('A seed', Number.MAX_SAFE_INTEGER))
    .option('--world <file>', 'YAML file with your own accounts and catalog')
    .addOption(choice('--profile <name>', 'billing and cancellation policy', Object.keys(profiles)))
    .addOption(choice('--preset <name>', 'how closely the wire follows production', Object.keys(presets)))
    .option('--set <id=value>', 'one setting; may be repeated', collectSetting)
    .option('--at <instant>', 'instant at which worlds begin, such as 2026-01-31T00:00:00Z')
    .addOption(
      choice(
        '--clock <mode>',
        'live, as new worlds are unless told otherwise, runs along with real time; frozen moves only when told',
        ['live', 'frozen'],
      ),
    );

const storageOptions = (command: Command): Command =>
  command
    .option('--data <folder>', 'where worlds are kept from one start to the next (.marketsim)')
    .addOption(new Option('--memory', 'keep nothing: worlds live as long as the process').conflicts('data'))
    .addOption(
      new Option(
        '--catch-up',
        'let the time since the last stop pass in the worlds whose clocks were running',
      ).conflicts('memory'),
    );

const publisherOptions = (command: Command): Command =>
  command
    .option('--publisher-landing <url>', 'landing page of your own publisher app', landingAddress)
    .option('--publisher-webhook <url>', 'webhook of your own publisher app', webAddress)
    .option('--publisher-alias <alias>', 'publisher in whose place your app is, the first one without')
    .option('--no-mock-publisher', 'nobody stands behind publishers that are not your own app')
    .option(
      '--publisher-port <number>',
      'port of the mock publisher (4601, or a free one with --port 0)',
      port,
    );

const serverOptions = (command: Command): Command =>
  command
    .option('--port <number>', 'port to listen on; 0 takes a free one', port, 4600)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(choice('--auth <mode>', 'strict refuses development tokens', ['development', 'strict']))
    .option('--control-token <text>', 'opens /_sim to callers beyond this machine that send it')
    .option('--check-replies', 'hold every reply to its contract')
    .option(
      '--grace <milliseconds>',
      'for calls and webhooks that are under way when it is told to stop (5000)',
      whole('A grace', 600_000),
    );

const story = new Option(
  '--story',
  'tell a first story in a world of its own; nothing is kept unless a folder is given',
).conflicts(['world', 'publisherLanding', 'publisherWebhook']);

/** HTTPS, which its other options switch on too. */
const tlsOptions = (command: Command): Command =>
  command
    .option('--tls', 'serve by HTTPS too, with a certificate of a local authority')
    .addOption(
      new Option('--tls-port <number>', 'port for HTTPS (4643, or a free one with --port 0)')
        .argParser(port)
        .implies({ tls: true }),
    )
    .addOption(
      new Option('--tls-folder <folder>', 'where the authority is kept, so that it has to be trusted once')
        .default(join('.marketsim', 'tls'))
        .implies({ tls: true }),
    );

/** Names with their words, as wide as the rest of the help. */
function named(title: string, words: Readonly<Record<string, string>>, command: Command): string {
  const help = command.createHelp();
  help.prepareContext({ helpWidth: process.stdout.columns });
  return [title, ...Object.entries(words).map(([name, text]) => help.formatItem(name, 16, text, help))].join(
    '\n',
  );
}

/** Adds the options of `marketsim start`. */
export const withStartOptions = (command: Command): Command =>
  publisherOptions(storageOptions(worldOptions(tlsOptions(serverOptions(command)))))
    .addOption(story)
    .addHelpText('after', () => `\n${named('Profiles:', profileWords, command)}`)
    .addHelpText('after', () => `\n${named('Presets:', presetWords, command)}`);
