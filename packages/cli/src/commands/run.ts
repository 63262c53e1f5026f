import { Command } from 'commander';
import { simulatorOption } from '../options/address.ts';
import { whole } from '../options/number.ts';
import type { RunOptions } from '../scenarios/run.ts';
import type { Terminal } from '../terminal.ts';

/** `marketsim run`: plays scenario files, each in a world of its own, and tells what was not as they say. */
export const runCommand = (terminal: Terminal): Command =>
  new Command('run')
    .description('Run scenarios, and fail where one does not go as it says.')
    .argument('[files...]', 'scenario files, or folders of them')
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--html <path>', 'write a page with timelines and charts: a file ending with .html, or a folder')
    .addOption(simulatorOption('address of a running simulator; without one the run starts its own'))
    .option('--control-token <text>', 'what a simulator on another machine wants to see')
    .option('--worlds <name>', 'what the worlds of the run are called, with a number after it', 'scenario')
    .option('--at-once <number>', 'scenarios to run at the same time', whole('A number of scenarios', 64), 4)
    .option('--quiet', 'tell only what failed')
    .option('--schema', 'print the JSON schema of scenario files, for editors')
    .addHelpText(
      'after',
      '\nExit codes: 0 when all went as they say, 1 when one did not, 2 when a file is no scenario.',
    )
    .action(async (files: readonly string[], options: RunOptions) => {
      // Other commands do without the simulator: it is loaded here.
      const { runFiles } = await import('../scenarios/run.ts');
      await runFiles(files, options, terminal);
    });
