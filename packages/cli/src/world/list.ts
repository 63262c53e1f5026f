import { Command } from 'commander';
import { printed } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { orStopped, withSource } from './source.ts';
import { worldsText } from './view.ts';

/** `marketsim world list`. */
export const listCommand = ({ out }: Terminal): Command =>
  orStopped(new Command('list'))
    .description('List the worlds, where their clocks stand, and those that cannot be had.')
    .action((_options: object, command: Command) =>
      withSource(command, async (source) => out(printed(source, await source.list(), worldsText))),
    );
