import { Command } from 'commander';
import type { DemoOptions } from '../demo/run.ts';
import { simulatorOption } from '../options/address.ts';
import type { Terminal } from '../terminal.ts';

/** `marketsim demo`: the whole story of the product, told and checked step by step. */
export const demoCommand = (terminal: Terminal): Command =>
  new Command('demo')
    .description('Play the whole story of a marketplace: purchases, changes, renewals, money.')
    .addOption(simulatorOption('address of a running simulator; without one the demo starts its own'))
    .option('--control-token <text>', 'what a simulator on another machine wants to see')
    .option('--json', 'print one JSON document: steps, ledger, invoices')
    .option('--keep', 'keep the world of the story, in the simulator at --url')
    .action(async (options: DemoOptions) => {
      // Other commands do without the story: it is loaded here.
      const { demo } = await import('../demo/run.ts');
      await demo(options, terminal);
    });
