import { Command, Option } from 'commander';
import { whole } from '../options/number.ts';
import { remote } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { duplicateCommand } from '../webhooks/duplicate.ts';
import { holdCommand, releaseCommand } from '../webhooks/hold.ts';
import { listWebhooks, receivers } from '../webhooks/list.ts';
import { redeliverCommand } from '../webhooks/redeliver.ts';
import { reorderCommand } from '../webhooks/reorder.ts';
import { showCommand } from '../webhooks/show.ts';

/** `marketsim webhooks` with its sub-commands. */
export const webhooksCommand = (terminal: Terminal): Command =>
  remote(new Command('webhooks'))
    .description('List the webhooks of a world of a running simulator, or handle them.')
    .option('--subscription <id>', 'only those of one subscription')
    .option('--publisher <alias>', 'only those to one publisher')
    .addOption(
      new Option('--to <receivers>', 'only those to publishers, or to partners').choices([...receivers]),
    )
    .option('--state <state>', 'only those that stand so, such as waiting or accepted')
    .option('--last <number>', 'how many of the newest to list', whole('A number of webhooks', 1_000_000), 50)
    .option('--follow', 'print each change of one to a publisher as it happens, until Ctrl-C')
    .action(listWebhooks(terminal))
    .addCommand(showCommand(terminal))
    .addCommand(redeliverCommand(terminal))
    .addCommand(duplicateCommand(terminal))
    .addCommand(holdCommand(terminal))
    .addCommand(releaseCommand(terminal))
    .addCommand(reorderCommand(terminal));
