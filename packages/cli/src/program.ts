import { Command } from 'commander';
import { startCommand } from './commands/start.ts';

/** The `marketsim` command with its sub-commands. */
export const program = (): Command =>
  new Command('marketsim')
    .description('A local simulator of the Microsoft commercial marketplace.')
    .showHelpAfterError()
    .addCommand(startCommand());
