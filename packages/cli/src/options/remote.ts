import type { Command } from 'commander';
import { type Control, controlAt } from '../api/control.ts';
import { simulatorOption } from './address.ts';

/** Which simulator a command talks to, and how it prints. */
interface RemoteOptions {
  readonly url: string;
  readonly world?: string;
  readonly controlToken?: string;
  readonly json?: true;
}

/** Where a running simulator listens unless it was told otherwise. */
const standardUrl = 'http://127.0.0.1:4600';

/** Adds the options of a command about a running simulator; its sub-commands have them too. */
export const reaching = (command: Command): Command =>
  command
    .addOption(simulatorOption('address of the simulator', standardUrl))
    .option('--control-token <text>', 'what a simulator on another machine wants to see')
    .option('--json', 'print JSON instead of text');

/** The same of a command about one of its worlds; `withoutWorld` says what is meant when none is named. */
export const remote = (command: Command, withoutWorld = 'the default one'): Command =>
  reaching(command).option('--world <name>', `world that is meant, ${withoutWorld} without`);

/** What a command about a running simulator works with. */
export interface Remote {
  readonly control: Control;
  readonly format: 'json' | 'text';
}

/** The simulator that the options of a command, or of the command above it, name. */
export function remoteOf(command: Command): Remote {
  const { json, ...address } = command.optsWithGlobals<RemoteOptions>();
  return { control: controlAt(address), format: json ? 'json' : 'text' };
}

/** A result as it is printed: JSON on one line, or its text. */
export const printed = <T>(
  { format }: Pick<Remote, 'format'>,
  value: T,
  text: (value: T) => string,
): string => (format === 'json' ? JSON.stringify(value) : text(value));
