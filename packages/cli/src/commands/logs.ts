import { Command } from 'commander';
import { listRequests } from '../logs/list.ts';
import { showCommand } from '../logs/show.ts';
import { whole } from '../options/number.ts';
import { remote } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';

/** `marketsim logs` with its sub-command. */
export const logsCommand = (terminal: Terminal): Command =>
  remote(new Command('logs'), 'every world')
    .description('List the requests that came to a running simulator, and how they were answered.')
    .option('--method <method>', 'only those with one method, such as PATCH')
    .option('--path <text>', 'only those with this in path or query')
    .option('--status <status>', 'only those answered so, such as 404 or 4xx')
    .option('--limit <number>', 'how many of the newest to list', whole('A number of requests', 1000), 50)
    .option('--follow', 'print each further one as it is answered, until Ctrl-C')
    .action(listRequests(terminal))
    .addCommand(showCommand(terminal));
