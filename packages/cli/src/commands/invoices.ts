import { Command } from 'commander';
import { showInvoices } from '../money/invoices.ts';
import { whole } from '../options/number.ts';
import { remote } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';

/** `marketsim invoices`. */
export const invoicesCommand = (terminal: Terminal): Command =>
  remote(new Command('invoices'))
    .description('List the invoices of a world of a running simulator, or show one with its lines.')
    .argument('[id]', 'number of the invoice that is to be shown')
    .option('--customer <id>', 'only those with a line of one customer')
    .option('--month <month>', 'only those for one calendar month, such as 2026-01')
    .option('--last <number>', 'how many of the newest to list', whole('A number of invoices', 1_000_000), 50)
    .action(showInvoices(terminal));
