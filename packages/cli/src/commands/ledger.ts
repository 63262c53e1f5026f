import { Command } from 'commander';
import { showLedger } from '../money/ledger.ts';
import { whole } from '../options/number.ts';
import { remote } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';

/** `marketsim ledger`. */
export const ledgerCommand = (terminal: Terminal): Command =>
  remote(new Command('ledger'))
    .description('List the lines of the ledger of a world of a running simulator, and what they come to.')
    .option('--subscription <id>', 'only those of one subscription')
    .option('--customer <id>', 'only those of one customer')
    .option('--month <month>', 'only those that are billed for one calendar month, such as 2026-01')
    .option('--status <status>', 'only those that are billed, or unbilled')
    .option('--last <number>', 'how many of the newest to list', whole('A number of lines', 1_000_000), 50)
    .action(showLedger(terminal));
