import { Command } from 'commander';
import { type StartOptions, withStartOptions } from '../start/options.ts';
import type { Terminal } from '../terminal.ts';

/** `marketsim start`: serves until it is told to stop by a signal. */
export const startCommand = (terminal: Terminal): Command =>
  withStartOptions(new Command('start'))
    .description('Start the simulator, and a mock publisher beside it.')
    .action(async (options: StartOptions) => {
      // Other commands do without the simulator: it is loaded here.
      const { start } = await import('../start/run.ts');
      await start(options, terminal);
    });
