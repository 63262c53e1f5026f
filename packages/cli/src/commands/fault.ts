import { Command } from 'commander';
import { offCommand } from '../faults/off.ts';
import { faultAction } from '../faults/switch-on.ts';
import { fraction, whole } from '../options/number.ts';
import { remote } from '../options/remote.ts';
import { collectSetting } from '../options/setting.ts';
import type { Terminal } from '../terminal.ts';

/** `marketsim fault` with its sub-command. */
export const faultCommand = (terminal: Terminal): Command =>
  remote(new Command('fault'))
    .description('Switch a documented pitfall on, or show it; without a name tell which faults are on.')
    .argument('[name]', 'such as F16, or throttled')
    .option('--list', 'tell what there is')
    .option('--publisher <alias>', 'strike one publisher only')
    .option('--subscription <id>', 'strike one subscription only')
    .option('--route <name>', 'strike one endpoint only, one action of webhooks, or one API')
    .option('--count <number>', 'strike so often at most', whole('A count', 1_000_000))
    .option('--probability <number>', 'strike that often on average', fraction('A probability'))
    .option('--set <name=value>', 'a parameter of the fault; may be repeated', collectSetting)
    .action(faultAction(terminal))
    .addCommand(offCommand(terminal));
